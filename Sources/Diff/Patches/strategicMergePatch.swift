public import Model

/// Applies a strategic merge patch as kube-apiserver does, directives and all.
///
/// - Parameter schema: the structure of the object's kind. What it does not know merges by members, with lists
///   replaced; a patch of a list or map that the structure does not have is an error.
public func applyStrategicMergePatch(_ patch: Value, to object: Value, schema: Schema) throws(PatchError) -> Value {
    guard patch.isObject, object.isObject else { throw PatchError(.malformed, "invalid JSON document") }
    return try StrategicMerge(joinsPatches: false).mergeMaps(object, patch, schema, depth: 0)
}

/// Merges a strategic merge patch into an object, or, while a three-way patch is made, into another patch.
struct StrategicMerge {
    /// The target is a patch as well: its directives are kept rather than carried out.
    let joinsPatches: Bool

    func mergeMaps(_ original: Value?, _ patch: Value, _ schema: Schema?, depth: Int) throws(PatchError) -> Value {
        guard depth < depthBound else { throw PatchError(.malformed, "the patch is nested too deeply") }
        var patch = patch.members
        if let directive = patch[Directive.marker] {
            patch[Directive.marker] = nil
            if directive == "replace" { return Value(patch) }
            if directive == "delete" { return .emptyObject }
            throw PatchError(.other, "unknown patch type: \(goText(directive)) in map: \(goText(Value(patch)))")
        }
        var result = original?.members ?? Members()
        try carryOutRetainKeys(&result, &patch)
        for (key, order) in patch where key.hasPrefix(Directive.setElementOrder) {
            try carryOutOrder(key, order, &result, &patch, schema, depth: depth)
        }
        for (name, value) in patch {
            try mergeMember(name, value, into: &result, schema, depth: depth)
        }
        return Value(result)
    }

    private func mergeMember(
        _ name: String, _ value: Value, into result: inout Members, _ schema: Schema?, depth: Int
    ) throws(PatchError) {
        var key = name
        let deletes = name.hasPrefix(Directive.deleteFromPrimitiveList)
        if deletes {
            if joinsPatches {
                result[name] = value
                return
            }
            key = String(name.dropFirst(Directive.deleteFromPrimitiveList.count))
        } else if name.hasPrefix("$deleteFromPrimitiveList") {
            throw .primitiveList
        }
        if value.isNull {
            result[key] = nil
            if !joinsPatches { return }
        }
        guard let held = result[key], held.kind == value.kind else {
            if !deletes { result[key] = withoutDirectives(joinsPatches ? value : droppingNulls(value)) }
            return
        }
        switch value.kind {
        case .object:
            let field = try PatchField(key, of: schema)
            result[key] = field.rule.replaces ? value : try mergeMaps(held, value, field.schema, depth: depth + 1)
        case .array:
            let field = try PatchField(key, of: schema)
            result[key] = try mergeLists(held.elements, value.elements, field, deletes: deletes, depth: depth + 1)
        default: result[key] = value
        }
    }

    private func mergeLists(
        _ original: [Value], _ patch: [Value], _ field: PatchField, deletes: Bool, depth: Int
    ) throws(PatchError) -> Value {
        guard field.rule.merges else { return Value(patch) }
        guard let kind = try elementKind(original, patch) else { return Value(original) }
        guard kind == .object else {
            if deletes, !joinsPatches { return Value(original.filter { !patch.contains($0) }) }
            var seen: Set<Value> = []
            let merged = (original + patch).filter { seen.insert($0).inserted }
            return Value(
                interleaved(
                    patch: merged.filter(patch.contains), others: merged.filter { !patch.contains($0) }, order: patch,
                    live: original, key: nil))
        }
        guard let key = field.rule.mergeKey else {
            throw PatchError(.other, "cannot merge lists without merge key for type struct")
        }
        let (kept, plain, isReplaced) = try carryOutElementDirectives(original, patch, key)
        if isReplaced { return Value(plain) }
        var merged = kept
        for item in plain {
            guard let name = item[key] else { throw noMergeKey(item, key) }
            if let place = merged.firstIndex(where: { $0[key] == name }) {
                merged[place] = try mergeMaps(merged[place], item, field.element, depth: depth + 1)
            } else {
                merged.append(item)
            }
        }
        for item in merged where item[key] == nil { throw noMergeKey(item, key) }
        let named = Set(plain.compactMap { $0[key] })
        return Value(
            interleaved(
                patch: merged.filter { $0[key].map(named.contains) ?? false },
                others: merged.filter { !($0[key].map(named.contains) ?? false) }, order: plain, live: kept, key: key))
    }

    /// `$patch: delete` and `$patch: replace` among the elements of a list.
    private func carryOutElementDirectives(
        _ original: [Value], _ patch: [Value], _ key: String
    ) throws(PatchError) -> (kept: [Value], plain: [Value], isReplaced: Bool) {
        var kept = original
        var plain: [Value] = []
        var isReplaced = false
        for item in patch {
            guard let directive = item[Directive.marker] else {
                plain.append(item)
                continue
            }
            switch directive.string {
            case "delete":
                guard let name = item[key] else { throw noMergeKey(item, key) }
                kept.removeAll { $0[key] == name }
                if joinsPatches { continue }
            case "replace": isReplaced = true
            case "merge": throw PatchError(.other, "merging lists cannot yet be specified in the patch")
            default: throw PatchError(.other, "unknown patch type: \(goText(directive)) in map: \(goText(item))")
            }
        }
        return (kept, plain, isReplaced)
    }

