/// One node of a flat document, 16 bytes.
///
/// `a` and `b` are the payload: a number's bits, a text's place in the document's text, the bytes of a short text
/// itself, or a container's first child and number of children. Children stand side by side; members in the byte order
/// of their keys.
struct FlatNode: BitwiseCopyable {
    /// The kind in the low byte, the key's number above it.
    var head: UInt32
    /// A hash of the subtree, without the key: different hashes mean different subtrees.
    var hash: UInt32
    var a: UInt32
    var b: UInt32

    init(kind: UInt8, a: UInt32 = 0, b: UInt32 = 0, hash: UInt32) {
        head = UInt32(kind)
        self.hash = hash
        self.a = a
        self.b = b
    }

    init(kind: UInt8, bits: UInt64, hash: UInt32) {
        self.init(
            kind: kind, a: UInt32(truncatingIfNeeded: bits), b: UInt32(truncatingIfNeeded: bits >> 32), hash: hash)
    }

    static let null: UInt8 = 0
    static let no: UInt8 = 1
    static let yes: UInt8 = 2
    static let int: UInt8 = 3
    static let double: UInt8 = 4
    static let text: UInt8 = 5
    static let array: UInt8 = 6
    static let object: UInt8 = 7
    /// Texts of up to 8 bytes stand in the node; this plus their length is their kind.
    static let short: UInt8 = 16

    var kind: UInt8 { UInt8(truncatingIfNeeded: head) }
    var key: UInt32 {
        get { head >> 8 }
        set { head = head & 0xff | newValue << 8 }
    }
    var bits: UInt64 { UInt64(a) | UInt64(b) << 32 }
    var isContainer: Bool { kind == FlatNode.array || kind == FlatNode.object }
}
