public import Model

/// Who wrote which fields: one entry of `metadata.managedFields`.
/// https://kubernetes.io/docs/reference/using-api/server-side-apply/#field-management
public struct ManagedFieldsEntry: Hashable, Sendable {
    public enum Operation: String, Hashable, Sendable {
        case apply = "Apply"
        case update = "Update"
    }

    public var manager: String
    public var operation: Operation
    public var apiVersion: String
    /// RFC 3339; nil where the manager never changed anything.
    public var time: String?
    /// Empty for the object itself.
    public var subresource: String
    public var fields: FieldSet

    public init(
        manager: String, operation: Operation, apiVersion: String, time: String? = nil, subresource: String = "",
        fields: FieldSet
    ) {
        self.manager = manager
        self.operation = operation
        self.apiVersion = apiVersion
        self.time = time
        self.subresource = subresource
        self.fields = fields
    }

    /// Nil for what is no entry.
    public init?(_ value: Value) {
        guard let operation = value["operation"]?.string.flatMap(Operation.init(rawValue:)) else { return nil }
        self.init(
            manager: value["manager"]?.string ?? "", operation: operation,
            apiVersion: value["apiVersion"]?.string ?? "", time: value["time"]?.string,
            subresource: value["subresource"]?.string ?? "",
            fields: FieldSet(fieldsV1: value["fieldsV1"] ?? .emptyObject))
    }

    public var value: Value {
        var members: [(String, Value)] = [("apiVersion", Value(apiVersion)), ("fieldsType", "FieldsV1")]
        members.append(("fieldsV1", fields.fieldsV1))
        members.append(("manager", Value(manager)))
        members.append(("operation", Value(operation.rawValue)))
        if !subresource.isEmpty { members.append(("subresource", Value(subresource))) }
        if let time { members.append(("time", Value(time))) }
        return Value(Members(members))
    }

    /// The same manager doing the same: its next write joins this entry. Appliers are one whatever version they use.
    func isSameManager(as other: ManagedFieldsEntry) -> Bool {
        manager == other.manager && operation == other.operation && subresource == other.subresource
            && (operation == .apply || apiVersion == other.apiVersion)
    }

    /// As kube-apiserver names a manager in a conflict.
    var conflictText: String {
        var text = Value(manager).json
        if !subresource.isEmpty { text += " with subresource " + Value(subresource).json }
        return operation == .update ? text + " using " + apiVersion : text
    }
}
