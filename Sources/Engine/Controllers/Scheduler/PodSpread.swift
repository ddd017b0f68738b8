import Model

/// Whether a pod's topology spread constraints let it be on a node.
/// https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/
struct PodSpread {
    private struct Constraint {
        var key: String
        var maxSkew: Int
        var counts: [String: Int] = [:]
        var least = 0
        /// The pod counts itself where it matches.
        var own = 0
    }
    private var constraints: [Constraint] = []

    init(of pod: Value, nodes: [Value], in view: any ClusterView) {
        let hard = (pod.at("spec", "topologySpreadConstraints")?.elements ?? []).filter {
            ($0["whenUnsatisfiable"]?.string ?? "DoNotSchedule") == "DoNotSchedule"
        }
        guard !hard.isEmpty else { return }
        let keys = hard.map { $0.text("topologyKey") }
        let complete = nodes.filter { node in keys.allSatisfy { node.label($0) != nil } }
        for constraint in hard { add(constraint, pod, complete, in: view) }
    }

    private mutating func add(_ constraint: Value, _ pod: Value, _ nodes: [Value], in view: any ClusterView) {
        let key = constraint.text("topologyKey")
        var made = Constraint(key: key, maxSkew: constraint["maxSkew"]?.int ?? 1)
        var domains: [String: String] = [:]
        for node in nodes where isCounted(node, pod, constraint) {
            guard let domain = node.label(key) else { continue }
            domains[node.name] = domain
            made.counts[domain] = 0
        }
        let selector = ObjectSelector(constraint["labelSelector"])
        let sameKeys = constraint["matchLabelKeys"]?.elements.compactMap(\.string) ?? []
        func matches(_ other: Value) -> Bool {
            selector.matches(other) && sameKeys.allSatisfy { other.label($0) == pod.label($0) }
        }
        for other in view.pods(namespace: pod.namespace, matching: selector)
        where !other.isBeingDeleted && matches(other) {
            if let domain = domains[other.nodeName] { made.counts[domain, default: 0] += 1 }
        }
        let minimum = constraint["minDomains"]?.int ?? 1
        made.least = made.counts.count < minimum ? 0 : made.counts.values.min() ?? 0
        made.own = matches(pod) ? 1 : 0
        constraints.append(made)
    }

    private func isCounted(_ node: Value, _ pod: Value, _ constraint: Value) -> Bool {
        if (constraint["nodeAffinityPolicy"]?.string ?? "Honor") == "Honor", !isSelected(node, by: pod) { return false }
        guard constraint["nodeTaintsPolicy"]?.string == "Honor" else { return true }
        let tolerations = pod.at("spec", "tolerations")?.elements ?? []
        return (node.at("spec", "taints")?.elements ?? []).allSatisfy { taint in
            taint.text("effect") == "PreferNoSchedule" || tolerations.contains { tolerates($0, taint) }
        }
    }

    func refusal(on node: Value) -> NodeRefusal? {
        let words = "node(s) didn't match pod topology spread constraints"
        for constraint in constraints {
            guard let domain = node.label(constraint.key) else {
                return NodeRefusal(reasons: ["\(words) (missing required label)"])
            }
            let count = constraint.counts[domain] ?? 0
            if count + constraint.own - constraint.least > constraint.maxSkew {
                return NodeRefusal(reasons: [words], isForOthers: true)
            }
        }
        return nil
    }
}
