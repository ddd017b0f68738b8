import Model

extension CustomSchema {
    /// What the schema says against a value, in the order in which kube-openapi's validator looks.
    func check(_ value: Value, _ path: FieldTrail, depth: Int = 0) -> SchemaCheck {
        var check = SchemaCheck()
        guard depth < customDepthBound else { return check }
        checkType(value, path, &check)
        if value.isNull {
            checkEnumeration(value, path, &check)
            return check
        }
        checkCombinations(value, path, &check, depth)
        switch value.view {
        case .string(let text):
            checkText(text, value, path, &check)
            if !formatFits(text) { check.typeInvalid(path, format, text) }
        case .int, .double: checkNumber(value, path, &check)
        case .array(let elements): checkList(elements, path, &check, depth)
        default: break
        }
        checkEnumeration(value, path, &check)
        if case .object(let members) = value.view { checkObject(members, path, &check, depth) }
        check.count += 4
        return check
    }

    private func checkType(_ value: Value, _ path: FieldTrail, _ check: inout SchemaCheck) {
        let types = isIntOrString ? ["integer", "string"] : type.isEmpty ? [] : [type]
        check.count += 1
        guard !types.isEmpty else { return }
        if value.isNull {
            if !isNullable { check.typeInvalid(path, types.joined(separator: ","), "null") }
            return
        }
        let found = schemaType(of: value)
        if types.contains(found) { return }
        if found == "integer", types.contains("number") { return }
        if found == "number", types.contains("integer"), isWhole(value) { return }
        if !format.isEmpty, !isIntOrString, found != "string", found != "array" {
            let form = found == "integer" ? "int64" : found == "number" ? "float64" : ""
            return check.typeInvalid(path, format, form)
        }
        check.typeInvalid(path, types.joined(separator: ","), found)
    }

    private func formatFits(_ text: String) -> Bool {
        if format.isEmpty || (!type.isEmpty && type != "string") { return true }
        return fits(format: format, text)
    }

    private func checkText(_ text: String, _ value: Value, _ path: FieldTrail, _ check: inout SchemaCheck) {
        let length = text.unicodeScalars.count
        if let most = rules.maxLength, length > most {
            return check.add(
                FieldError(type: .tooLong, field: path.schemaText, detail: "may not be more than \(most) bytes"))
        }
        if let least = rules.minLength, length < least {
            return check.invalid(path, value, "should be at least \(least) chars long")
        }
        if let expression = rules.expression, !expression.matches(text) {
            check.invalid(path, value, "should match '\(rules.pattern)'")
        }
    }

    private func checkNumber(_ value: Value, _ path: FieldTrail, _ check: inout SchemaCheck) {
        guard let number = value.number else { return }
        if let factor = rules.multipleOf, let step = factor.number, step > 0,
            (number / step).rounded() * step != number
        {
            check.invalid(path, value, "should be a multiple of \(factor.json)")
        }
        if let most = rules.maximum, let limit = most.number {
            if rules.isMaximumExclusive ? number >= limit : number > limit {
                let words = rules.isMaximumExclusive ? "less than" : "less than or equal to"
                check.invalid(path, value, "should be \(words) \(most.json)")
            }
        }
        if let least = rules.minimum, let limit = least.number {
            if rules.isMinimumExclusive ? number <= limit : number < limit {
                let words = rules.isMinimumExclusive ? "greater than" : "greater than or equal to"
                check.invalid(path, value, "should be \(words) \(least.json)")
            }
        }
    }

    private func checkList(_ elements: [Value], _ path: FieldTrail, _ check: inout SchemaCheck, _ depth: Int) {
        if let items {
            for (index, element) in elements.enumerated() {
                check.merge(items.check(element, .index(path, index), depth: depth + 1))
            }
        }
        if let least = rules.minItems, elements.count < least {
            check.invalid(path, Value(elements.count), "should have at least \(least) items")
        }
        if let most = rules.maxItems, elements.count > most {
            check.add(tooMany(path, elements.count, most))
        }
        if rules.isUnique, Set(elements).count < elements.count {
            check.invalid(path, "", "shouldn't contain duplicates")
        }
    }

    private func checkEnumeration(_ value: Value, _ path: FieldTrail, _ check: inout SchemaCheck) {
        guard let allowed = rules.enumeration, !allowed.contains(value) else { return }
        let list = allowed.map { ($0.string ?? $0.json).quotedAsGo }.joined(separator: ", ")
        check.add(
            FieldError(
                type: .notSupported, field: path.schemaText, value: value, detail: "supported values: \(list)"))
    }

    private func checkObject(_ members: Members, _ path: FieldTrail, _ check: inout SchemaCheck, _ depth: Int) {
        if let least = rules.minProperties, members.count < least {
            return check.invalid(path, Value(least), "should have at least \(least) properties")
        }
        if let most = rules.maxProperties, members.count > most {
            return check.add(tooMany(path, members.count, most))
        }
        for (name, member) in members {
            if let schema = property(name) {
                check.merge(schema.check(member, .field(path, name), depth: depth + 1))
            } else if let values {
                check.merge(values.check(member, .field(path, name), depth: depth + 1))
            } else if allowsOthers == false {
                check.add(
                    FieldError(
                        type: .invalid, field: path.schemaText, badValue: name.quotedAsGo,
                        detail: "\(path.nameInBody).\(name) in body is a forbidden property"))
            }
        }
        for name in rules.required where members[name] == nil {
            check.add(FieldError(type: .required, field: FieldTrail.field(path, name).schemaText))
        }
    }

    private func tooMany(_ path: FieldTrail, _ count: Int, _ most: Int) -> FieldError {
        FieldError(
            type: .tooMany, field: path.schemaText, badValue: String(count),
            detail: "must have at most \(most) \(most == 1 ? "item" : "items")")
    }
}

/// `integer`, `number` …
private func schemaType(of value: Value) -> String {
    switch value.view {
    case .null: "null"
    case .bool: "boolean"
    case .int: "integer"
    case .double: "number"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    }
}

private func isWhole(_ value: Value) -> Bool { value.number.map { $0 == $0.rounded() } ?? false }
