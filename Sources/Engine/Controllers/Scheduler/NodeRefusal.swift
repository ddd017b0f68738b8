import Model

/// Why a node will not do.
struct NodeRefusal {
    var reasons: [String]
    /// Whether the pods that run there are why, so that fewer of them would help.
    var isForOthers = false
}

/// How many nodes each reason holds for.
func unschedulableText(_ refusals: [NodeRefusal]) -> String {
    "0/\(refusals.count) nodes are available: \(histogram(refusals.flatMap(\.reasons)))."
}

/// The scheduler's sentence: how many nodes each reason holds for, and that evicting other pods would not help.
///
/// - Parameter hindrance: Why that was not even tried.
func unschedulableMessage(_ refusals: [NodeRefusal], hindrance: String? = nil) -> String {
    let start = "\(unschedulableText(refusals)) no new claims to deallocate, preemption: "
    if let hindrance { return start + hindrance }
    let count = refusals.count
    let preemption = histogram(
        refusals.map {
            $0.isForOthers
                ? "No preemption victims found for incoming pod" : "Preemption is not helpful for scheduling"
        })
    return start + "0/\(count) nodes are available: \(preemption)."
}

private func histogram(_ reasons: [String]) -> String {
    var counts: [String: Int] = [:]
    for reason in reasons { counts[reason, default: 0] += 1 }
    return counts.map { "\($0.value) \($0.key)" }.sorted { $0.precedesInBytes($1) }.joined(separator: ", ")
}

/// Whether a pod may not be on a node for what the node is, in the scheduler's order of looking: cordoned, tainted,
/// not selected.
func placementRefusal(of pod: Value, on node: Value) -> NodeRefusal? {
    let tolerations = pod.at("spec", "tolerations")?.elements ?? []
    let cordon: Value = ["key": "node.kubernetes.io/unschedulable", "effect": "NoSchedule"]
    if node.at("spec", "unschedulable")?.bool ?? false, !tolerations.contains(where: { tolerates($0, cordon) }) {
        return NodeRefusal(reasons: ["node(s) were unschedulable"])
    }
    let taints = (node.at("spec", "taints")?.elements ?? []).filter { $0.text("effect") != "PreferNoSchedule" }
    if taints.contains(where: { taint in !tolerations.contains { tolerates($0, taint) } }) {
        return NodeRefusal(reasons: ["node(s) had untolerated taint(s)"])
    }
    if !isSelected(node, by: pod) {
        return NodeRefusal(reasons: ["node(s) didn't match Pod's node affinity/selector"])
    }
    return nil
}

/// Whether a toleration covers a taint.
func tolerates(_ toleration: Value, _ taint: Value) -> Bool {
    let effect = toleration.text("effect")
    let key = toleration.text("key")
    if !effect.isEmpty, effect != taint.text("effect") { return false }
    if !key.isEmpty, key != taint.text("key") { return false }
    switch toleration.text("operator") {
    case "Exists": return true
    case "Lt", "Gt":
        guard let wanted = Int(toleration.text("value")), let value = Int(taint.text("value")) else { return false }
        return toleration.text("operator") == "Lt" ? value < wanted : value > wanted
    default: return toleration.text("value") == taint.text("value")
    }
}
