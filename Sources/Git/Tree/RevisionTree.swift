public import Model

/// The files of one revision under one path, by the byte order of their paths. A list only: bytes are read on demand.
public struct RevisionTree: Hashable, Sendable {
    /// The commit's full id.
    public var revision: String
    /// The folder, from the root of the repository; empty for the root.
    public var path: String
    /// The id of the folder's tree. Where it is the same as before, and no symlink leads out of the folder, nothing
    /// under the path has changed.
    public var tree: ObjectID
    public var files: [TreeFile]
    /// What could not be listed, each with its place: symlinks that lead nowhere, submodules.
    public var problems: [Problem]

    public init(revision: String, path: String, tree: ObjectID, files: [TreeFile], problems: [Problem] = []) {
        self.revision = revision
        self.path = path
        self.tree = tree
        self.files = files
        self.problems = problems
    }
}

/// A difference between two revisions.
public struct ChangedPath: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable { case added, changed, removed }

    /// From the root of the repository.
    public var path: String
    public var kind: Kind
    public var before: ObjectID?
    public var after: ObjectID?
}
