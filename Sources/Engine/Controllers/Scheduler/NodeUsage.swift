import Model

/// What the pods of a node have been given: at the most, for what ended since the last count is still in it. It is
/// counted anew only when a pod seems not to fit, so that placing a pod does not cost a look at all others.
struct NodeUsage {
    private(set) var pods: Int
    private var amounts: [String: Quantity] = [:]

    init(of node: Value, in view: any ClusterView) {
        guard let note = view.note(about: node.uid), let count = note["pods"]?.int else {
            pods = 0
            self = NodeUsage(counting: node, in: view)
            return
        }
        pods = count
        for (name, value) in note["amounts"]?.members ?? Members() { amounts[name] = Quantity(value) }
    }

    init(counting node: Value, in view: any ClusterView) {
        pods = 0
        for pod in view.objects(group: "", kind: "Pod", namespace: nil)
        where pod.nodeName == node.name && !pod.isTerminal {
            self = adding(ResourceDemand(of: pod))
        }
    }

    func adding(_ demand: ResourceDemand) -> NodeUsage {
        var usage = self
        usage.pods += 1
        for (name, amount) in demand.amounts { usage.amounts[name, default: .zero] += amount }
        return usage
    }

    var note: Value {
        ["pods": Value(pods), "amounts": Value(Members(amounts.map { ($0.key, Value($0.value.description)) }))]
    }

    /// Why a pod does not fit; counts the node's pods anew before it says so.
    /// - Parameter promised: What pods take that are to come there first.
    mutating func refusal(
        of demand: ResourceDemand, beside promised: [ResourceDemand] = [], on node: Value, in view: any ClusterView
    ) -> NodeRefusal? {
        func refusal() -> NodeRefusal? {
            promised.reduce(self) { $0.adding($1) }.refusal(of: demand, on: node)
        }
        if refusal() == nil { return nil }
        self = NodeUsage(counting: node, in: view)
        return refusal()
    }

    private func refusal(of demand: ResourceDemand, on node: Value) -> NodeRefusal? {
        let allocatable = node.at("status", "allocatable")
        var refusal = NodeRefusal(reasons: [])
        if Quantity(pods + 1) > Quantity(allocatable?["pods"]) ?? .zero {
            refusal.reasons.append("Too many pods")
            refusal.isForOthers = true
        }
        for (name, amount) in demand.amounts {
            let most = Quantity(allocatable?[name]) ?? .zero
            guard (amounts[name] ?? .zero) + amount > most else { continue }
            refusal.reasons.append("Insufficient \(name)")
            if amount <= most { refusal.isForOthers = true }
        }
        return refusal.reasons.isEmpty ? nil : refusal
    }
}
