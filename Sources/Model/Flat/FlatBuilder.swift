/// Builds flat documents from what a parser says, in the order in which it says it. One builder makes many documents,
/// one after the other, and keeps its buffers between them.
///
/// Calls have to be balanced: `finish` answers only once one whole value has been said.
public struct FlatBuilder: ~Copyable {
    /// A node whose container is still open.
    struct Pending: BitwiseCopyable {
        var node: FlatNode
        /// The prefix of its key.
        var prefix: UInt64
        /// Where its key stood, as the parser counts.
        var mark: UInt64
        /// How many nodes the subtree would have if nothing were shared; held at the largest number.
        var weight: UInt32
        /// Whether a merge key brought it.
        var isMerged: Bool
    }

    struct Frame: BitwiseCopyable {
        var base: Int
        var isObject: Bool
        var key: UInt32
        var prefix: UInt64
        var mark: UInt64
    }

    /// A member that an object had already.
    public struct Duplicate {
        public var key: String
        public var first: UInt64
        public var second: UInt64
        /// Whether one of the two came by a merge key.
        public var isMerged: Bool
    }

    var nodes = Pile<FlatNode>(capacity: 64)
    var text = Pile<UInt8>(capacity: 1024)
    var stack = Pile<Pending>(capacity: 64)
    var frames = Pile<Frame>(capacity: 16)
    var ownKeys: [KeyEntry] = []
    /// Where in `ownKeys` the names of one hash stand.
    var ownNumbers: [UInt32: [Int]] = [:]
    var nextKey: UInt32 = 0
    var nextPrefix: UInt64 = 0
    var nextMark: UInt64 = 0
    public internal(set) var duplicates: [Duplicate] = []
    let table = KeyTable.shared

    public init() {}

    /// How many containers are open.
    public var depth: Int { frames.count }

    public var isComplete: Bool { frames.count == 0 && stack.count == 1 }

    deinit { FlatBuilder.free(ownKeys) }

    private static func free(_ keys: [KeyEntry]) {
        for key in keys { UnsafeMutablePointer(mutating: key.bytes.baseAddress)?.deallocate() }
    }

    /// Forgets what was said since the last `finish`.
    public mutating func reset() {
        if !ownKeys.isEmpty {
            FlatBuilder.free(ownKeys)
            ownKeys = []
        }
        if !ownNumbers.isEmpty { ownNumbers = [:] }
        nodes.removeAll()
        text.removeAll()
        stack.removeAll()
        frames.removeAll()
        if !duplicates.isEmpty { duplicates = [] }
        nextKey = 0
        nextMark = 0
    }

    /// The value that was said; null where none or half of one was.
    public mutating func finish() -> Value {
        defer { reset() }
        guard isComplete else { return .null }
        var root = stack[0].node
        root.key = 0
        nodes.append(root)
        let document = FlatDocument.make(
            nodes: UnsafeBufferPointer(start: nodes.base, count: nodes.count),
            text: UnsafeBufferPointer(start: text.base, count: text.count), ownKeys: ownKeys)
        // The document frees them now.
        ownKeys = []
        return document.value(document.root)
    }

    /// Names the next value, which is a member of the open object. `mark` is handed back with a duplicate.
    public mutating func key(_ bytes: UnsafeBufferPointer<UInt8>, mark: UInt64 = 0) {
        nextMark = mark
        let start = KeyEntry.start(of: bytes)
        nextPrefix = start.bigEndian
        let hash = FlatHash.text(first: start, UnsafeRawPointer(bytes.baseAddress), bytes.count)
        nextKey = table.number(of: bytes, prefix: nextPrefix, hash: hash) ?? ownNumber(of: bytes, hash: hash)
    }

    @inline(never)
    private mutating func ownNumber(of bytes: UnsafeBufferPointer<UInt8>, hash: UInt32) -> UInt32 {
        for index in ownNumbers[hash] ?? [] where sameBytes(ownKeys[index].bytes, bytes) {
            return FlatDocument.ownKey | UInt32(index)
        }
        ownNumbers[hash, default: []].append(ownKeys.count)
        ownKeys.append(KeyEntry(copying: bytes, hash: hash))
        return FlatDocument.ownKey | UInt32(ownKeys.count - 1)
    }

    @inline(__always)
    mutating func push(_ node: FlatNode, weight: UInt32 = 1) {
        var node = node
        node.key = nextKey
        stack.append(Pending(node: node, prefix: nextPrefix, mark: nextMark, weight: weight, isMerged: false))
    }

    public mutating func null() { push(FlatNode(kind: FlatNode.null, hash: 0x6e75_6c6c)) }

    public mutating func bool(_ value: Bool) {
        push(FlatNode(kind: value ? FlatNode.yes : FlatNode.no, hash: value ? 0x7472_7565 : 0x6661_6c73))
    }

    public mutating func int(_ value: Int64) {
        let bits = UInt64(bitPattern: value)
        push(FlatNode(kind: FlatNode.int, bits: bits, hash: FlatHash.scalar(FlatNode.int, bits)))
    }

    public mutating func double(_ value: Double) {
        // The two zeros are equal, so their hashes are.
        let bits = value == 0 ? 0 : value.bitPattern
        push(FlatNode(kind: FlatNode.double, bits: value.bitPattern, hash: FlatHash.scalar(FlatNode.double, bits)))
    }

    /// `bytes` have to be valid UTF-8.
    public mutating func string(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let base = bytes.baseAddress, bytes.count > 0 else {
            push(FlatNode(kind: FlatNode.short, hash: FlatHash.scalar(FlatNode.short, 0)))
            return
        }
        if bytes.count <= 8 {
            let bits = FlatHash.short(UnsafeRawPointer(base), bytes.count)
            let kind = FlatNode.short + UInt8(truncatingIfNeeded: bytes.count)
            push(FlatNode(kind: kind, bits: bits, hash: FlatHash.scalar(kind, bits)))
            return
        }
        let offset = UInt32(truncatingIfNeeded: text.count)
        copy(UnsafeRawPointer(base), bytes.count)
        let hash = FlatHash.text(bytes)
        push(FlatNode(kind: FlatNode.text, a: offset, b: UInt32(truncatingIfNeeded: bytes.count), hash: hash))
    }

    /// Appends more than 8 bytes of text.
    @inline(__always)
    private mutating func copy(_ source: UnsafeRawPointer, _ count: Int) {
        let target = UnsafeMutableRawPointer(text.extend(by: count))
        if count > 16 { return target.copyMemory(from: source, byteCount: count) }
        // Two halves that overlap.
        let end = source.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
        target.storeBytes(of: source.loadUnaligned(as: UInt64.self), as: UInt64.self)
        target.storeBytes(of: end, toByteOffset: count - 8, as: UInt64.self)
    }

    public mutating func string(_ value: String) {
        var value = value
        value.withUTF8 { string($0) }
    }

    public mutating func key(_ value: String, mark: UInt64 = 0) {
        var value = value
        value.withUTF8 { key($0, mark: mark) }
    }

    public mutating func beginObject() { begin(isObject: true) }
    public mutating func beginArray() { begin(isObject: false) }

    private mutating func begin(isObject: Bool) {
        frames.append(
            Frame(base: stack.count, isObject: isObject, key: nextKey, prefix: nextPrefix, mark: nextMark))
        nextKey = 0
    }
}
