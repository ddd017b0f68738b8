import Model

extension CustomSchema {
    /// The value with the schema's defaults, and without nulls where none may stand.
    ///
    /// A null is as good as nothing: it takes the default, or goes.
    /// https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#defaulting
    func defaulted(_ value: Value, depth: Int = 0) -> Value {
        guard depth < customDepthBound else { return value }
        switch value.view {
        case .object(let members): return defaulted(value, members, depth)
        case .array(let elements):
            guard let items else { return value }
            let read = elements.map { element in
                let element = items.isMisplaced(element) ? items.initial ?? element : element
                return items.defaulted(element, depth: depth + 1)
            }
            return read == elements ? value : Value(read)
        default: return value
        }
    }

    /// Changes what has to change, and leaves the rest of the tree shared.
    private func defaulted(_ value: Value, _ members: Members, _ depth: Int) -> Value {
        var result = value
        for (name, member) in members {
            guard let schema = self.member(name) else { continue }
            if schema.isMisplaced(member) {
                if schema.initial == nil, property(name) != nil { result[name] = nil }
                if values != nil, property(name) == nil, let initial = schema.initial { result[name] = initial }
                continue
            }
            let read = schema.defaulted(member, depth: depth + 1)
            if read != member { result[name] = read }
        }
        for (name, schema) in properties {
            guard let initial = schema.initial, members[name].map({ schema.isMisplaced($0) }) ?? true else { continue }
            result[name] = schema.defaulted(initial, depth: depth + 1)
        }
        return result
    }
}
