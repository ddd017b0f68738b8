/// Anchors, aliases and merge keys: a subtree that is said again is shared, not copied.
extension FlatBuilder {
    /// A finished value of the document that is being built.
    public struct Shared {
        let node: FlatNode
        /// How many nodes it would have, its keys included, if nothing in it were shared.
        public let weight: UInt32
        public var isObject: Bool { node.kind == FlatNode.object }
        public var isArray: Bool { node.kind == FlatNode.array }
    }

    /// The value that was said last.
    public var last: Shared? {
        guard stack.count > 0 else { return nil }
        return Shared(node: stack[stack.count - 1].node, weight: stack[stack.count - 1].weight)
    }

    /// Says a value again.
    public mutating func repeated(_ shared: Shared) { push(shared.node, weight: shared.weight) }

    /// Takes back the value said last, which was the value of a merge key, and puts its members into the open object.
    /// Of a list of objects the earlier win. False where it is neither.
    public mutating func mergeLast() -> Bool {
        guard let merged = stack.popLast() else { return false }
        switch merged.node.kind {
        case FlatNode.object:
            merge(merged.node, mark: merged.mark)
            return true
        case FlatNode.array:
            let range = Int(merged.node.a)..<Int(merged.node.a) + Int(merged.node.b)
            for index in range where nodes[index].kind != FlatNode.object { return false }
            for index in range.reversed() { merge(nodes[index], mark: merged.mark) }
            return true
        default: return false
        }
    }

    private mutating func merge(_ object: FlatNode, mark: UInt64) {
        for index in Int(object.a)..<Int(object.a) + Int(object.b) {
            let prefix = entry(nodes[index].key).prefix
            stack.append(Pending(node: nodes[index], prefix: prefix, mark: mark, weight: 1, isMerged: true))
        }
    }
}
