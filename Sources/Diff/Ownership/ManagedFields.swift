import Model

/// `metadata.managedFields` as it is worked on: read, changed by one write, written back in the server's order.
struct ManagedFields {
    var entries: [ManagedFieldsEntry]

    init(of object: Value?) {
        entries = object?.at("metadata", "managedFields")?.elements.compactMap(ManagedFieldsEntry.init) ?? []
    }

    /// What only the server writes, and what names the object, belongs to nobody.
    /// Upstream: k8s.io/apimachinery/pkg/util/managedfields, stripMeta.
    private static let nobodys = FieldSet(
        [FieldPath(fields: "apiVersion"), FieldPath(fields: "kind"), FieldPath(fields: "metadata")]
            + [
                "clusterName", "creationTimestamp", "generation", "managedFields", "name", "namespace",
                "resourceVersion", "selfLink", "uid",
            ].map { FieldPath(fields: "metadata", $0) })

    static func withoutNobodys(_ set: FieldSet) -> FieldSet {
        guard set.isMember || set.entries.contains(where: { owned.contains($0.name) }) else { return set }
        var set = set.subtracting(nobodys)
        set.isMember = false
        return set
    }
    private static let owned: Set<String> = ["f:apiVersion", "f:kind", "f:metadata"]

    /// Takes fields from every entry but one, and drops the entries that are left with none.
    mutating func take(_ set: FieldSet, exceptFrom kept: (ManagedFieldsEntry) -> Bool = { _ in false }) {
        guard !set.isEmpty else { return }
        for index in entries.indices where !kept(entries[index]) {
            entries[index].subtract(set)
        }
        entries.removeAll { $0.isEmpty && !kept($0) }
    }

    /// At most ten updaters are remembered apart; the oldest beyond them become one, "ancient-changes".
    mutating func cap() {
        let bound = 10
        var updaters = entries.indices.filter { entries[$0].operation == .update && entries[$0].subresource.isEmpty }
        guard updaters.count > bound else { return }
        updaters.sort { entries[$0].sortsBefore(entries[$1]) }
        var bucket: [String: ManagedFieldsEntry] = [:]
        let merged = updaters.prefix(updaters.count - bound + 1)
        for index in merged {
            var entry = entries[index]
            entry.manager = "ancient-changes"
            if let other = bucket[entry.apiVersion] { entry.fields = entry.fields.union(other.fields) }
            bucket[entry.apiVersion] = entry
        }
        for index in merged.sorted(by: >) { entries.remove(at: index) }
        entries += bucket.values
    }

    /// Sorted by operation, time in seconds, manager, version, subresource.
    var value: Value {
        var builder = FlatBuilder()
        builder.beginArray()
        for entry in entries.sorted(by: { $0.sortsBefore($1) }) { entry.write(to: &builder) }
        builder.end()
        return builder.finish()
    }

    func write(into object: inout Value) {
        object.set(entries.isEmpty ? nil : value, at: "metadata", "managedFields")
    }
}

extension ManagedFieldsEntry {
    func sortsBefore(_ other: ManagedFieldsEntry) -> Bool {
        if operation != other.operation { return operation.rawValue < other.operation.rawValue }
        let left = time ?? ""
        let right = other.time ?? ""
        if left != right { return left < right }
        return (manager, apiVersion, subresource) < (other.manager, other.apiVersion, other.subresource)
    }
}
