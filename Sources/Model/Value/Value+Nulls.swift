extension Value {
    /// Whether null stands anywhere in it.
    public var holdsNulls: Bool {
        switch representation {
        case .null: true
        case .bool, .int, .double, .string: false
        case .array(let elements): elements.contains(where: \.holdsNulls)
        case .object(let members): members.contains { $0.value.holdsNulls }
        case .flat(let reference): reference.document.holdsNulls(reference.index)
        }
    }
}

extension FlatDocument {
    fileprivate func holdsNulls(_ index: Int) -> Bool {
        let node = nodes[index]
        if node.kind == FlatNode.null { return true }
        guard node.isContainer else { return false }
        return (Int(node.a)..<Int(node.a) + Int(node.b)).contains { holdsNulls($0) }
    }
}
