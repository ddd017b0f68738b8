import Model

/// Makes the strategic merge patch from one version of an object to another.
struct StrategicDiff {
    var ignoresDeletions = false
    var ignoresChangesAndAdditions = false
    var setsElementOrder = true

    func maps(
        _ original: Members, _ modified: Members, _ schema: Schema?, retains: Bool, depth: Int
    ) throws(PatchError) -> Members {
        guard depth < depthBound else { throw PatchError(.malformed, "the object is nested too deeply") }
        var patch = Members()
        for (key, value) in modified {
            guard let former = original[key], former.kind == value.kind else {
                if !ignoresChangesAndAdditions { patch[key] = value }
                continue
            }
            switch value.kind {
            case .object: try mapField(key, former.members, value.members, &patch, schema, depth: depth)
            case .array: try listField(key, former, value, &patch, schema, depth: depth)
            default: if !ignoresChangesAndAdditions, former != value { patch[key] = value }
            }
        }
        if !ignoresDeletions {
            for (key, _) in original where modified[key] == nil { patch[key] = .null }
        }
        if retains {
            let retained = modified.filter { !$0.value.isNull }.map(\.key)
            let hasMore = original.contains { !$0.value.isNull && modified[$0.key] == nil }
            if !retained.isEmpty, !patch.isEmpty || hasMore { patch[Directive.retainKeys] = Value(strings: retained) }
        }
        return patch
    }

    private func mapField(
        _ key: String, _ original: Members, _ modified: Members, _ patch: inout Members, _ schema: Schema?, depth: Int
    ) throws(PatchError) {
        guard let field = try field(key, schema, Value(original), Value(modified)) else { return }
        if field.rule.replaces {
            if !ignoresChangesAndAdditions { patch[key] = Value(modified) }
            return
        }
        let inner = try maps(
            original, modified, field.schema, retains: field.rule.retainsKeys, depth: depth + 1)
        if !inner.isEmpty { patch[key] = Value(inner) }
    }

    private func listField(
        _ key: String, _ original: Value, _ modified: Value, _ patch: inout Members, _ schema: Schema?, depth: Int
    ) throws(PatchError) {
        guard let field = try field(key, schema, original, modified) else { return }
        guard field.rule.merges else {
            if !ignoresChangesAndAdditions, original != modified { patch[key] = modified }
            return
        }
        let old = original.elements
        let new = modified.elements
        if old.isEmpty {
            if !new.isEmpty, !ignoresChangesAndAdditions { patch[key] = modified }
            return
        }
        if try elementKind(old, new) == .object {
            guard let mergeKey = field.rule.mergeKey else { throw noMergeKey(old.first ?? .null, "") }
            try listOfMaps(key, old, new, field, mergeKey, &patch, depth: depth)
        } else {
            listOfScalars(key, old, new, &patch)
        }
    }

    /// Nil where the structure does not have the field, but nothing differs.
    private func field(
        _ key: String, _ schema: Schema?, _ original: Value, _ modified: Value
    ) throws(PatchError) -> PatchField? {
        if original == modified, let schema, !schema.isUnknown, schema.member(key) == nil { return nil }
        return try PatchField(key, of: schema)
    }

    private func listOfMaps(
        _ key: String, _ original: [Value], _ modified: [Value], _ field: PatchField, _ mergeKey: String,
        _ patch: inout Members, depth: Int
    ) throws(PatchError) {
        for item in original + modified where item[mergeKey] == nil { throw noMergeKey(item, mergeKey) }
        var changes: [Value] = []
        var deletes: [Value] = []
        var old = sortedByKey(original, mergeKey)[...]
        var new = sortedByKey(modified, mergeKey)[...]
        // Elements pair up in the order of their keys' text, also where one key stands there more than once.
        while true {
            let left = old.first.map { goText($0[mergeKey]) }
            let right = new.first.map { goText($0[mergeKey]) }
            if let left, left == right {
                let former = old.removeFirst()
                let item = new.removeFirst()
                var inner = try maps(
                    former.members, item.members, field.element, retains: field.rule.retainsKeys, depth: depth + 1)
                if inner.isEmpty { continue }
                inner[mergeKey] = item[mergeKey]
                changes.append(Value(inner))
            } else if let right, left.map({ right.precedesInBytes($0) }) ?? true {
                let item = new.removeFirst()
                if !ignoresChangesAndAdditions { changes.append(item) }
            } else if left != nil {
                let item = old.removeFirst()
                if !ignoresDeletions {
                    deletes.append([Directive.marker: "delete", mergeKey: item[mergeKey] ?? .null])
                }
            } else {
                break
            }
        }
        changes = interleaved(patch: changes, others: [], order: modified, live: [], key: mergeKey) + deletes
        let sameOrder =
            original.count == modified.count && zip(original, modified).allSatisfy { $0[mergeKey] == $1[mergeKey] }
        if !changes.isEmpty { patch[key] = Value(changes) }
        if setsElementOrder,
            (!ignoresChangesAndAdditions && (!changes.isEmpty || !sameOrder))
                || (!ignoresDeletions && !changes.isEmpty), !modified.isEmpty
        {
            patch[Directive.setElementOrder + key] = Value(modified.map { [mergeKey: $0[mergeKey] ?? .null] })
        }
    }

    private func listOfScalars(_ key: String, _ original: [Value], _ modified: [Value], _ patch: inout Members) {
        var added: [Value] = []
        var counts: [Value: Int] = [:]
        for item in original { counts[item, default: 0] += 1 }
        for item in modified {
            if let count = counts[item], count > 0 { counts[item] = count - 1 } else { added.append(item) }
        }
        let deleted = counts.filter { $0.value > 0 }.keys.sorted { goText($0).precedesInBytes(goText($1)) }
        if !ignoresChangesAndAdditions, !added.isEmpty { patch[key] = Value(added) }
        if !ignoresDeletions, !deleted.isEmpty { patch[Directive.deleteFromPrimitiveList + key] = Value(deleted) }
        if setsElementOrder, !modified.isEmpty,
            (!ignoresDeletions && !deleted.isEmpty) || (!ignoresChangesAndAdditions && original != modified)
        {
            patch[Directive.setElementOrder + key] = Value(modified)
        }
    }

    /// By the text of the merge key. Go's insertion sort with an order that holds equal elements for unordered turns
    /// elements with one key around; longer lists are sorted stably.
    private func sortedByKey(_ list: [Value], _ key: String) -> [Value] {
        var items = list.map { (text: goText($0[key]), item: $0) }
        guard items.count <= 12 else { return items.sorted { $0.text.precedesInBytes($1.text) }.map(\.item) }
        for end in items.indices.dropFirst() {
            var place = end
            while place > 0, !items[place - 1].text.precedesInBytes(items[place].text) {
                items.swapAt(place - 1, place)
                place -= 1
            }
        }
        return items.map(\.item)
    }
}
