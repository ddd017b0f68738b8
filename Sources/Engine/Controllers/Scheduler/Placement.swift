import Model

/// What decides whether a pod may be on a node, looked up once for all nodes.
struct Placement {
    private let pod: Value
    private let view: any ClusterView
    let demand: ResourceDemand
    private let ports: HostPorts
    private let spread: PodSpread
    private let affinity: PodAffinity
    private let volumes: PodVolumes
    private let named: Set<String>?
    /// What pods that are promised a room there will take, by node.
    private var promised: [String: [ResourceDemand]] = [:]

    init(of pod: Value, nodes: [Value], in view: any ClusterView, at now: Instant) {
        self.pod = pod
        self.view = view
        demand = ResourceDemand(of: pod)
        ports = HostPorts(of: pod, in: view)
        spread = PodSpread(of: pod, nodes: nodes, in: view)
        affinity = PodAffinity(of: pod, nodes: nodes, in: view)
        volumes = PodVolumes(of: pod, in: view, at: now)
        named = namedNodes(of: pod)
        for other in view.nominatedPods()
        where other.key != pod.key && other.priority >= pod.priority && !other.isBeingDeleted {
            promised[other.nominatedNode, default: []].append(ResourceDemand(of: other))
        }
    }

    /// Why a node will not do; nil where it will. `usage` is what its pods have, and may be counted anew.
    func refusal(on node: Value, _ usage: inout NodeUsage) -> NodeRefusal? {
        if let named, !named.contains(node.name) {
            return NodeRefusal(reasons: ["node(s) didn't satisfy plugin(s) [NodeAffinity]"])
        }
        return placementRefusal(of: pod, on: node) ?? ports.refusal(on: node)
            ?? usage.refusal(of: demand, beside: promised[node.name] ?? [], on: node, in: view)
            ?? volumes.refusal(on: node) ?? spread.refusal(on: node) ?? affinity.refusal(on: node)
    }
}

extension Value {
    /// Of a pod: the higher the more important.
    var priority: Int { at("spec", "priority")?.int ?? 0 }
    /// Of a pod that others make room for: where.
    var nominatedNode: String { at("status", "nominatedNodeName")?.string ?? "" }
}
