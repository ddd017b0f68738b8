import Model

/// The pod of a DaemonSet for one node, without a name; with an empty node the pod that says which nodes suit.
func daemonPod(of set: Value, on node: String, hash: String) -> Value {
    var made = pod(from: set.at("spec", "template") ?? .emptyObject, for: set)
    made.set(Value(tolerations(of: made)), at: "spec", "tolerations")
    if node.isEmpty { return made }
    made.set(Value(set.name + "-"), at: "metadata", "generateName")
    if let generation = set.annotation("deprecated.daemonset.template.generation") {
        made.setLabel("pod-template-generation", generation)
    }
    made.setLabel(SetRevisions.podLabel, hash)
    // It replaces the template's own terms, which the node satisfies.
    let name: Value = ["key": "metadata.name", "operator": "In", "values": [Value(node)]]
    made.set(
        ["nodeSelectorTerms": [["matchFields": [name]]]], at: "spec", "affinity", "nodeAffinity",
        "requiredDuringSchedulingIgnoredDuringExecution")
    return made
}

/// Troubles of a node do not drive its daemons away.
private func tolerations(of pod: Value) -> [Value] {
    var tolerations = pod.at("spec", "tolerations")?.elements ?? []
    var rows = [
        ("not-ready", "NoExecute"), ("unreachable", "NoExecute"), ("disk-pressure", "NoSchedule"),
        ("memory-pressure", "NoSchedule"), ("pid-pressure", "NoSchedule"), ("unschedulable", "NoSchedule"),
    ]
    if pod.at("spec", "hostNetwork")?.bool ?? false { rows.append(("network-unavailable", "NoSchedule")) }
    for (name, effect) in rows {
        let toleration: Value = [
            "key": Value("node.kubernetes.io/\(name)"), "operator": "Exists", "effect": Value(effect),
        ]
        if !tolerations.contains(toleration) { tolerations.append(toleration) }
    }
    return tolerations
}

extension Value {
    /// The node that a DaemonSet's pod runs on, or is meant for.
    var daemonNode: String {
        if !nodeName.isEmpty { return nodeName }
        let required = at("spec", "affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution")
        for term in required?["nodeSelectorTerms"]?.elements ?? [] {
            for field in term["matchFields"]?.elements ?? [] where field.text("key") == "metadata.name" {
                if let name = field["values"]?.elements.first?.string { return name }
            }
        }
        return ""
    }
}
