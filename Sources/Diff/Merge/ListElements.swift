import Model

/// What tells the elements of a map list or a set list apart.
struct ElementKey: Hashable {
    var parts: [Value]
}

/// The elements of a list by their keys.
struct ListElements {
    var elements: [Value]
    var keys: [ElementKey]
    private var positions: [ElementKey: Int]?

    /// Nil where the list has no such elements: one is no object, has none of the keys, or two have the same. Such a
    /// list is one value.
    init?(_ list: [Value], merge: SchemaNode.ListMerge, element: Schema?) {
        elements = list
        keys = []
        keys.reserveCapacity(list.count)
        for item in list {
            guard let key = ElementKey(item, merge: merge, element: element) else { return nil }
            keys.append(key)
        }
        if list.count > 8 {
            var positions: [ElementKey: Int] = [:]
            positions.reserveCapacity(list.count)
            for (index, key) in keys.enumerated() where positions.updateValue(index, forKey: key) != nil { return nil }
            self.positions = positions
        } else {
            for index in keys.indices.dropFirst() where keys[..<index].contains(keys[index]) { return nil }
        }
    }

    func index(of key: ElementKey) -> Int? {
        if let positions { positions[key] } else { keys.firstIndex(of: key) }
    }

    subscript(key: ElementKey) -> Value? { index(of: key).map { elements[$0] } }
}

extension ElementKey {
    init?(_ item: Value, merge: SchemaNode.ListMerge, element: Schema?) {
        switch merge {
        case .atomic: return nil
        case .set:
            if item.isObject || item.isArray { return nil }
            parts = [item]
        case .map(let names):
            guard item.isObject else { return nil }
            parts = names.map { item[$0] ?? element?.node.defaults[$0] ?? .null }
            if parts.allSatisfy(\.isNull) { return nil }
        }
    }

    /// The step of a path that names the element.
    func step(_ merge: SchemaNode.ListMerge) -> FieldPath.Element {
        if case .map(let names) = merge {
            return .key(
                zip(names, parts).lazy.filter { !$0.1.isNull }.map { FieldPath.KeyPart(name: $0.0, value: $0.1) })
        }
        return .value(parts[0])
    }
}
