import Model

/// The walk through three versions of an object at once. It collects what differs from the live one.
struct ThreeWayMerge {
    var fields: [FieldChange] = []
    var path: [FieldPath.Element] = []
    private let ignored: [FieldPattern]

    init(ignored: [FieldPattern]) { self.ignored = ignored }

    /// An object in the cluster. What only the server writes stays as it is.
    mutating func mergeRoot(base: Value?, desired: Value, live: Value, schema: Schema) -> Value {
        var result: [(String, Value)] = []
        for key in sortedUnion(base, desired, live) {
            let value: Value?
            switch key {
            case "apiVersion", "kind": value = desired[key] ?? live[key]
            case "status":
                // kubectl merges it too, but the server takes it only at the status subresource: never a difference.
                let before = fields.count
                value = step(.field(key)) {
                    $0.merge(base?[key], desired[key], live[key], schema.member(key) ?? .unknown)
                }
                fields.removeSubrange(before...)
            case "metadata": value = mergeMetadata(base?[key], desired[key], live[key], schema)
            default:
                value = step(.field(key)) {
                    $0.merge(base?[key], desired[key], live[key], schema.member(key) ?? .unknown)
                }
            }
            if let value { result.append((key, value)) }
        }
        return Value(Members(result))
    }

    private mutating func mergeMetadata(_ base: Value?, _ desired: Value?, _ live: Value?, _ schema: Schema) -> Value? {
        let known = schema.isUnknown ? Schema.objectMeta : schema.member("metadata") ?? .objectMeta
        let live = live ?? .emptyObject
        func without(_ value: Value?) -> Value? {
            guard var members = value?.object else { return nil }
            for key in serverOwnedMetadata where members[key] != nil { members[key] = nil }
            if var annotations = members["annotations"]?.object, annotations[lastAppliedAnnotation] != nil {
                annotations[lastAppliedAnnotation] = nil
                members["annotations"] = annotations.isEmpty ? nil : Value(annotations)
            }
            return Value(members)
        }
        return step(.field("metadata")) {
            $0.mergeObjects(without(base), without(desired) ?? .emptyObject, live, known, retains: false)
        }
    }

    /// One value below the root; nil where there is to be none.
    mutating func merge(
        _ base: Value?, _ desired: Value?, _ live: Value?, _ schema: Schema, retains: Bool = false
    ) -> Value? {
        if !ignored.isEmpty, ignored.contains(where: { $0.matches(path) }) { return live }
        // A null that the server holds and nobody else names is part of what it holds.
        if let live, live.isNull, base == nil, desired == nil { return live }
        let base = base.flatMap { $0.isNull ? nil : $0 }
        let live = live.flatMap { $0.isNull ? nil : $0 }
        guard let desired, !desired.isNull else {
            guard let live else { return nil }
            guard base != nil || desired != nil else { return live }
            return remove(base, live, schema, wholly: base == nil)
        }
        guard let live else {
            let value = droppingNulls(desired)
            if !value.isEmpty || !isCollection(schema) { note(base, value, nil, schema) }
            return value
        }
        if path.count < depthBound {
            switch (desired.kind, live.kind) {
            case (.object, .object) where !schema.node.patch.replaces:
                return mergeObjects(
                    base, desired, live, schema, retains: retains || isRetaining(schema))
            case (.array, .array):
                if let merged = mergeLists(base, desired, live, schema) { return merged }
            default: break
            }
        }
        let value = droppingNulls(desired)
        if sameMeaning(value, live, schema) { return value }
        if schema.isUnknown, value.isArray, base.map({ sameMeaning($0, desired, nil) }) ?? true, covers(live, value) {
            // What the elements have besides is as little ours as in a map: defaults of the kind's definition.
            return value
        }
        note(base, value, live, schema)
        return value
    }

    /// Everything that `wanted` names is in `held`, element by element.
    private func covers(_ held: Value?, _ wanted: Value, depth: Int = 0) -> Bool {
        guard let held, depth < depthBound else { return false }
        switch (held.view, wanted.view) {
        case (.object(let a), .object(let b)):
            return b.allSatisfy { covers(a[$0.key], $0.value, depth: depth + 1) }
        case (.array(let a), .array(let b)):
            return a.count == b.count && zip(a, b).allSatisfy { covers($0, $1, depth: depth + 1) }
        default: return sameMeaning(held, wanted, nil)
        }
    }

    private mutating func mergeObjects(
        _ base: Value?, _ desired: Value, _ live: Value, _ schema: Schema, retains: Bool
    ) -> Value {
        var result: [(String, Value)] = []
        result.reserveCapacity(live.members.count)
        for key in sortedUnion(base, desired, live) {
            let next = schema.member(key) ?? .unknown
            let wanted = desired[key]
            if retains, wanted == nil, let held = live[key] {
                // What a union does not name any more cannot stay beside what it names now.
                fields.append(
                    FieldChange(
                        path: FieldPath(path + [.field(key)]), base: base?[key], live: held, why: .removed))
                continue
            }
            let value = step(.field(key)) { $0.merge(base?[key], wanted, live[key], next) }
            if let value { result.append((key, value)) }
        }
        return Value(Members(result))
    }

    mutating func note(_ base: Value?, _ desired: Value, _ live: Value?, _ schema: Schema) {
        let why: FieldChange.Why =
            if let base {
                if sameMeaning(base, desired, schema) {
                    .drifted
                } else if live != nil, sameMeaning(base, live, schema) {
                    .changed
                } else {
                    .conflict
                }
            } else {
                live == nil ? .added : .adopted
            }
        fields.append(FieldChange(path: FieldPath(path), base: base, desired: desired, live: live, why: why))
    }

    mutating func step(_ element: FieldPath.Element, _ body: (inout ThreeWayMerge) -> Value?) -> Value? {
        path.append(element)
        defer { path.removeLast() }
        return body(&self)
    }

    private func isCollection(_ schema: Schema) -> Bool {
        switch schema.shape {
        case .map, .list: true
        default: false
        }
    }

    private func isRetaining(_ schema: Schema) -> Bool {
        if case .list = schema.shape { false } else { schema.node.patch.retainsKeys }
    }
}

/// The keys of three objects, each once, in their order.
private func sortedUnion(_ first: Value?, _ second: Value, _ third: Value) -> [String] {
    let lists = [first?.members ?? Members(), second.members, third.members]
    var positions = [0, 0, 0]
    var keys: [String] = []
    keys.reserveCapacity(lists[1].count + 4)
    while true {
        var least: String?
        for list in 0..<3 where positions[list] < lists[list].count {
            let key = lists[list][lists[list].index(lists[list].startIndex, offsetBy: positions[list])].key
            if let current = least { if key.precedesInBytes(current) { least = key } } else { least = key }
        }
        guard let least else { return keys }
        keys.append(least)
        for list in 0..<3 where positions[list] < lists[list].count {
            let key = lists[list][lists[list].index(lists[list].startIndex, offsetBy: positions[list])].key
            if key == least { positions[list] += 1 }
        }
    }
}
