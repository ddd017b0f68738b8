import Model

/// What keeps a schema from being structural, sorted.
/// https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#specifying-a-structural-schema
func structuralErrors(of schema: FieldView) -> [FieldError] {
    var check = StructuralCheck()
    check.check(schema, .root, depth: 0)
    check.complete(schema, schema.value, depth: 0)
    return check.validator.errors.sorted { $0.description.precedesInBytes($1.description) }
}

private struct StructuralCheck {
    enum Level { case root, item, field }

    var validator = Validator()

    mutating func check(_ schema: FieldView, _ level: Level, depth: Int) {
        guard depth < 100 else { return }
        let type = schema["type"]
        if type.string == "array", !schema["items"].exists { validator.required(schema["items"], "must be specified") }
        if schema["items"].exists { check(schema["items"], .item, depth: depth + 1) }
        for (name, _) in schema["properties"].members {
            check(schema["properties"].key(name), .field, depth: depth + 1)
        }
        let others = schema["additionalProperties"]
        if others.exists {
            if level == .root { validator.forbidden(others, "must not be used at the root") }
            if others.value?.isObject == true { check(others, .field, depth: depth + 1) }
        }
        let isOpen = schema["x-kubernetes-preserve-unknown-fields"].bool
        let isIntOrString = schema["x-kubernetes-int-or-string"].bool
        let isEmbedded = schema["x-kubernetes-embedded-resource"].bool
        if isIntOrString {
            for name in ["preserve-unknown-fields", "embedded-resource"] where schema["x-kubernetes-\(name)"].bool {
                validator.invalid(
                    schema["x-kubernetes-\(name)"], "must be false if x-kubernetes-int-or-string is true")
            }
        }
        checkValues(schema, level, depth)
        if isEmbedded, type.string != "object" {
            let words = "must be object if x-kubernetes-embedded-resource is true"
            if type.isEmpty { validator.required(type, words) } else { validator.invalid(type, words) }
        } else if type.isEmpty, !isIntOrString, !isOpen {
            switch level {
            case .root: validator.required(type, "must not be empty at the root")
            case .item: validator.required(type, "must not be empty for specified array items")
            case .field: validator.required(type, "must not be empty for specified object fields")
            }
        }
        if isEmbedded, others.exists {
            validator.forbidden(others, "must not be used if x-kubernetes-embedded-resource is set")
        }
        if level == .root, !type.isEmpty, type.string != "object" {
            validator.invalid(type, "must be object at the root")
        }
        if isEmbedded, !isOpen, schema["properties"].isEmpty {
            validator.required(
                schema["properties"],
                "must not be empty if x-kubernetes-embedded-resource is true without "
                    + "x-kubernetes-preserve-unknown-fields")
        }
        if level == .root || isEmbedded { checkMetadata(schema, level) }
    }

    /// The fields that every object has are not for a schema to say.
    private mutating func checkMetadata(_ schema: FieldView, _ level: Level) {
        for name in ["kind", "apiVersion"] {
            let type = schema["properties"].key(name)["type"]
            if schema["properties"].key(name).exists, type.string != "string" {
                validator.invalid(type, shown: type.string.quotedAsGo, "must be string")
            }
        }
        let metadata = schema["properties"].key("metadata")
        guard metadata.exists else { return }
        if metadata["type"].string != "object" {
            validator.invalid(metadata["type"], shown: metadata["type"].string.quotedAsGo, "must be object")
        }
        guard level == .root else { return }
        let named = metadata["properties"].members.keys.filter { $0 != "name" && $0 != "generateName" }
        let others = metadata.members.keys.filter { !["type", "properties", "default"].contains($0) }
        if !named.isEmpty || !others.isEmpty {
            validator.forbidden(
                metadata,
                "must not specify anything other than name and generateName, but metadata is implicitly specified")
        }
    }

