/// What stands before a document's nodes.
struct FlatHeader {
    let nodeCount: UInt32
    let textCount: UInt32
    /// The names that the shared table did not take; their numbers have `FlatDocument.ownKey` set.
    let ownKeys: [KeyEntry]
}

/// A parsed or stored value in one piece of memory: its nodes, then its texts. Written by `make`, and never again.
final class FlatDocument: ManagedBuffer<FlatHeader, FlatNode> {
    static let ownKey: UInt32 = 1 << 23

    /// Copies the nodes and the texts, and takes over what the keys own.
    static func make(
        nodes: UnsafeBufferPointer<FlatNode>, text: UnsafeBufferPointer<UInt8>, ownKeys: [KeyEntry]
    ) -> FlatDocument {
        let stride = MemoryLayout<FlatNode>.stride
        let buffer = FlatDocument.create(minimumCapacity: nodes.count + (text.count + stride - 1) / stride) { _ in
            FlatHeader(
                nodeCount: UInt32(truncatingIfNeeded: nodes.count), textCount: UInt32(truncatingIfNeeded: text.count),
                ownKeys: ownKeys)
        }
        buffer.withUnsafeMutablePointerToElements { start in
            let memory = UnsafeMutableRawPointer(start)
            if let base = nodes.baseAddress { memory.copyMemory(from: base, byteCount: nodes.count * stride) }
            if let base = text.baseAddress {
                (memory + nodes.count * stride).copyMemory(from: base, byteCount: text.count)
            }
        }
        // `create` makes an object of the class that it is called on.
        return unsafeDowncast(buffer, to: FlatDocument.self)
    }

    deinit {
        for key in header.ownKeys { UnsafeMutablePointer(mutating: key.bytes.baseAddress)?.deallocate() }
    }

    @inline(__always)
    var nodes: UnsafePointer<FlatNode> { withUnsafeMutablePointerToElements { UnsafePointer($0) } }

    var ownKeys: [KeyEntry] { header.ownKeys }
    var nodeCount: Int { Int(header.nodeCount) }
    var textCount: Int { Int(header.textCount) }

    /// The texts stand behind the nodes.
    @inline(__always)
    var text: UnsafePointer<UInt8> {
        (UnsafeRawPointer(nodes) + nodeCount * MemoryLayout<FlatNode>.stride).assumingMemoryBound(to: UInt8.self)
    }

    /// The document's own value.
    var root: Int { nodeCount - 1 }

    @inline(__always)
    func key(_ number: UInt32) -> UnsafePointer<KeyEntry>? {
        number & FlatDocument.ownKey == 0 ? UnsafePointer(KeyTable.shared.entries + Int(number)) : nil
    }

    func withKey<Result>(_ number: UInt32, _ body: (borrowing KeyEntry) -> Result) -> Result {
        if let entry = key(number) { return body(entry.pointee) }
        return body(ownKeys[Int(number ^ FlatDocument.ownKey)])
    }

    func keyText(_ number: UInt32) -> String {
        if let entry = key(number) { return entry.pointee.text }
        return ownKeys[Int(number ^ FlatDocument.ownKey)].text
    }

    /// Hands on the bytes of a node that is a text.
    @inline(__always)
    func withText<Result>(of index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        let node = nodes + index
        if node.pointee.kind == FlatNode.text {
            return body(UnsafeBufferPointer(start: text + Int(node.pointee.a), count: Int(node.pointee.b)))
        }
        // The payload's bytes are the text: the machine is little-endian, and so is the payload.
        let bytes = UnsafeRawPointer(node) + 8
        return body(
            UnsafeBufferPointer(
                start: bytes.assumingMemoryBound(to: UInt8.self), count: Int(node.pointee.kind - FlatNode.short)))
    }

    func string(_ index: Int) -> String { withText(of: index) { String(decoding: $0, as: UTF8.self) } }

    /// A node as a value; scalars leave the document where that needs no memory.
    func value(_ index: Int) -> Value {
        let node = nodes[index]
        switch node.kind {
        case FlatNode.null: return .null
        case FlatNode.no: return Value(false)
        case FlatNode.yes: return Value(true)
        case FlatNode.int: return Value(Int64(bitPattern: node.bits))
        case FlatNode.double: return Value(Double(bitPattern: node.bits))
        case FlatNode.text where node.b > 15, FlatNode.array, FlatNode.object:
            return Value(.flat(FlatReference(document: self, index: index)))
        default: return Value(string(index))
        }
    }
}
