extension FlatReference {
    /// What stands at the end of a chain of member names, without stops on the way.
    func value(at keys: ArraySlice<String>) -> Value? {
        var current = index
        for key in keys {
            guard document.nodes[current].kind == FlatNode.object,
                let next = FlatReference.find(key, in: document, object: current)
            else { return nil }
            current = next
        }
        return document.value(current)
    }
}
