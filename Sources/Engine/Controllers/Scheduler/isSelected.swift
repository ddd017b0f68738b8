import Model

/// Whether a pod's nodeSelector and required node affinity choose a node.
func isSelected(_ node: Value, by pod: Value) -> Bool {
    for (key, value) in pod.at("spec", "nodeSelector")?.members ?? Members() where node.label(key) != value.string {
        return false
    }
    guard
        let required = pod.at(
            "spec", "affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution")
    else { return true }
    return isSelected(node, byTermsOf: required)
}

/// Whether one of the terms of a `NodeSelector` chooses a node.
func isSelected(_ node: Value, byTermsOf required: Value) -> Bool {
    (required["nodeSelectorTerms"]?.elements ?? []).contains { term in
        let expressions = term["matchExpressions"]?.elements ?? []
        let fields = term["matchFields"]?.elements ?? []
        if expressions.isEmpty, fields.isEmpty { return false }
        return expressions.allSatisfy { holds($0, node.label($0.text("key"))) }
            && fields.allSatisfy { holds($0, $0.text("key") == "metadata.name" ? node.name : nil) }
    }
}

/// The nodes that a pod's affinity picks by name, where every one of its terms does so; nil where any may do.
func namedNodes(of pod: Value) -> Set<String>? {
    let required = pod.at("spec", "affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution")
    let terms = required?["nodeSelectorTerms"]?.elements ?? []
    guard !terms.isEmpty else { return nil }
    var names: Set<String> = []
    for term in terms {
        let fields = (term["matchFields"]?.elements ?? []).filter {
            $0.text("key") == "metadata.name" && $0.text("operator") == "In"
        }
        guard let field = fields.first else { return nil }
        names.formUnion(field["values"]?.elements.compactMap(\.string) ?? [])
    }
    return names
}

private func holds(_ expression: Value, _ value: String?) -> Bool {
    let values = expression["values"]?.elements.compactMap(\.string) ?? []
    switch expression.text("operator") {
    case "In": return value.map(values.contains) ?? false
    case "NotIn": return value.map { !values.contains($0) } ?? true
    case "Exists": return value != nil
    case "DoesNotExist": return value == nil
    case "Gt", "Lt":
        guard let number = value.flatMap({ Int($0) }), let limit = values.first.flatMap({ Int($0) }) else {
            return false
        }
        return expression.text("operator") == "Gt" ? number > limit : number < limit
    default: return false
    }
}
