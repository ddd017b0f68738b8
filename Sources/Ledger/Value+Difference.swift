import Model

/// How a value differs from another that is known where it is read: much shorter than the value, where one was made from
/// the other.
///
/// `0` is the same, and an array of one element is that element. An array of more is an object: `0`, the names of members
/// that are gone, and then for each member that is not the same its name and how it differs (where it is new, `[value]`).
extension Value {
    /// What `known.changed(by:)` makes this value of.
    func difference(from known: Value) -> Value { difference(from: known, levels: 6) }

    private func difference(from known: Value, levels: Int) -> Value {
        // Two whole objects are hardly ever the same.
        if levels < 6, self == known { return 0 }
        guard levels > 0, let members = object, let others = known.object else { return self == known ? 0 : [self] }
        var changed: [Value] = []
        var gone: [Value] = []
        // Both are in the order of their names.
        var (index, other) = (0, 0)
        let (count, otherCount) = (members.count, others.count)
        while index < count, other < otherCount {
            let (mine, theirs) = (members[index], others[other])
            if mine.key == theirs.key {
                let difference = mine.value.difference(from: theirs.value, levels: levels - 1)
                if difference.int == nil {
                    changed.append(Value(mine.key))
                    changed.append(difference)
                }
                index += 1
                other += 1
            } else if mine.key.precedesInBytes(theirs.key) {
                changed.append(Value(mine.key))
                changed.append([mine.value])
                index += 1
            } else {
                gone.append(Value(theirs.key))
                other += 1
            }
        }
        for index in index..<count {
            changed.append(Value(members[index].key))
            changed.append([members[index].value])
        }
        for other in other..<otherCount { gone.append(Value(others[other].key)) }
        return changed.isEmpty && gone.isEmpty ? 0 : Value([0, Value(gone)] + changed)
    }

    /// nil where that is not what `difference(from:)` said of this value.
    func changed(by difference: Value) -> Value? { changed(by: difference, levels: 6) }

    private func changed(by difference: Value, levels: Int) -> Value? {
        if difference.int == 0 { return self }
        let parts = difference.elements
        if parts.count == 1 { return parts[0] }
        guard levels > 0, let members = object, parts.count > 1, parts.count.isMultiple(of: 2), parts[1].isArray else {
            return nil
        }
        var result = members
        for name in parts[1].elements {
            guard let name = name.string else { return nil }
            result[name] = nil
        }
        for index in stride(from: 2, to: parts.count, by: 2) {
            guard let name = parts[index].string,
                let value = (members[name] ?? .null).changed(by: parts[index + 1], levels: levels - 1)
            else { return nil }
            result[name] = value
        }
        return Value(result)
    }
}
