public import Model

/// Who last wrote a field.
public struct FieldManager: Hashable, Sendable {
    public var name: String
    public var operation: ManagedFieldsEntry.Operation
    public var subresource: String
    /// RFC 3339, in whole seconds.
    public var time: String?
}

/// Who last wrote the field at a path, or one below it; nil where `managedFields` does not tell.
public func manager(of path: FieldPath, in managedFields: Value) -> FieldManager? {
    var found: (manager: FieldManager, isExact: Bool)?
    for entry in managedFields.elements {
        guard let fields = entry["fieldsV1"], let isExact = ownership(fields, path.elements[...]),
            let operation = entry["operation"]?.string.flatMap(ManagedFieldsEntry.Operation.init(rawValue:))
        else { continue }
        let candidate = FieldManager(
            name: entry["manager"]?.string ?? "", operation: operation,
            subresource: entry["subresource"]?.string ?? "", time: entry["time"]?.string)
        if let other = found {
            guard isExact || !other.isExact else { continue }
            if isExact == other.isExact, (candidate.time ?? "") < (other.manager.time ?? "") { continue }
        }
        found = (candidate, isExact)
    }
    return found?.manager
}

/// True where an entry has the field or a part of it, false where it has what the field is a part of as one value.
private func ownership(_ fields: Value, _ path: ArraySlice<FieldPath.Element>) -> Bool? {
    guard let first = path.first else { return true }
    guard !fields.isEmpty else { return false }
    guard let next = fields[first.fieldsV1] else { return nil }
    return ownership(next, path.dropFirst())
}
