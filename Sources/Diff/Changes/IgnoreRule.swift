public import Model

/// Fields that plumb leaves to others, for the objects whose kind and name fit. The object's own annotation
/// `plumb.dev/ignore` says the same for one object.
public struct IgnoreRule: Hashable, Sendable {
    /// Globs; `*` fits all.
    public var kind: String
    public var name: String
    public var fields: [FieldPattern]

    public init(kind: String = "*", name: String = "*", fields: [FieldPattern]) {
        self.kind = kind
        self.name = name
        self.fields = fields
    }

    public func applies(to key: ObjectKey) -> Bool {
        (kind == "*" || key.kind.matches(glob: kind)) && (name == "*" || key.name.matches(glob: name))
    }
}

/// The fields of one object that are left to others.
func ignoredFields(_ key: ObjectKey, _ desired: Value, _ rules: [IgnoreRule]) -> [FieldPattern] {
    var fields = rules.filter { $0.applies(to: key) }.flatMap(\.fields)
    if let text = desired.annotation("plumb.dev/ignore") { fields += FieldPattern.list(text) }
    return fields
}
