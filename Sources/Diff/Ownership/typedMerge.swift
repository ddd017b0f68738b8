import Model

/// Merges a configuration into an object as structured-merge-diff does: what the configuration names wins, maps merge
/// by entry, map and set lists by element, the rest is replaced.
func typedMerge(_ object: Value, _ configuration: Value, _ schema: Schema?, depth: Int = 0) -> Value {
    guard depth < depthBound, !(schema?.node.isAtomic ?? false) else { return configuration }
    switch (object.view, configuration.view) {
    case (.object(let held), .object(let named)):
        var merged = held
        for (key, value) in named {
            if value.isNull {
                // Null names a map or a list without naming anything in it.
                if let other = held[key], !other.isObject, !other.isArray { merged[key] = nil }
            } else if let other = held[key] {
                merged[key] = typedMerge(other, value, schema?.member(key), depth: depth + 1)
            } else {
                merged[key] = value
            }
        }
        return Value(merged)
    case (.array(let held), .array(let named)):
        guard case .list(let index, let rule)? = schema?.shape, rule != .atomic, let schema else {
            return configuration
        }
        let element = Schema(table: schema.table, index: index)
        guard let left = ListElements(held, merge: rule, element: element),
            let right = ListElements(named, merge: rule, element: element)
        else { return configuration }
        return Value(
            mergedOrder(left, right).map { key in
                guard let value = right[key] else { return left[key] ?? .null }
                return left[key].map { typedMerge($0, value, element, depth: depth + 1) } ?? value
            })
    default: return configuration
    }
}

/// The order of structured-merge-diff: the configuration's elements in their order; elements that only the object has
/// stay before the shared one that they stood before.
private func mergedOrder(_ left: ListElements, _ right: ListElements) -> [ElementKey] {
    var shared = right.keys.filter { left.index(of: $0) != nil }[...]
    var next = shared.popFirst()
    var taken: Set<ElementKey> = []
    var result: [ElementKey] = []
    var l = 0
    var r = 0
    while l < left.keys.count || r < right.keys.count {
        if l < left.keys.count, r < right.keys.count {
            let key = left.keys[l]
            if key == right.keys[r] {
                taken.insert(key)
                result.append(key)
                l += 1
                r += 1
                next = shared.popFirst()
                continue
            }
            if right.index(of: key) != nil, let next, next != key {
                // Shared, and its turn comes later.
                l += 1
                continue
            }
        }
        if l < left.keys.count {
            let key = left.keys[l]
            if right.index(of: key) == nil {
                result.append(key)
                l += 1
                continue
            }
            if taken.contains(key) { l += 1 }
        }
        if r < right.keys.count {
            let key = right.keys[r]
            taken.insert(key)
            result.append(key)
            r += 1
            if next == key { next = shared.popFirst() }
        }
    }
    return result
}

/// An object without the fields of a set; nil where nothing is left of it. Maps and lists that become empty go too.
func removing(_ set: FieldSet, from value: Value, _ schema: Schema?, depth: Int = 0) -> Value? {
    guard depth < depthBound, !set.entries.isEmpty, !(schema?.node.isAtomic ?? false) else { return value }
    switch value.view {
    case .object(var members):
        for entry in set.entries {
            guard case .field(let name)? = FieldPath.Element(fieldsV1: entry.name), let child = members[name] else {
                continue
            }
            members[name] =
                entry.set.isMember
                ? nil : removing(entry.set, from: child, schema?.member(name), depth: depth + 1)
        }
        return members.isEmpty ? nil : Value(members)
    case .array(let list):
        guard case .list(let index, let rule)? = schema?.shape, rule != .atomic, let schema else { return value }
        let element = Schema(table: schema.table, index: index)
        guard let items = ListElements(list, merge: rule, element: element) else { return value }
        var left: [Value] = []
        for (key, item) in zip(items.keys, items.elements) {
            let name = key.step(rule).fieldsV1
            let place = set.entries.partition(before: name)
            guard place < set.entries.count, set.entries[place].name == name else {
                left.append(item)
                continue
            }
            if set.entries[place].set.isMember { continue }
            if let rest = removing(set.entries[place].set, from: item, element, depth: depth + 1) { left.append(rest) }
        }
        return left.isEmpty ? nil : Value(left)
    default: return value
    }
}
