import ClusterAPI
import Kinds
import Model

/// An OpenAPI document of some resources: version 3 for one group version, version 2 ("Swagger") for everything.
struct OpenAPIDocument {
    private var components: SchemaComponents
    private var paths: [(String, Value)] = []
    private let swagger: Bool

    init(swagger: Bool = false) {
        self.swagger = swagger
        components = SchemaComponents(swagger: swagger)
    }

    /// `definition` is the CustomResourceDefinition of a resource that is not built in.
    mutating func add(_ served: ServedResource, definition: Value?) {
        let type = served.type
        let name: String
        var isBuiltin = true
        if let schema = builtinSchema(group: type.group, version: type.version, kind: type.kind) {
            name = components.add(schema, type: type)
        } else {
            isBuiltin = false
            name = componentName(of: type)
            components.add(customSchema(of: type, definition: definition), named: name)
        }
        paths += openAPIPaths(
            served, schema: ["$ref": Value(components.prefix + name)], isBuiltin: isBuiltin, swagger: swagger)
    }

    var value: Value {
        let schemas = Value(Members(components.components.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }))
        let info: Value = ["title": "Kubernetes", "version": "v1.36.2"]
        let paths = Value(Members(paths))
        if swagger { return ["swagger": "2.0", "info": info, "paths": paths, "definitions": schemas] }
        return ["openapi": "3.0.0", "info": info, "paths": paths, "components": ["schemas": schemas]]
    }

    /// A definition's own schema with what every object has.
    private mutating func customSchema(of type: ResourceType, definition: Value?) -> Value {
        let version = definition?.at("spec", "versions")?.elements.first { $0["name"]?.string == type.version }
        var schema =
            version?.at("schema", "openAPIV3Schema") ?? [
                "type": "object", "x-kubernetes-preserve-unknown-fields": true,
            ]
        if swagger { schema = swaggerSchema(of: schema) }
        schema.set(["type": "string"], at: "properties", "apiVersion")
        schema.set(["type": "string"], at: "properties", "kind")
        schema.set(components.metadata(), at: "properties", "metadata")
        schema["x-kubernetes-group-version-kind"] = groupVersionKind(type)
        return schema
    }
}
