public import Model

/// A commit, as the log tells it.
public struct GitCommit: Hashable, Sendable {
    /// The full id.
    public var id: String
    public var parents: [String]
    public var tree: ObjectID
    /// `Name <mail>`
    public var author: String
    /// `Name <mail>`
    public var committer: String
    /// The whole message.
    public var message: String
    /// When it was committed.
    public var time: Instant

    public var revision: Revision { Revision(id: id, author: author, message: message, time: time) }
}

/// Where a reference stands at the moment.
public struct Tip: Hashable, Sendable {
    /// The full name of the branch or tag; nil where a commit id was asked for.
    public var reference: String?
    /// The commit's full id; tags are peeled.
    public var commit: String
}

/// What a local repository's references look like; equal as long as nobody has moved the one that is followed.
public struct Fingerprint: Hashable, Sendable {
    var value: Int
}
