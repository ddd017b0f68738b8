import Model

/// How well nodes suit what a pod would rather have: nodes, pods nearby or far, even spread, no taints that only
/// discourage. Each counts up to 100 times its weight, as the scheduler's plugins do by default.
/// https://kubernetes.io/docs/reference/scheduling/config/#scheduling-plugins
struct NodePreference {
    private(set) var scores: [String: Int] = [:]

    init(of pod: Value, nodes: [Value], in view: any ClusterView) {
        guard nodes.count > 1 else { return }
        add(NodePreference.taints(pod, nodes), weight: 3, isReversed: true)
        add(NodePreference.affinity(pod, nodes), weight: 2)
        add(NodePreference.company(pod, nodes, in: view), weight: 2)
        for counts in NodePreference.spread(pod, nodes, in: view) { add(counts, weight: 2, isReversed: true) }
    }

    func score(of node: Value) -> Int { scores[node.name] ?? 0 }

    /// Brings numbers to 0 … 100 times the weight; where all are equal they say nothing.
    private mutating func add(_ raw: [String: Int], weight: Int, isReversed: Bool = false) {
        guard let least = raw.values.min(), let most = raw.values.max(), least < most else { return }
        for (name, value) in raw {
            let share = (isReversed ? most - value : value - least) * 100 / (most - least)
            scores[name, default: 0] += share * weight
        }
    }

    /// How many taints of the kind that only discourages a pod does not tolerate.
    private static func taints(_ pod: Value, _ nodes: [Value]) -> [String: Int] {
        let tolerations = pod.at("spec", "tolerations")?.elements ?? []
        return counted(nodes) { node in
            (node.at("spec", "taints")?.elements ?? []).count { taint in
                taint.text("effect") == "PreferNoSchedule" && !tolerations.contains { tolerates($0, taint) }
            }
        }
    }

    private static func affinity(_ pod: Value, _ nodes: [Value]) -> [String: Int] {
        let terms =
            pod.at("spec", "affinity", "nodeAffinity", "preferredDuringSchedulingIgnoredDuringExecution")?.elements
            ?? []
        if terms.isEmpty { return [:] }
        return counted(nodes) { node in
            terms.reduce(0) { sum, term in
                let wanted: Value = ["nodeSelectorTerms": [term["preference"] ?? .emptyObject]]
                return sum + (isSelected(node, byTermsOf: wanted) ? term["weight"]?.int ?? 0 : 0)
            }
        }
    }

    /// The weights of the pods in a node's domain that it would rather be near to, without those it would rather avoid.
    private static func company(_ pod: Value, _ nodes: [Value], in view: any ClusterView) -> [String: Int] {
        var sums: [String: Int] = [:]
        for (kind, sign) in [("podAffinity", 1), ("podAntiAffinity", -1)] {
            let terms = pod.at("spec", "affinity", kind, "preferredDuringSchedulingIgnoredDuringExecution")
            for preferred in terms?.elements ?? [] {
                let term = AffinityTerm(preferred["podAffinityTerm"] ?? .emptyObject, of: pod, in: view)
                let domains = counts(of: term.pods(in: view), by: term.key, in: view)
                for node in nodes {
                    let count = node.label(term.key).flatMap { domains[$0] } ?? 0
                    sums[node.name, default: 0] += sign * count * (preferred["weight"]?.int ?? 0)
                }
            }
        }
        return sums
    }

    /// For each constraint that may be broken, how many matching pods are in the domain of each node.
    private static func spread(_ pod: Value, _ nodes: [Value], in view: any ClusterView) -> [[String: Int]] {
        let soft = (pod.at("spec", "topologySpreadConstraints")?.elements ?? []).filter {
            $0.text("whenUnsatisfiable") == "ScheduleAnyway"
        }
        return soft.map { constraint in
            let key = constraint.text("topologyKey")
            let selector = ObjectSelector(constraint["labelSelector"])
            let domains = counts(of: view.pods(namespace: pod.namespace, matching: selector), by: key, in: view)
            // A node without the label is the last choice.
            let worst = (domains.values.max() ?? 0) + 1
            return counted(nodes) { node in node.label(key).map { domains[$0] ?? 0 } ?? worst }
        }
    }

    /// How many of these pods each domain has.
    private static func counts(of pods: [Value], by key: String, in view: any ClusterView) -> [String: Int] {
        var domains: [String: Int] = [:]
        for pod in pods where pod.isActivePod && !pod.nodeName.isEmpty {
            let node = view.object(ObjectKey(group: "", kind: "Node", namespace: "", name: pod.nodeName))
            if let domain = node?.label(key) { domains[domain, default: 0] += 1 }
        }
        return domains
    }

    private static func counted(_ nodes: [Value], _ count: (Value) -> Int) -> [String: Int] {
        Dictionary(nodes.map { ($0.name, count($0)) }, uniquingKeysWith: { first, _ in first })
    }
}
