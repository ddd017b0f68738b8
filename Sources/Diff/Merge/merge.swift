public import Model

/// Merges three versions of one object as docs/design.md, section 5, tells: what plumb last applied, what the revision
/// says, what the cluster holds.
///
/// The result keeps whatever is in the cluster and was never plumb's. What only the API server writes (uid, status …)
/// is the live object's. Lists merge by their schema; map lists stand in the revision's order, with foreign elements
/// where they stood. A Secret's `stringData` is folded into its `data`.
///
/// - Parameters:
///   - normalize: what the server would make of an object before it stores it (defaults, canonical forms). With it,
///     fields whose difference the server would undo are no difference.
///   - ignored: fields that keep the live object's value, or its absence.
public func merge(
    base: Value?, desired: Value?, live: Value?, schema: Schema, normalize: ((Value) -> Value)? = nil,
    ignored: [FieldPattern] = []
) -> Merge {
    guard let desired = foldedSecret(desired) else {
        guard let base else { return Merge(result: live, fields: []) }
        guard let live else { return Merge(result: nil, fields: []) }
        return Merge(result: nil, fields: [FieldChange(path: [], base: base, live: live, why: .removed)])
    }
    guard let live else {
        let result = droppingNulls(desired)
        return Merge(result: result, fields: wholeObject(result, base: base))
    }
    var walk = ThreeWayMerge(ignored: ignored)
    let result = walk.mergeRoot(base: foldedSecret(base), desired: desired, live: live, schema: schema)
    guard !walk.fields.isEmpty else { return Merge(result: result, fields: []) }
    var fields = walk.fields
    if let normalize {
        let normal = normalize(result)
        fields.removeAll { sameMeaning(normal.at($0.path), live.at($0.path), schema.at($0.path)) }
    }
    if let managed = live.at("metadata", "managedFields"), !managed.isEmpty {
        for index in fields.indices where fields[index].why != .removed && fields[index].why != .added {
            fields[index].manager = manager(of: fields[index].path, in: managed)?.name
        }
    }
    return Merge(result: result, fields: fields)
}

/// The changes of an object that the cluster does not have: one for each of its parts.
private func wholeObject(_ object: Value, base: Value?) -> [FieldChange] {
    object.members.filter { $0.key != "apiVersion" && $0.key != "kind" && $0.key != "metadata" }.map {
        FieldChange(
            path: [.field($0.key)], base: base?[$0.key], desired: $0.value, why: base == nil ? .added : .drifted)
    }
}

/// A value without its null members, at any depth.
func droppingNulls(_ value: Value, depth: Int = 0) -> Value {
    guard depth < depthBound, value.holdsNulls else { return value }
    switch value.view {
    case .object(let members):
        return Value(
            Members(
                members.lazy.filter { !$0.value.isNull }.map { ($0.key, droppingNulls($0.value, depth: depth + 1)) }))
    case .array(let elements): return Value(elements.map { droppingNulls($0, depth: depth + 1) })
    default: return value
    }
}
