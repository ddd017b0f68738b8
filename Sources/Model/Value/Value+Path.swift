/// Chains of two and three names, which are most: they need no array.
extension Value {
    /// What stands at `first.second`.
    public func at(_ first: String, _ second: String) -> Value? {
        guard case .flat(let reference) = representation else { return self[first]?[second] }
        return reference.step(into: first, from: reference.index)
            .flatMap { reference.step(into: second, from: $0) }
            .map { reference.document.value($0) }
    }

    /// What stands at `first.second.third`.
    public func at(_ first: String, _ second: String, _ third: String) -> Value? {
        guard case .flat(let reference) = representation else { return self[first]?.at(second, third) }
        return reference.step(into: first, from: reference.index)
            .flatMap { reference.step(into: second, from: $0) }
            .flatMap { reference.step(into: third, from: $0) }
            .map { reference.document.value($0) }
    }
}

extension FlatReference {
    /// The node of a member of a node; nil where there is none.
    @inline(__always)
    func step(into key: String, from index: Int) -> Int? {
        guard document.nodes[index].kind == FlatNode.object else { return nil }
        return FlatReference.find(key, in: document, object: index)
    }
}
