import Model

/// Rules in CEL in the schemas of CustomResourceDefinitions, by `pkg/apis/apiextensions/validation` of
/// apiextensions-apiserver. What rules would cost at most is not estimated.
extension Validator {
    /// What an entry says besides its expressions.
    mutating func ruleEntries(_ schema: FieldView) {
        let entries = schema["x-kubernetes-validations"]
        guard entries.exists else { return }
        let structure = schema.value.flatMap { CustomSchema($0) }
        for entry in entries.items {
            let (rule, message, path) = (entry["rule"], entry["message"], entry["fieldPath"])
            if rule.string.trimmed.isEmpty {
                required(rule, "rule is not specified")
            } else if !message.string.isEmpty, message.string.trimmed.isEmpty {
                invalid(message, "message must be non-empty if specified")
            } else if message.string.trimmed.hasLineBreak {
                invalid(message, "message must not contain line breaks")
            } else if rule.string.trimmed.hasLineBreak, message.string.trimmed.isEmpty {
                required(message, "message must be specified if rule contains line breaks")
            }
            let expression = entry["messageExpression"]
            if !expression.string.isEmpty, expression.string.trimmed.isEmpty {
                required(expression, "messageExpression must be non-empty if specified")
            }
            if entry["reason"].exists {
                oneOf(
                    entry["reason"],
                    ["FieldValueDuplicate", "FieldValueForbidden", "FieldValueInvalid", "FieldValueRequired"])
            }
            if path.string.isEmpty { continue }
            if path.string.trimmed.isEmpty { invalid(path, "fieldPath must be non-empty if specified") }
            if path.string.hasLineBreak { invalid(path, "fieldPath must not contain line breaks") }
            if let structure, (try? ruleFieldPath(path.string, in: structure)) == nil {
                invalid(path, "fieldPath must be a valid path")
            }
        }
    }

    /// Whether the rules of a schema that is right otherwise can be run.
    mutating func ruleExpressions(_ schema: FieldView) {
        guard let structure = schema.value.flatMap({ CustomSchema($0) }), structure.hasExpressions else { return }
        let shape = celShape(of: structure, isResource: true, name: "selfType")
        ruleExpressions(schema, structure, shape, uncorrelated: nil, depth: 0)
    }

    /// `uncorrelated` is the outermost schema around whose parts have no counterparts in an older object.
    private mutating func ruleExpressions(
        _ schema: FieldView, _ structure: CustomSchema, _ shape: CELShape?, uncorrelated: FieldTrail?, depth: Int
    ) {
        guard depth < 100, structure.hasExpressions else { return }
        let isMap = structure.mapType.isEmpty || ["granular", "atomic"].contains(structure.mapType)
        for (name, inner) in structure.properties {
            var below: CELShape?
            if case .object(let type) = shape?.content { below = type.shapes[name] }
            if below == nil {
                below = celShape(of: inner, isResource: inner.isEmbeddedResource, name: "selfType")
            }
            ruleExpressions(
                schema["properties"].key(name), inner, below,
                uncorrelated: uncorrelated ?? (isMap ? nil : schema.path), depth: depth + 1)
        }
        if let values = structure.values {
            var below: CELShape?
            if case .map(let value) = shape?.content { below = value }
            ruleExpressions(
                schema["additionalProperties"], values, below, uncorrelated: uncorrelated, depth: depth + 1)
        }
        if let items = structure.items {
            var below: CELShape?
            if case .list(let element, _) = shape?.content { below = element }
            ruleExpressions(
                schema["items"], items, below,
                uncorrelated: uncorrelated ?? (structure.listType == "map" ? nil : schema.path), depth: depth + 1)
        }
        for entry in schema["x-kubernetes-validations"].items {
            ruleExpression(entry, structure, shape, uncorrelated, in: schema)
        }
    }

    private mutating func ruleExpression(
        _ entry: FieldView, _ structure: CustomSchema, _ shape: CELShape?, _ uncorrelated: FieldTrail?,
        in schema: FieldView
    ) {
        guard let shape else {
            errors.append(
                FieldError(
                    type: .internalError, field: schema["x-kubernetes-validations"].path.text,
                    detail: "internal error: failed to retrieve type information for x-kubernetes-validations"))
            return
        }
        let rule = CELRule(entry.value ?? .null, schema: structure, shape: shape)
        let shown = GoDump.text(entry.value, "ValidationRule")
        if let error = rule.error { invalid(entry["rule"], shown: shown, error) }
        if let error = rule.messageError { invalid(entry["messageExpression"], shown: shown, error) }
        if rule.usesOldSelf {
            if let uncorrelated {
                invalid(
                    entry["rule"],
                    "oldSelf cannot be used on the uncorrelatable portion of the schema within \(uncorrelated.text)")
            }
        } else if rule.error == nil, entry["optionalOldSelf"].exists {
            invalid(entry["optionalOldSelf"], "may not be set if oldSelf is not used in rule")
        }
    }
}

extension String {
    fileprivate var hasLineBreak: Bool { unicodeScalars.contains { $0 == "\n" || $0 == "\r" } }
}
