public import Model

/// What a server-side apply makes of an object.
public struct AppliedObject: Hashable, Sendable {
    /// With its new `managedFields`. Defaults and validation are still to come.
    public var object: Value
    /// False where nothing but `managedFields` can have changed.
    public var isChanged: Bool
}

/// Server-side apply as kube-apiserver does it: the configuration is merged into the live object; fields that the
/// manager applied before, names no more and shares with nobody go; fields of others are conflicts unless `force` takes
/// them. https://kubernetes.io/docs/reference/using-api/server-side-apply/
///
/// - Parameters:
///   - live: nil where the object is being created.
///   - applied: the configuration, without `managedFields`.
public func applyMerge(
    live: Value?, applied: Value, manager: String, force: Bool, time: Instant, subresource: String = "",
    schema: Schema = .unknown, statusIsSubresource: Bool = true
) throws(ApplyError) -> AppliedObject {
    let schema = schema.isUnknown ? Schema.unknownObject : schema
    if let refusal = typedRefusal(of: applied, schema) { throw .invalid(refusal) }
    let applied = appliedPart(of: applied, subresource: subresource, statusIsSubresource: statusIsSubresource)
    var managed = ManagedFields(of: live)
    if let live, managed.entries.isEmpty {
        // Whatever was there before field management began belongs to one who is not known.
        managed.entries.append(
            ManagedFieldsEntry(
                manager: "before-first-apply", operation: .update, apiVersion: applied.apiVersion,
                time: time.description,
                fields: ManagedFields.withoutNobodys(FieldSet(of: live.withoutManagedFields, schema: schema))))
    }
    let before = (live ?? .emptyObject).withoutManagedFields
    let fields = ManagedFields.withoutNobodys(FieldSet(of: applied, schema: schema))
    var entry = ManagedFieldsEntry(
        manager: manager, operation: .apply, apiVersion: applied.apiVersion, subresource: subresource, fields: fields)
    let former = managed.entries.firstIndex { $0.isSameManager(as: entry) }
    let last = former.map { managed.entries[$0].fields }
    entry.time = former.flatMap { managed.entries[$0].time }
    if let former { managed.entries.remove(at: former) }

    var object = typedMerge(before, applied, schema)
    if let last, !last.isEmpty {
        let owned = managed.entries.reduce(fields) { $0.union($1.fields) }
        let gone = last.withParents().subtracting(owned.withParents())
        object = removing(gone, from: object, schema) ?? .emptyObject
    }

    let comparison = FieldComparison(from: before, to: object, schema: schema)
    var conflicts: [ApplyConflicts.Conflict] = []
    for other in managed.entries.sorted(by: { $0.manager < $1.manager }) {
        for path in other.fields.intersection(comparison.written).paths {
            conflicts.append(ApplyConflicts.Conflict(manager: other.conflictText, path: path))
        }
    }
    if !force, !conflicts.isEmpty { throw .conflicts(ApplyConflicts(conflicts: conflicts)) }
    managed.take(comparison.written.union(comparison.removed))
    let isChanged = live == nil || object != before
    if isChanged { entry.time = time.description }
    entry.fields = entry.fields.subtracting(comparison.removed)
    if !entry.fields.isEmpty { managed.entries.append(entry) }
    managed.write(into: &object)
    return AppliedObject(object: object, isChanged: isChanged)
}

/// What the endpoint takes of a configuration: all but the status, or nothing but it.
private func appliedPart(of applied: Value, subresource: String, statusIsSubresource: Bool) -> Value {
    if subresource == "status" {
        var part: Value = ["apiVersion": Value(applied.apiVersion), "kind": Value(applied.objectKind)]
        for key in ["name", "namespace"] { part.set(applied.at("metadata", key), at: "metadata", key) }
        part["status"] = applied["status"]
        return part
    }
    guard statusIsSubresource, subresource.isEmpty, applied["status"] != nil else { return applied }
    var part = applied
    part["status"] = nil
    return part
}

extension Value {
    var withoutManagedFields: Value {
        guard at("metadata", "managedFields") != nil else { return self }
        var copy = self
        copy.set(nil, at: "metadata", "managedFields")
        return copy
    }
}