    private mutating func checkValues(_ schema: FieldView, _ level: Level, _ depth: Int) {
        let isPair = StructuralCheck.isIntOrStringPair(schema["anyOf"].value)
        if !isPair { for part in schema["anyOf"].items { checkNested(part, level, depth: depth + 1) } }
        for (index, part) in schema["allOf"].items.enumerated() {
            let skips = index == 0 && StructuralCheck.isIntOrStringPair(part["anyOf"].value)
            checkNested(part, level, skipsAnyOf: skips, depth: depth + 1)
        }
        for part in schema["oneOf"].items { checkNested(part, level, depth: depth + 1) }
        if schema["not"].exists { checkNested(schema["not"], level, depth: depth + 1) }
        let pattern = schema["pattern"]
        if !pattern.isEmpty, GoPattern(pattern.string) == nil {
            validator.invalid(
                pattern,
                "must be a valid regular expression, but isn't: error parsing regexp: `\(pattern.string)`")
        }
    }

    private mutating func checkNested(_ schema: FieldView, _ level: Level, skipsAnyOf: Bool = false, depth: Int) {
        guard depth < 100 else { return }
        if skipsAnyOf {
            for part in schema["allOf"].items + schema["oneOf"].items { checkNested(part, level, depth: depth + 1) }
        } else {
            checkValues(schema, level, depth)
        }
        if schema["items"].value?.isObject == true { checkNested(schema["items"], level, depth: depth + 1) }
        for (name, _) in schema["properties"].members {
            checkNested(schema["properties"].key(name), .field, depth: depth + 1)
        }
        let empty = "must be empty to be structural"
        let undefined = "must be undefined to be structural"
        let off = "must be false to be structural"
        let forbidden = [
            ("type", empty), ("additionalProperties", undefined), ("default", undefined), ("title", empty),
            ("description", empty), ("nullable", off), ("externalDocs", undefined),
            ("x-kubernetes-preserve-unknown-fields", off), ("x-kubernetes-embedded-resource", off),
            ("x-kubernetes-int-or-string", off), ("x-kubernetes-list-map-keys", empty),
            ("x-kubernetes-list-type", undefined), ("x-kubernetes-map-type", undefined),
            ("x-kubernetes-validations", empty),
        ]
        for (name, words) in forbidden where schema[name].exists && schema[name].value?.bool != false {
            validator.forbidden(schema[name], words)
        }
        if schema["properties"].key("metadata").exists {
            validator.forbidden(schema["properties"].key("metadata"), "must not be specified in a nested context")
        }
    }

    private static func isIntOrStringPair(_ value: Value?) -> Bool {
        value == [["type": "integer"], ["type": "string"]]
    }

    /// What a nested schema names has to be named outside of it too.
    mutating func complete(_ schema: FieldView, _ outer: Value?, depth: Int) {
        guard depth < 100 else { return }
        for part in schema["allOf"].items + schema["anyOf"].items + schema["oneOf"].items
            + (schema["not"].exists ? [schema["not"]] : [])
        { completeNested(part, outer, schema, depth: depth + 1) }
        for (name, _) in schema["properties"].members {
            let inner = schema["properties"].key(name)
            complete(inner, inner.value, depth: depth + 1)
        }
        for name in ["items", "additionalProperties"] where schema[name].value?.isObject == true {
            complete(schema[name], schema[name].value, depth: depth + 1)
        }
    }

    private mutating func completeNested(_ part: FieldView, _ outer: Value?, _ place: FieldView, depth: Int) {
        guard depth < 100 else { return }
        for (name, _) in part["properties"].members {
            let inner = part["properties"].key(name)
            let missing = place["properties"].key(name)
            guard let known = outer?["properties"]?[name] ?? outer?["additionalProperties"], known.isObject else {
                validator.required(missing, "because it is defined in \(inner.path.text)")
                continue
            }
            completeNested(inner, known, missing, depth: depth + 1)
        }
        if part["items"].value?.isObject == true {
            if let known = outer?["items"], known.isObject {
                completeNested(part["items"], known, place["items"], depth: depth + 1)
            } else {
                validator.required(place["items"], "because it is defined in \(part["items"].path.text)")
            }
        }
        for inner in part["allOf"].items + part["anyOf"].items + part["oneOf"].items
            + (part["not"].exists ? [part["not"]] : [])
        { completeNested(inner, outer, place, depth: depth + 1) }
    }
}
