/// One node of one document: a text that does not fit into a small string, an array or an object.
/// Unchecked, and safe: nothing writes to a document once it is made, and nothing else of a `ManagedBuffer` is shared.
struct FlatReference: @unchecked Sendable {
    let index: Int
    let document: FlatDocument

    init(document: FlatDocument, index: Int) {
        self.index = index
        self.document = document
    }

    @inline(__always) var node: FlatNode { document.nodes[index] }
    @inline(__always) var kind: UInt8 { document.nodes[index].kind }
    @inline(__always) var first: Int { Int(document.nodes[index].a) }
    @inline(__always) var count: Int { Int(document.nodes[index].b) }

    var string: String { document.string(index) }

    var elements: [Value] {
        let (first, count) = (first, count)
        return [Value](unsafeUninitializedCapacity: count) { buffer, initialized in
            for offset in 0..<count {
                (buffer.baseAddress.map { $0 + offset })?.initialize(to: document.value(first + offset))
            }
            initialized = count
        }
    }

    func member(at position: Int) -> Members.Element {
        let child = first + position
        return (key: document.keyText(document.nodes[child].key), value: document.value(child))
    }

    /// The node of a member; nil where there is none.
    func find(_ key: String) -> Int? { FlatReference.find(key, in: document, object: index) }

    static func find(_ key: String, in document: FlatDocument, object: Int) -> Int? {
        var key = key
        return key.withUTF8 { bytes in
            let prefix = KeyEntry.prefix(of: bytes)
            let (nodes, shared) = (document.nodes, KeyTable.shared.entries)
            var low = Int(nodes[object].a)
            var high = low + Int(nodes[object].b)
            while low < high {
                let middle = (low + high) / 2
                let number = nodes[middle].key
                let order =
                    number & FlatDocument.ownKey == 0
                    ? (shared + Int(number)).pointee.order(prefix, bytes)
                    : document.withKey(number) { $0.order(prefix, bytes) }
                if order == 0 { return middle }
                if order < 0 { low = middle + 1 } else { high = middle }
            }
            return nil
        }
    }
}
