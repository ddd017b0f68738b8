import Diff
import Kinds
import Model

/// Collects the schemas that a document's components need, from schema tables.
///
/// A named structure becomes a component of its own and is referred to; everything else stands in its place.
struct SchemaComponents {
    /// `#/components/schemas/` or `#/definitions/`.
    let prefix: String
    /// Version 2 of OpenAPI: what stands beside a `$ref` counts there, and there is no `oneOf`.
    let swagger: Bool
    private(set) var components: [String: Value] = [:]
    /// Named structures that are referred to and not written yet.
    private var pending: [(name: String, schema: Schema)] = []

    init(swagger: Bool) {
        self.swagger = swagger
        prefix = swagger ? "#/definitions/" : "#/components/schemas/"
    }

    /// A component for a kind's root, with all that it refers to. Returns its name.
    mutating func add(_ schema: Schema, type: ResourceType) -> String {
        let name = builtinSchemaName(schema) ?? componentName(of: type)
        var root = body(of: schema)
        root["x-kubernetes-group-version-kind"] = groupVersionKind(type)
        components[name] = root
        writePending()
        return name
    }

    /// A component that is written elsewhere: a custom resource's own schema.
    mutating func add(_ value: Value, named name: String) { components[name] = value }

    /// A reference to an own structure: `ObjectMeta`, `DeleteOptions`.
    mutating func metadata() -> Value {
        let pod = builtinSchema(group: "", version: "v1", kind: "Pod")?.member("metadata")
        let value = pod.map { inline($0) } ?? ["type": "object"]
        writePending()
        return value
    }

    private mutating func writePending() {
        while let next = pending.popLast() { components[next.name] = body(of: next.schema) }
    }

    /// What stands where a schema is used: a reference with the merge rules beside it, or the schema itself.
    private mutating func inline(_ schema: Schema) -> Value {
        let reference: Value
        if let name = builtinSchemaName(schema) {
            if components[name] == nil {
                components[name] = .emptyObject
                pending.append((name, schema))
            }
            reference = ["$ref": Value(prefix + name)]
        } else if let shared = sharedReference(schema) {
            reference = shared
        } else {
            return withRules(of: schema, body(of: schema))
        }
        let rules = withRules(of: schema, .emptyObject)
        return rules.isEmpty ? reference : beside(reference, rules)
    }

    /// A reference with something beside it.
    private func beside(_ reference: Value, _ members: Value) -> Value {
        var value = members
        if swagger {
            for (key, member) in reference.members { value[key] = member }
        } else {
            value["allOf"] = reference["allOf"] ?? [reference]
            for (key, member) in reference.members where key != "allOf" && key != "$ref" { value[key] = member }
        }
        return value
    }

    /// The scalar types with names of their own, which `kubectl explain` shows.
    private mutating func sharedReference(_ schema: Schema) -> Value? {
        guard case .string(let format) = schema.shape, let (name, body) = sharedScalars[format] else { return nil }
        var shown = body
        if swagger, body["oneOf"] != nil {
            shown["oneOf"] = nil
            shown["type"] = "string"
        }
        components[name] = shown
        return ["$ref": Value(prefix + name)]
    }

    private func withRules(of schema: Schema, _ value: Value) -> Value {
        var value = value
        let node = schema.node
        var strategies: [String] = []
        if node.patch.merges { strategies.append("merge") }
        if node.patch.retainsKeys { strategies.append("retainKeys") }
        if node.patch.replaces { strategies.append("replace") }
        if !strategies.isEmpty { value["x-kubernetes-patch-strategy"] = Value(strategies.joined(separator: ",")) }
        if let key = node.patch.mergeKey { value["x-kubernetes-patch-merge-key"] = Value(key) }
        if node.isAtomic { value["x-kubernetes-map-type"] = "atomic" }
        return value
    }

    private mutating func body(of schema: Schema) -> Value {
        switch schema.shape {
        case .any: return ["type": "object", "x-kubernetes-preserve-unknown-fields": true]
        case .boolean: return ["type": "boolean"]
        case .integer(let bits): return ["type": "integer", "format": Value("int\(bits)")]
        case .number: return ["type": "number", "format": "double"]
        case .string(.byte): return ["type": "string", "format": "byte"]
        case .string: return ["type": "string"]
        case .map: return ["type": "object", "additionalProperties": child(schema.member(""))]
        case .list(_, let merge): return list(child(schema.element), merge)
        case .structure(let fields): return structure(schema, fields)
        }
    }

    private mutating func child(_ schema: Schema?) -> Value { schema.map { inline($0) } ?? ["type": "object"] }

    private func list(_ items: Value, _ merge: SchemaNode.ListMerge) -> Value {
        var value: Value = ["type": "array", "items": items]
        switch merge {
        case .atomic: value["x-kubernetes-list-type"] = "atomic"
        case .set: value["x-kubernetes-list-type"] = "set"
        case .map(let keys):
            value["x-kubernetes-list-type"] = "map"
            value["x-kubernetes-list-map-keys"] = Value(strings: keys)
        }
        return value
    }

    private mutating func structure(_ schema: Schema, _ fields: [String: Int]) -> Value {
        let node = schema.node
        var properties: [(String, Value)] = []
        for name in fields.keys.sorted() {
            var property = child(schema.member(name))
            if let initial = node.defaults[name] {
                if property["$ref"] != nil {
                    property = beside(property, ["default": initial])
                } else {
                    property["default"] = initial
                }
            }
            properties.append((name, property))
        }
        var value: Value = ["type": "object", "properties": Value(Members(properties))]
        if !node.required.isEmpty { value["required"] = Value(strings: node.required) }
        return value
    }
}

private let sharedScalars: [SchemaNode.StringFormat: (String, Value)] = [
    .dateTime: ("io.k8s.apimachinery.pkg.apis.meta.v1.Time", ["type": "string", "format": "date-time"]),
    .microTime: ("io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime", ["type": "string", "format": "date-time"]),
    .quantity: (
        "io.k8s.apimachinery.pkg.api.resource.Quantity", ["oneOf": [["type": "string"], ["type": "number"]]]
    ),
    .intOrString: (
        "io.k8s.apimachinery.pkg.util.intstr.IntOrString",
        ["format": "int-or-string", "oneOf": [["type": "integer"], ["type": "string"]]]
    ),
    .duration: ("io.k8s.apimachinery.pkg.apis.meta.v1.Duration", ["type": "string"]),
]

/// `com.example.stable.v1.CronTab` for `stable.example.com/v1`.
func componentName(of type: ResourceType) -> String {
    let group = type.group.split(separator: ".").reversed().joined(separator: ".")
    return [group, type.version, type.kind].filter { !$0.isEmpty }.joined(separator: ".")
}

func groupVersionKind(_ type: ResourceType) -> Value {
    [["group": Value(type.group), "kind": Value(type.kind), "version": Value(type.version)]]
}