    /// `$retainKeys`: what the list does not name goes.
    private func carryOutRetainKeys(_ result: inout Members, _ patch: inout Members) throws(PatchError) {
        guard let directive = patch[Directive.retainKeys] else { return }
        patch[Directive.retainKeys] = nil
        if joinsPatches {
            if let other = result[Directive.retainKeys], other != directive {
                throw PatchError(
                    .other,
                    "\(goText(other)) and \(goText(directive)) are not deep equal: this may happen when calculating "
                        + "the 3-way diff patch")
            }
            result[Directive.retainKeys] = directive
            return
        }
        guard let list = directive.array else { throw .retainKeys }
        let retained = Set(list.compactMap(\.string))
        for (key, value) in patch
        where !value.isNull && !key.hasPrefix(Directive.deleteFromPrimitiveList)
            && !key.hasPrefix(Directive.setElementOrder) && !retained.contains(key)
        {
            throw .retainKeys
        }
        for key in result.keys where !retained.contains(key) { result[key] = nil }
    }

    /// `$setElementOrder/LIST`: merges the list and puts it in that order.
    private func carryOutOrder(
        _ directive: String, _ order: Value, _ result: inout Members, _ patch: inout Members, _ schema: Schema?,
        depth: Int
    ) throws(PatchError) {
        if joinsPatches {
            if let other = result[directive], other != order { throw .setElementOrder }
            result[directive] = order
        }
        patch[directive] = nil
        guard let order = order.array else { throw wrongType(expected: .array, order) }
        let key = String(directive.dropFirst(Directive.setElementOrder.count))
        let held = result[key]
        let change = patch[key]
        if let held, !held.isArray { throw wrongType(expected: .array, held) }
        if let change, !change.isArray { throw wrongType(expected: .array, change) }
        let field = try PatchField(key, of: schema)
        try checkOrder(change?.elements ?? [], order, field.rule.mergeKey)
        let merged: [Value]
        switch (held, change) {
        case (nil, nil): return
        case (let held?, nil): merged = held.elements
        case (nil, let change?): merged = change.elements
        case (let held?, let change?):
            merged = try mergeLists(held.elements, change.elements, field, deletes: false, depth: depth + 1).elements
        }
        let mergeKey = field.rule.mergeKey
        let named = Set(order.compactMap { item in mergeKey.map { item[$0] } ?? item })
        func isOurs(_ item: Value) -> Bool { (mergeKey.map { item[$0] } ?? item).map(named.contains) ?? false }
        if let mergeKey {
            for item in merged where item[mergeKey] == nil { throw noMergeKey(item, mergeKey) }
        }
        result[key] = Value(
            interleaved(
                patch: merged.filter(isOurs), others: merged.filter { !isOurs($0) }, order: order,
                live: placesInLive(held?.elements ?? [], merged, change?.elements ?? [], mergeKey), key: mergeKey))
        patch[key] = nil
    }

    /// The order against which foreign elements find their place. apimachinery deletes and appends within the live
    /// list's own storage and looks at its first elements afterwards, so added elements stand where deletes made room.
    private func placesInLive(_ live: [Value], _ merged: [Value], _ patch: [Value], _ key: String?) -> [Value] {
        guard let key else { return live }
        let left = live.filter { item in merged.contains { $0[key] == item[key] } }
        let added = patch.filter { item in item[Directive.marker] == nil && !left.contains { $0[key] == item[key] } }
        return left + added.prefix(live.count - left.count)
    }

    /// The items of the patch stand in the directive's order, and all are in it.
    private func checkOrder(_ patch: [Value], _ order: [Value], _ key: String?) throws(PatchError) {
        if patch.isEmpty || order.isEmpty { return }
        var place = 0
        for item in patch where key == nil || item[Directive.marker] == nil {
            let name = key.map { item[$0] } ?? item
            if let key, name == nil { throw noMergeKey(item, key) }
            while place < order.count, (key.map { order[place][$0] } ?? order[place]) != name { place += 1 }
            guard place < order.count else {
                throw PatchError(
                    .other,
                    "The order in patch list:\n\(goText(Value(patch)))\n doesn't match $setElementOrder list:\n"
                        + "\(goText(Value(order)))\n")
            }
            place += 1
        }
    }

    /// Nil for what is itself a directive.
    private func withoutDirectives(_ value: Value, depth: Int = 0) -> Value? {
        guard depth < depthBound else { return value }
        switch value.view {
        case .object(let members):
            if members[Directive.marker] != nil { return nil }
            return Value(
                Members(
                    members.compactMap { key, value in
                        withoutDirectives(value, depth: depth + 1).map { (key, $0) }
                    }))
        case .array(let elements): return Value(elements.compactMap { withoutDirectives($0, depth: depth + 1) })
        default: return value
        }
    }
}
