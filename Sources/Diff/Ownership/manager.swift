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
    var found: FieldManager?
    for entry in managedFields.elements {
        guard let fields = entry["fieldsV1"], owns(fields, path.elements[...]),
            let operation = entry["operation"]?.string.flatMap(ManagedFieldsEntry.Operation.init(rawValue:))
        else { continue }
        let candidate = FieldManager(
            name: entry["manager"]?.string ?? "", operation: operation,
            subresource: entry["subresource"]?.string ?? "", time: entry["time"]?.string)
        if found.map({ ($0.time ?? "") <= (candidate.time ?? "") }) ?? true { found = candidate }
    }
    return found
}

/// The field, a part of it, or what it is a part of as one value.
private func owns(_ fields: Value, _ path: ArraySlice<FieldPath.Element>) -> Bool {
    guard let first = path.first else { return true }
    guard !fields.isEmpty else { return true }
    guard let next = fields[first.fieldsV1] else { return false }
    return owns(next, path.dropFirst())
}
