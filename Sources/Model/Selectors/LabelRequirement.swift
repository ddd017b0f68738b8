/// One requirement of a label selector.
public struct LabelRequirement: Hashable, Sendable, CustomStringConvertible {
    public enum Operator: String, Hashable, Sendable {
        case equals = "="
        case doubleEquals = "=="
        case notEquals = "!="
        case isIn = "in"
        case notIn = "notin"
        case exists = "exists"
        case doesNotExist = "!"
        case greaterThan = "gt"
        case lessThan = "lt"
    }

    public let key: String
    public let `operator`: Operator
    public let values: [String]

    /// A requirement that is checked: keys and values must be what labels can be.
    public init(key: String, operator: Operator, values: [String]) throws(SelectorError) {
        var errors = LabelRequirement.keyError(key, at: "key").map { [$0] } ?? []
        if let error = LabelRequirement.countError(`operator`, values) { errors.append(error) }
        if `operator` == .greaterThan || `operator` == .lessThan {
            for (index, value) in values.enumerated() where Int64(value) == nil {
                errors.append(
                    "values[\(index)]: Invalid value: \(value.quotedAsGo): for 'Gt', 'Lt' operators, the value must be "
                        + "an integer")
            }
        }
        for (index, value) in values.enumerated() {
            let problems = NameRules.labelValue(value)
            if problems.isEmpty { continue }
            errors.append(
                "values[\(index)][\(key)]: Invalid value: \(value.quotedAsGo): \(problems.joined(separator: "; "))")
        }
        if errors.count == 1 { throw SelectorError(errors[0]) }
        if !errors.isEmpty { throw SelectorError("[\(errors.joined(separator: ", "))]") }
        self.init(trusting: key, `operator`, values)
    }

    /// Requires one value of one label, without checking either.
    init(trusting key: String, _ operator: Operator, _ values: [String]) {
        self.key = key
        self.operator = `operator`
        self.values = values
    }

    public func matches(_ labels: Members) -> Bool { matches(labels[key]?.string) }

    func matches(_ value: String?) -> Bool {
        switch `operator` {
        case .equals, .doubleEquals, .isIn: value.map { values.contains($0) } ?? false
        case .notEquals, .notIn: value.map { !values.contains($0) } ?? true
        case .exists: value != nil
        case .doesNotExist: value == nil
        case .greaterThan, .lessThan: compares(value)
        }
    }

    private func compares(_ value: String?) -> Bool {
        guard let value, let number = Int64(value), values.count == 1, let bound = Int64(values[0]) else {
            return false
        }
        return `operator` == .greaterThan ? number > bound : number < bound
    }

    public var description: String {
        let sorted = values.sorted { $0.precedesInBytes($1) }.joined(separator: ",")
        return switch `operator` {
        case .exists: key
        case .doesNotExist: "!\(key)"
        case .isIn, .notIn: "\(key) \(`operator`.rawValue) (\(sorted))"
        case .greaterThan: "\(key)>\(sorted)"
        case .lessThan: "\(key)<\(sorted)"
        default: "\(key)\(`operator`.rawValue)\(sorted)"
        }
    }

    static func keyError(_ key: String, at path: String) -> String? {
        let problems = NameRules.qualifiedName(key)
        return problems.isEmpty
            ? nil : "\(path): Invalid value: \(key.quotedAsGo): \(problems.joined(separator: "; "))"
    }

    private static func countError(_ operator: Operator, _ values: [String]) -> String? {
        let shown = values.isEmpty ? "null" : Value(strings: values).json
        let reason: String? =
            switch `operator` {
            case .isIn, .notIn: values.isEmpty ? "for 'in', 'notin' operators, values set can't be empty" : nil
            case .equals, .doubleEquals, .notEquals:
                values.count == 1 ? nil : "exact-match compatibility requires one single value"
            case .exists, .doesNotExist:
                values.isEmpty ? nil : "values set must be empty for exists and does not exist"
            case .greaterThan, .lessThan:
                values.count == 1 ? nil : "for 'Gt', 'Lt' operators, exactly one value is required"
            }
        return reason.map { "values: Invalid value: \(shown): \($0)" }
    }
}
