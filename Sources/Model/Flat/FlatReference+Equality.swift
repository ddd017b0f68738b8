extension FlatReference: Equatable {
    static func == (left: FlatReference, right: FlatReference) -> Bool {
        same(left.document, left.index, right.document, right.index)
    }

    /// Different hashes tell different subtrees at once; two documents of one layout are compared as memory.
    private static func same(_ left: FlatDocument, _ a: Int, _ right: FlatDocument, _ b: Int) -> Bool {
        let (x, y) = (left.nodes[a], right.nodes[b])
        if x.hash != y.hash || x.kind != y.kind { return false }
        if left === right, x.a == y.a, x.b == y.b { return true }
        if x.isContainer, x.b != y.b { return false }
        if a == left.root, b == right.root, sameLayout(left, right) { return true }
        return sameContent(left, a, right, b)
    }

    private static func sameLayout(_ left: FlatDocument, _ right: FlatDocument) -> Bool {
        left.nodeCount == right.nodeCount && left.textCount == right.textCount && left.ownKeys.isEmpty
            && right.ownKeys.isEmpty
            && sameBytes(left.nodes, right.nodes, left.nodeCount * MemoryLayout<FlatNode>.stride)
            && sameBytes(left.text, right.text, left.textCount)
    }

    private static func sameContent(_ left: FlatDocument, _ a: Int, _ right: FlatDocument, _ b: Int) -> Bool {
        let (x, y) = (left.nodes[a], right.nodes[b])
        if x.kind != y.kind || x.hash != y.hash { return false }
        switch x.kind {
        case FlatNode.text:
            return x.b == y.b && sameBytes(left.text + Int(x.a), right.text + Int(y.a), Int(x.b))
        case FlatNode.double: return Double(bitPattern: x.bits) == Double(bitPattern: y.bits)
        case FlatNode.array, FlatNode.object:
            guard x.b == y.b else { return false }
            if left === right, x.a == y.a { return true }
            for offset in 0..<Int(x.b) {
                let (c, d) = (Int(x.a) + offset, Int(y.a) + offset)
                if x.kind == FlatNode.object, !sameKey(left, left.nodes[c].key, right, right.nodes[d].key) {
                    return false
                }
                if !sameContent(left, c, right, d) { return false }
            }
            return true
        default: return x.bits == y.bits
        }
    }

    /// A name is in the shared table for all documents or for none.
    private static func sameKey(_ left: FlatDocument, _ a: UInt32, _ right: FlatDocument, _ b: UInt32) -> Bool {
        if (a | b) & FlatDocument.ownKey == 0 || left === right { return a == b }
        return left.withKey(a) { x in right.withKey(b) { y in sameBytes(x.bytes, y.bytes) } }
    }
}
