public import Model

/// `new` with the `metadata.managedFields` that kube-apiserver would give it after a create (`old` is nil), an update
/// or a patch: the manager's entry gets what the write changed, all others lose it.
///
/// Both objects have their defaults; `new` has nothing yet that the server itself assigns (cluster IPs, node ports),
/// since that belongs to nobody.
///
/// - Parameters:
///   - manager: the `fieldManager` of the request, or the name of its client.
///   - subresource: empty for the object itself, else `status`, `scale` …
///   - statusIsSubresource: a write to the object itself owns nothing below `status`. False for custom resources whose
///     definition has no such subresource.
public func recordUpdate(
    old: Value?, new: Value, manager: String, time: Instant, subresource: String = "", schema: Schema = .unknown,
    statusIsSubresource: Bool = true
) -> Value {
    let schema = schema.isUnknown ? Schema.unknownObject : schema
    var comparison = FieldComparison(from: old, to: new, schema: schema)
    comparison.written = ManagedFields.withoutNobodys(comparison.written)
    if subresource.isEmpty, statusIsSubresource {
        comparison.written = comparison.written.subtractingWholly(statusFields)
    }
    var result = new
    if comparison.written.isEmpty, comparison.removed.isEmpty {
        result.set((old ?? new).at("metadata", "managedFields"), at: "metadata", "managedFields")
        return result
    }
    var managed = ManagedFields(of: old ?? new)
    var entry = ManagedFieldsEntry(
        manager: manager, operation: .update, apiVersion: new.apiVersion, time: time.description,
        subresource: subresource, fields: comparison.written)
    managed.take(comparison.removed)
    let former = managed.entries.firstIndex { $0.isSameManager(as: entry) }
    if let former, !comparison.written.isEmpty {
        entry.fields = entry.fields.union(managed.entries[former].fields)
        managed.entries.remove(at: former)
    }
    managed.take(comparison.written)
    if !comparison.written.isEmpty { managed.entries.append(entry) }
    managed.cap()
    managed.write(into: &result)
    return result
}

let statusFields = FieldSet([FieldPath(fields: "status")])
