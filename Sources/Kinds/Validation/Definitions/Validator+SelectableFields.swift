import Model

extension Validator {
    /// The fields of a version that objects can be selected by. `schema` is the version's.
    mutating func selectableFields(_ fields: FieldView, schema: Value?) {
        guard !fields.isEmpty, let structure = schema.flatMap({ CustomSchema($0) }) else { return }
        var seen: Set<String> = []
        for field in fields.items {
            let path = field["jsonPath"]
            if path.isEmpty {
                required(path)
                continue
            }
            do throws(RuleFieldPathError) {
                let (name, found) = try ruleFieldPath(path.string, in: structure, allowsBrackets: false)
                if name == "metadata" || name.hasPrefix("metadata.") {
                    invalid(path, "must not point to fields in metadata")
                }
                if !["string", "boolean", "integer"].contains(found.type) {
                    invalid(
                        path,
                        "must point to a field of type string, boolean or integer. Enum string fields and strings with "
                            + "formats are allowed.")
                }
                if !seen.insert(name).inserted { duplicate(path) }
            } catch {
                invalid(path, "is an invalid path: \(error.message)")
            }
        }
        if seen.count > 8 {
            errors.append(
                FieldError(
                    type: .tooMany, field: fields.path.text, badValue: String(seen.count),
                    detail: "must have at most 8 items"))
        }
    }
}
