import Model

/// Whether a DaemonSet's pod is to be on a node.
enum DaemonPlacement {
    case wanted
    /// One that runs there may stay, a new one would not be put there.
    case tolerated
    case excluded

    init(of pod: Value, on node: Value) {
        if !pod.nodeName.isEmpty, pod.nodeName != node.name {
            self = .excluded
            return
        }
        guard isSelected(node, by: pod) else {
            self = .excluded
            return
        }
        let tolerations = pod.at("spec", "tolerations")?.elements ?? []
        let untolerated = (node.at("spec", "taints")?.elements ?? []).filter { taint in
            !tolerations.contains { tolerates($0, taint) }
        }.map { $0.text("effect") }
        if untolerated.contains("NoExecute") {
            self = .excluded
        } else {
            self = untolerated.contains("NoSchedule") ? .tolerated : .wanted
        }
    }
}
