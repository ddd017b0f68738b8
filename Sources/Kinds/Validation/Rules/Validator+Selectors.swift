import Model

/// Label selectors, and whether they select what they are there for.
extension Validator {
    mutating func labelSelector(_ selector: FieldView, allowsEmptyKey: Bool = false) {
        labels(selector["matchLabels"])
        for requirement in selector["matchExpressions"].items {
            let values = requirement["values"]
            switch requirement["operator"].string {
            case "In", "NotIn":
                if values.count == 0 { required(values, "must be specified when `operator` is 'In' or 'NotIn'") }
            case "Exists", "DoesNotExist":
                if values.count > 0 {
                    forbidden(values, "may not be specified when `operator` is 'Exists' or 'DoesNotExist'")
                }
            default:
                invalid(
                    requirement["operator"], shown: requirement["operator"].string.quotedAsGo,
                    "not a valid selector operator")
            }
            let key = requirement["key"]
            for message in Names.labelKey(key.string) { invalid(key, shown: key.string.quotedAsGo, message) }
            for value in values.items { check(value, Names.labelValue(value.string)) }
        }
    }
}

/// A selector that can be asked.
enum LabelMatch {
    /// Whether the selector has no requirement at all; such a one selects everything.
    static func isEmpty(_ selector: Value?) -> Bool {
        (selector?["matchLabels"]?.isEmpty ?? true) && (selector?["matchExpressions"]?.isEmpty ?? true)
    }

    /// Whether every requirement can be read.
    static func isValid(_ selector: Value?) -> Bool {
        for (key, value) in selector?["matchLabels"]?.members ?? Members() {
            if !Names.qualifiedName(key).isEmpty || !Names.labelValue(value.string ?? "").isEmpty { return false }
        }
        return (selector?["matchExpressions"]?.elements ?? []).allSatisfy { requirement in
            let values = requirement["values"]?.elements ?? []
            guard Names.qualifiedName(requirement["key"]?.string ?? "").isEmpty,
                values.allSatisfy({ Names.labelValue($0.string ?? "").isEmpty })
            else { return false }
            switch requirement["operator"]?.string {
            case "In", "NotIn": return !values.isEmpty
            case "Exists", "DoesNotExist": return values.isEmpty
            default: return false
            }
        }
    }

    /// A selector that is absent matches nothing, an empty one everything.
    static func matches(_ selector: Value?, _ labels: Members) -> Bool {
        guard let selector else { return false }
        for (key, value) in selector["matchLabels"]?.members ?? Members() where labels[key] != value { return false }
        return (selector["matchExpressions"]?.elements ?? []).allSatisfy { requirement in
            let key = requirement["key"]?.string ?? ""
            let values = requirement["values"]?.elements ?? []
            switch requirement["operator"]?.string {
            case "In": return labels[key].map { values.contains($0) } ?? false
            case "NotIn": return labels[key].map { !values.contains($0) } ?? true
            case "Exists": return labels[key] != nil
            case "DoesNotExist": return labels[key] == nil
            default: return false
            }
        }
    }

    /// As messages show a selector: members in the order of Go's struct.
    static func shown(_ selector: Value?) -> String {
        guard let selector else { return "null" }
        var parts: [String] = []
        if let labels = selector["matchLabels"] { parts.append("\"matchLabels\":\(labels.json)") }
        if let expressions = selector["matchExpressions"]?.array {
            let list = expressions.map { requirement in
                var members = ["key", "operator"].map { "\"\($0)\":\((requirement[$0] ?? "").json)" }
                if let values = requirement["values"], !values.isEmpty { members.append("\"values\":\(values.json)") }
                return "{\(members.joined(separator: ","))}"
            }
            parts.append("\"matchExpressions\":[\(list.joined(separator: ","))]")
        }
        return "{\(parts.joined(separator: ","))}"
    }
}
