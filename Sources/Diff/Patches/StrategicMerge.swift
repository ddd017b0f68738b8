import Model

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

    func mergeLists(
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
