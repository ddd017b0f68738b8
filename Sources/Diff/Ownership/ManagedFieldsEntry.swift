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
    public var fields: FieldSet {
        get {
            switch content {
            case .set(let set): set
            case .written(let value): FieldSet(fieldsV1: value)
            }
        }
        set { content = .set(newValue) }
    }

    /// Most writes change one entry of several: the others stay as they were read.
    private enum Content {
        case set(FieldSet)
        case written(Value)
    }
    private var content: Content

    public init(
        manager: String, operation: Operation, apiVersion: String, time: String? = nil, subresource: String = "",
        fields: FieldSet
    ) {
        self.manager = manager
        self.operation = operation
        self.apiVersion = apiVersion
        self.time = time
        self.subresource = subresource
        content = .set(fields)
    }

    /// Nil for what is no entry.
    public init?(_ value: Value) {
        guard let operation = value["operation"]?.string.flatMap(Operation.init(rawValue:)) else { return nil }
        self.init(
            manager: value["manager"]?.string ?? "", operation: operation,
            apiVersion: value["apiVersion"]?.string ?? "", time: value["time"]?.string,
            subresource: value["subresource"]?.string ?? "", fields: FieldSet())
        content = .written(value["fieldsV1"] ?? .emptyObject)
    }

    public static func == (left: ManagedFieldsEntry, right: ManagedFieldsEntry) -> Bool {
        left.isSameManager(as: right) && left.apiVersion == right.apiVersion && left.time == right.time
            && left.fields == right.fields
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(manager)
        hasher.combine(operation)
        hasher.combine(apiVersion)
        hasher.combine(time)
        hasher.combine(subresource)
        hasher.combine(fields)
    }

    public var value: Value {
        var builder = FlatBuilder()
        write(to: &builder)
        return builder.finish()
    }

    func write(to builder: inout FlatBuilder) {
        builder.beginObject()
        builder.key("apiVersion")
        builder.string(apiVersion)
        builder.key("fieldsType")
        builder.string("FieldsV1")
        builder.key("fieldsV1")
        switch content {
        case .set(let set): set.write(to: &builder)
        case .written(let value): builder.value(value)
        }
        builder.key("manager")
        builder.string(manager)
        builder.key("operation")
        builder.string(operation.rawValue)
        if !subresource.isEmpty {
            builder.key("subresource")
            builder.string(subresource)
        }
        if let time {
            builder.key("time")
            builder.string(time)
        }
        builder.end()
    }

    /// No field is in it.
    var isEmpty: Bool {
        switch content {
        case .set(let set): set.isEmpty
        case .written(let value): value.isEmpty
        }
    }

    /// Takes fields out of it.
    mutating func subtract(_ set: FieldSet) {
        if case .written(let value) = content, !set.touches(fieldsV1: value) { return }
        fields = fields.subtracting(set)
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
