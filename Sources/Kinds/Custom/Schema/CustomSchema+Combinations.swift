import Model

extension CustomSchema {
    /// `anyOf`, `oneOf`, `allOf` and `not`.
    func checkCombinations(_ value: Value, _ path: FieldTrail, _ check: inout SchemaCheck, _ depth: Int) {
        if !rules.anyOf.isEmpty { checkAnyOf(value, path, &check, depth) }
        if !rules.oneOf.isEmpty { checkOneOf(value, path, &check, depth) }
        if !rules.allOf.isEmpty {
            let results = rules.allOf.map { $0.check(value, path, depth: depth + 1) }
            for result in results { check.merge(result) }
            if results.contains(where: { !$0.isValid }) {
                let isNone = results.allSatisfy { !$0.isValid }
                check.noneFits(path, "validate all the schemas (allOf)\(isNone ? ". None validated" : "")")
            }
        }
        if let not = rules.not, not.check(value, path, depth: depth + 1).isValid {
            check.noneFits(path, "not validate the schema (not)")
        }
        check.count += 1
    }

    private func checkAnyOf(_ value: Value, _ path: FieldTrail, _ check: inout SchemaCheck, _ depth: Int) {
        var best: SchemaCheck?
        for schema in rules.anyOf {
            let result = schema.check(value, path, depth: depth + 1)
            if result.isValid { return check.merge(result) }
            if best.map({ result.count > $0.count }) ?? true { best = result }
        }
        check.noneFits(path, "validate at least one schema (anyOf)")
        if let best { check.merge(best) }
    }

    private func checkOneOf(_ value: Value, _ path: FieldTrail, _ check: inout SchemaCheck, _ depth: Int) {
        var best: SchemaCheck?
        var fitting: [SchemaCheck] = []
        for schema in rules.oneOf {
            let result = schema.check(value, path, depth: depth + 1)
            if result.isValid {
                fitting.append(result)
            } else if best.map({ result.count > $0.count }) ?? true {
                best = result
            }
        }
        if fitting.count == 1 { return check.merge(fitting[0]) }
        let found = fitting.isEmpty ? "Found none valid" : "Found \(fitting.count) valid alternatives"
        check.noneFits(path, "validate one and only one schema (oneOf). \(found)")
        if fitting.isEmpty, let best { check.merge(best) }
    }
}
