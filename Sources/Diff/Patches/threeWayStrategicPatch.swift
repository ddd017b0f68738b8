public import Model

/// The strategic merge patch that `kubectl apply` sends: additions and changes from `current` to `modified`, deletions
/// from `original` to `modified`.
///
/// - Parameter overwrite: false throws a conflict where `current` changed what the patch changes.
public func threeWayStrategicPatch(
    original: Value?, modified: Value?, current: Value?, schema: Schema, overwrite: Bool = true
) throws(PatchError) -> Value {
    let original = original?.members ?? Members()
    let modified = modified?.members ?? Members()
    let current = current?.members ?? Members()
    let delta = try StrategicDiff(ignoresDeletions: true).maps(current, modified, schema, retains: false, depth: 0)
    let deletions = try StrategicDiff(ignoresChangesAndAdditions: true).maps(
        original, modified, schema, retains: false, depth: 0)
    let patch = try StrategicMerge(joinsPatches: true).mergeMaps(Value(deletions), Value(delta), schema, depth: 0)
    if !overwrite {
        let changed = try StrategicDiff(setsElementOrder: false).maps(
            original, current, schema, retains: false, depth: 0)
        if try conflicts(patch, Value(changed), PatchField.plain, schema, depth: 0) {
            throw PatchError(
                .conflict,
                "patch:\n\(patch.json)\nconflicts with changes made from original to current:\n\(Value(changed).json)\n"
            )
        }
    }
    return patch
}

/// The strategic merge patch from one version to another.
public func strategicPatch(from original: Value, to modified: Value, schema: Schema) throws(PatchError) -> Value {
    Value(try StrategicDiff().maps(original.members, modified.members, schema, retains: false, depth: 0))
}

/// Whether two patches of one object differ in a field that both name.
private func conflicts(
    _ left: Value, _ right: Value, _ field: PatchField, _ schema: Schema?, depth: Int
) throws(PatchError) -> Bool {
    guard depth < depthBound, left.kind == right.kind else { return left != right }
    switch left.kind {
    case .object:
        if left[Directive.marker] != right[Directive.marker] { return true }
        if field.rule.replaces { return false }
        for (key, value) in left.members where key != Directive.marker && key != Directive.retainKeys {
            guard let other = right[key] else { continue }
            let plain = key.hasPrefix("$")
            let inner = plain ? PatchField.plain : try PatchField(key, of: schema)
            if try conflicts(value, other, inner, inner.schema, depth: depth + 1) { return true }
        }
        return false
    case .array:
        guard field.rule.merges else { return left != right }
        guard let key = field.rule.mergeKey, left.elements.allSatisfy(\.isObject) else {
            return false
        }
        for item in left.elements {
            guard let other = right.elements.first(where: { $0[key] == item[key] }) else { continue }
            if try conflicts(item, other, PatchField.plain, field.element, depth: depth + 1) { return true }
        }
        return false
    default: return left != right
    }
}
