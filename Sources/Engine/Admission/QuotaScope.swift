import Model

/// Whether a quota is about a pod: all of its scopes and all of the terms of its scope selector hold. Quotas without
/// scopes are about every object.
/// https://kubernetes.io/docs/concepts/policy/resource-quotas/#quota-scopes
func isInScope(_ object: Value, of quota: Value) -> Bool {
    let scopes = quota.at("spec", "scopes")?.elements.compactMap(\.string) ?? []
    let terms = quota.at("spec", "scopeSelector", "matchExpressions")?.elements ?? []
    if scopes.isEmpty, terms.isEmpty { return true }
    guard object.objectKind == "Pod", object.group.isEmpty else { return false }
    return scopes.allSatisfy { holds($0, "Exists", [], for: object) }
        && terms.allSatisfy {
            holds(
                $0.text("scopeName"), $0.text("operator"), $0["values"]?.elements.compactMap(\.string) ?? [],
                for: object)
        }
}

private func holds(_ scope: String, _ comparison: String, _ values: [String], for pod: Value) -> Bool {
    switch scope {
    case "Terminating": return (pod.at("spec", "activeDeadlineSeconds")?.int ?? -1) >= 0
    case "NotTerminating": return pod.at("spec", "activeDeadlineSeconds") == nil
    case "BestEffort": return isBestEffort(pod)
    case "NotBestEffort": return !isBestEffort(pod)
    case "PriorityClass":
        let name = pod.at("spec", "priorityClassName")?.string ?? ""
        switch comparison {
        case "In": return values.contains(name)
        case "NotIn": return !name.isEmpty && !values.contains(name)
        case "DoesNotExist": return name.isEmpty
        default: return !name.isEmpty
        }
    case "CrossNamespacePodAffinity":
        let affinity = pod.at("spec", "affinity")
        return ["podAffinity", "podAntiAffinity"].contains { kind in
            let required = affinity?.at(kind, "requiredDuringSchedulingIgnoredDuringExecution")?.elements ?? []
            let preferred =
                affinity?.at(kind, "preferredDuringSchedulingIgnoredDuringExecution")?.elements.compactMap {
                    $0["podAffinityTerm"]
                } ?? []
            return (required + preferred).contains {
                $0["namespaceSelector"] != nil || !($0["namespaces"]?.isEmpty ?? true)
            }
        }
    default: return false
    }
}

private func isBestEffort(_ pod: Value) -> Bool {
    let containers = ["containers", "initContainers"].flatMap { pod.at("spec", $0)?.elements ?? [] }
    return containers.allSatisfy { container in
        ["requests", "limits"].allSatisfy { part in
            (container.at("resources", part)?.members ?? Members())
                .allSatisfy { !["cpu", "memory"].contains($0.key) || Quantity($0.value)?.isZero ?? true }
        }
    }
}
