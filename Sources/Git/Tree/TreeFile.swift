/// A file of a revision. The same bytes have the same blob id, in any revision and under any name.
public struct TreeFile: Hashable, Sendable {
    public enum Kind: UInt8, Hashable, Sendable {
        case regular, executable
    }

    /// From the root of the repository: `deploy/web.yaml`. Where a symlink was followed, the link's own place.
    public var path: String
    public var blob: ObjectID
    /// In bytes.
    public var size: Int
    public var kind: Kind
    /// Where the bytes really are, if a symlink led there.
    public var linkedTo: String?

    public init(path: String, blob: ObjectID, size: Int, kind: Kind = .regular, linkedTo: String? = nil) {
        self.path = path
        self.blob = blob
        self.size = size
        self.kind = kind
        self.linkedTo = linkedTo
    }
}
