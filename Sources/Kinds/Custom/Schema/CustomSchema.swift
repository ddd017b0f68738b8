import Model

/// One node of a custom resource's schema (`openAPIV3Schema`), read once: what values stand here, what they default to,
/// and what must hold for them.
final class CustomSchema: Sendable {
    /// `object`, `string` …; empty where the schema says nothing.
    let type: String
    let format: String
    let isNullable: Bool
    let isIntOrString: Bool
    let preservesUnknownFields: Bool
    let isEmbeddedResource: Bool
    let properties: [(name: String, schema: CustomSchema)]
    /// Of a map's values.
    let values: CustomSchema?
    /// `additionalProperties` as it stands, where it is true or false rather than a schema.
    let allowsOthers: Bool?
    let items: CustomSchema?
    let initial: Value?
    let listType: String
    let mapKeys: [String]
    let mapType: String
    let rules: ValueRules
    /// The rules in CEL that stand here.
    let expressions: [Value]
    /// Whether a rule in CEL stands here or below.
    let hasExpressions: Bool
    private let byName: [String: CustomSchema]

    /// nil below the depth that any schema has.
    init?(_ schema: Value, depth: Int = 0) {
        guard depth < 100, schema.isObject else { return nil }
        type = schema["type"]?.string ?? ""
        format = schema["format"]?.string ?? ""
        isNullable = schema["nullable"]?.bool ?? false
        isIntOrString = schema["x-kubernetes-int-or-string"]?.bool ?? false
        preservesUnknownFields = schema["x-kubernetes-preserve-unknown-fields"]?.bool ?? false
        isEmbeddedResource = schema["x-kubernetes-embedded-resource"]?.bool ?? false
        properties = (schema["properties"]?.members ?? Members()).compactMap { member in
            CustomSchema(member.value, depth: depth + 1).map { (name: member.key, schema: $0) }
        }
        byName = Dictionary(properties.map { ($0.name, $0.schema) }, uniquingKeysWith: { first, _ in first })
        let others = schema["additionalProperties"]
        values = others.flatMap { CustomSchema($0, depth: depth + 1) }
        allowsOthers = others?.bool
        items = schema["items"].flatMap { CustomSchema($0, depth: depth + 1) }
        initial = schema["default"]
        listType = schema["x-kubernetes-list-type"]?.string ?? ""
        mapKeys = schema["x-kubernetes-list-map-keys"]?.elements.compactMap(\.string) ?? []
        mapType = schema["x-kubernetes-map-type"]?.string ?? ""
        rules = ValueRules(schema, depth: depth)
        expressions = schema["x-kubernetes-validations"]?.elements ?? []
        hasExpressions =
            !expressions.isEmpty
            || properties.contains { $0.schema.hasExpressions } || values?.hasExpressions ?? false
            || items?.hasExpressions ?? false
    }

    func property(_ name: String) -> CustomSchema? { byName[name] }

    /// The schema of a member: of a property, or of a map's value.
    func member(_ name: String) -> CustomSchema? { byName[name] ?? values }

    /// Null may not stand here, and is as good as nothing.
    func isMisplaced(_ value: Value) -> Bool { value.isNull && !isNullable }
}

/// What must hold for a value besides its type.
struct ValueRules: Sendable {
    let required: [String]
    let enumeration: [Value]?
    let pattern: String
    /// nil where there is no pattern, or none that can be read.
    let expression: GoPattern?
    let minimum: Value?
    let maximum: Value?
    let isMinimumExclusive: Bool
    let isMaximumExclusive: Bool
    let multipleOf: Value?
    let minLength: Int?
    let maxLength: Int?
    let minItems: Int?
    let maxItems: Int?
    let minProperties: Int?
    let maxProperties: Int?
    let isUnique: Bool
    let allOf: [CustomSchema]
    let anyOf: [CustomSchema]
    let oneOf: [CustomSchema]
    let not: CustomSchema?

    init(_ schema: Value, depth: Int) {
        func list(_ name: String) -> [CustomSchema] {
            (schema[name]?.elements ?? []).compactMap { CustomSchema($0, depth: depth + 1) }
        }
        required = schema["required"]?.elements.compactMap(\.string) ?? []
        enumeration = schema["enum"]?.array
        pattern = schema["pattern"]?.string ?? ""
        expression = pattern.isEmpty ? nil : GoPattern(pattern)
        minimum = schema["minimum"]
        maximum = schema["maximum"]
        isMinimumExclusive = schema["exclusiveMinimum"]?.bool ?? false
        isMaximumExclusive = schema["exclusiveMaximum"]?.bool ?? false
        multipleOf = schema["multipleOf"]
        minLength = schema["minLength"]?.int
        maxLength = schema["maxLength"]?.int
        minItems = schema["minItems"]?.int
        maxItems = schema["maxItems"]?.int
        minProperties = schema["minProperties"]?.int
        maxProperties = schema["maxProperties"]?.int
        isUnique = schema["uniqueItems"]?.bool ?? false
        allOf = list("allOf")
        anyOf = list("anyOf")
        oneOf = list("oneOf")
        not = schema["not"].flatMap { CustomSchema($0, depth: depth + 1) }
    }
}
