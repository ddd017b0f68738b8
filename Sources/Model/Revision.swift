/// A commit, resolved.
public struct Revision: Hashable, Sendable {
    /// The full commit id, 40 lower-case hex digits.
    public var id: String
    /// `Name <mail>`, as the commit says.
    public var author: String
    /// The whole message.
    public var message: String
    public var time: Instant

    public init(id: String, author: String, message: String, time: Instant) {
        self.id = id
        self.author = author
        self.message = message
        self.time = time
    }

    public var shortID: String { String(id.prefix(8)) }
    /// The message's first line.
    public var subject: String { message.split(separator: "\n", maxSplits: 1).first.map(String.init) ?? "" }
}
