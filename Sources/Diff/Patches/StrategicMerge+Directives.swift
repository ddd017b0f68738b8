import Model

/// The directives of strategic merge patches.
extension StrategicMerge {
    /// `$patch: delete` and `$patch: replace` among the elements of a list.
    func carryOutElementDirectives(
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
    func carryOutRetainKeys(_ result: inout Members, _ patch: inout Members) throws(PatchError) {
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
    func carryOutOrder(
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
}
