import Model

/// The schemas of CustomResourceDefinitions.
extension Validator {
    mutating func definitionSchema(_ schema: FieldView, hasStatus: Bool) {
        let count = errors.count
        if hasStatus, schema["type"].exists, schema["type"].string != "object" {
            invalid(
                schema["type"],
                "only \"object\" is allowed as the type at the root of the schema if the status subresource is enabled")
        }
        supportedSchema(schema, depth: 0)
        guard errors.count == count else { return }
        let structural = structuralErrors(of: schema)
        errors += structural
        if structural.isEmpty { defaults(in: schema, depth: 0) }
        if errors.count == count { ruleExpressions(schema) }
    }

    /// What no schema may use.
    private mutating func supportedSchema(_ schema: FieldView, depth: Int) {
        guard depth < 100, schema.exists else { return }
        for name in [
            "id", "additionalItems", "patternProperties", "definitions", "dependencies", "$ref",
        ] where schema[name].exists { forbidden(schema[name], "\(name) is not supported") }
        if schema["type"].string == "null" {
            forbidden(schema["type"], "type cannot be set to null, use nullable as an alternative")
        }
        if schema["items"].value?.isArray == true {
            forbidden(schema["items"], "items must be a schema object and not an array")
        }
        listType(schema)
        mapType(schema)
        ruleEntries(schema)
        if schema["x-kubernetes-preserve-unknown-fields"].value?.bool == false {
            invalid(schema["x-kubernetes-preserve-unknown-fields"], "must be true or undefined")
        }
        if schema["uniqueItems"].bool {
            forbidden(
                schema["uniqueItems"],
                "uniqueItems cannot be set to true since the runtime complexity becomes quadratic")
        }
        let others = schema["additionalProperties"]
        if others.exists, !schema["properties"].isEmpty, others.value?.bool != true {
            forbidden(others, "additionalProperties and properties are mutual exclusive")
        }
        if others.value?.bool == false, schema["properties"].isEmpty {
            forbidden(others, "additionalProperties cannot be set to false")
        }
        if others.value?.isObject == true { supportedSchema(others, depth: depth + 1) }
        for (name, _) in schema["properties"].members {
            supportedSchema(schema["properties"].key(name), depth: depth + 1)
        }
        supportedSchema(schema["not"], depth: depth + 1)
        for name in ["allOf", "oneOf", "anyOf"] {
            for part in schema[name].items { supportedSchema(part, depth: depth + 1) }
        }
        if schema["items"].value?.isObject == true { supportedSchema(schema["items"], depth: depth + 1) }
    }

    private mutating func mapType(_ schema: FieldView) {
        let mapType = schema["x-kubernetes-map-type"]
        guard mapType.exists else { return }
        mustBe("object", schema["type"], "if x-kubernetes-map-type is specified")
        oneOf(mapType, ["atomic", "granular"])
    }

    private mutating func listType(_ schema: FieldView) {
        let listType = schema["x-kubernetes-list-type"]
        let keys = schema["x-kubernetes-list-map-keys"]
        if listType.exists {
            mustBe("array", schema["type"], "if x-kubernetes-list-type is specified")
            oneOf(listType, ["atomic", "map", "set"])
        }
        guard listType.string == "map" else {
            if !keys.isEmpty {
                if listType.exists {
                    invalid(listType, "must be map if x-kubernetes-list-map-keys is non-empty")
                } else {
                    required(listType, "must be map if x-kubernetes-list-map-keys is non-empty")
                }
            }
            return
        }
        if keys.isEmpty { required(keys, "must not be empty if x-kubernetes-list-type is map") }
        let items = schema["items"]
        guard items.exists else { return required(items, "must have a schema if x-kubernetes-list-type is map") }
        if items["type"].string != "object" {
            invalid(items["type"], "must be object if parent array's x-kubernetes-list-type is map")
        }
        let needed = items["required"].items.map(\.string)
        var seen: Set<String> = []
        for key in keys.items {
            let property = items["properties"].key(key.string)
            if !property.exists {
                invalid(keys, "entries must all be names of item properties")
            } else if !property["default"].exists, !needed.contains(key.string) {
                required(
                    property["default"],
                    "this property is in x-kubernetes-list-map-keys, so it must have a default or be a required property"
                )
            }
            if !seen.insert(key.string).inserted {
                invalid(key, "must not contain duplicate entries")
            }
        }
    }

    private mutating func mustBe(_ type: String, _ field: FieldView, _ why: String) {
        if field.string == type { return }
        if field.isEmpty { required(field, "must be \(type) \(why)") } else { invalid(field, "must be \(type) \(why)") }
    }

    /// Defaults have to fit the schemas that they stand in.
    private mutating func defaults(in schema: FieldView, depth: Int) {
        guard depth < 100 else { return }
        if let initial = schema["default"].value, let structure = schema.value.flatMap({ CustomSchema($0) }) {
            for var error in structure.check(initial, .root).errors {
                error.field = schema["default"].path.text + (error.field == "<nil>" ? "" : ".\(error.field)")
                errors.append(error)
            }
            if structure.pruned(object: initial).object != initial, initial["apiVersion"] == nil {
                invalid(schema["default"], "must not have unknown fields")
            }
        }
        for (name, _) in schema["properties"].members {
            defaults(in: schema["properties"].key(name), depth: depth + 1)
        }
        if schema["items"].exists { defaults(in: schema["items"], depth: depth + 1) }
        if schema["additionalProperties"].value?.isObject == true {
            defaults(in: schema["additionalProperties"], depth: depth + 1)
        }
    }
}
