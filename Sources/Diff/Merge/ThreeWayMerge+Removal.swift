import Model

extension ThreeWayMerge {
    /// Takes away what the revision names no more: of maps and of map and set lists only what was ours.
    mutating func remove(_ base: Value?, _ live: Value, _ schema: Schema, wholly: Bool) -> Value? {
        if !wholly, path.count < depthBound, let base {
            if case .map(let index) = schema.shape, base.isObject, live.isObject {
                return removeMembers(base, live, Schema(table: schema.table, index: index))
            }
            if case .list(let index, let rule) = schema.shape, rule != .atomic {
                let element = Schema(table: schema.table, index: index)
                if let known = ListElements(base.elements, merge: rule, element: element),
                    let held = ListElements(live.elements, merge: rule, element: element)
                {
                    return removeElements(known, held, rule)
                }
            }
        }
        fields.append(FieldChange(path: FieldPath(path), base: base, live: live, why: .removed))
        return nil
    }

    private mutating func removeMembers(_ base: Value, _ live: Value, _ schema: Schema) -> Value? {
        var members: [(String, Value)] = []
        for (key, held) in live.members {
            let value = step(.field(key)) { $0.merge(base[key], nil, held, schema) }
            if let value { members.append((key, value)) }
        }
        return members.isEmpty ? nil : Value(Members(members))
    }

    private mutating func removeElements(
        _ base: ListElements, _ live: ListElements, _ rule: SchemaNode.ListMerge
    ) -> Value? {
        var left: [Value] = []
        for (key, item) in zip(live.keys, live.elements) {
            if let known = base[key] {
                fields.append(
                    FieldChange(path: FieldPath(path + [key.step(rule)]), base: known, live: item, why: .removed))
            } else {
                left.append(item)
            }
        }
        return left.isEmpty ? nil : Value(left)
    }
}
