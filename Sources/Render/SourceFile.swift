/// One file that may hold manifests.
public struct SourceFile: Hashable, Sendable {
    /// From the root of the repository or folder: `deploy/web.yaml`.
    public var path: String
    /// Names the content: equal ids, equal bytes. A blob's id, or anything else that serves.
    public var id: String

    public init(path: String, id: String) {
        self.path = path
        self.id = id
    }
}
