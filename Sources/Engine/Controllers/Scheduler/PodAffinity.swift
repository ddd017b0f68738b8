import Model

/// Whether a pod's required affinity and anti-affinity to other pods, and that of pods that are there already, let it be
/// on a node.
/// https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#inter-pod-affinity-and-anti-affinity
struct PodAffinity {
    /// A topology key with one of its values.
    private struct Domain: Hashable {
        var key: String
        var value: String
    }

    private var attracting: [AffinityTerm] = []
    private var near: Set<Domain> = []
    /// No pod that it wants to be near exists, and it is one such itself: the first of them may go anywhere.
    private var isFirst = false
    private var avoided: Set<Domain> = []
    private var avoiding: Set<Domain> = []

    init(of pod: Value, nodes: [Value], in view: any ClusterView) {
        let affinity = pod.at("spec", "affinity")
        let others = view.podsWithAntiAffinity()
        guard affinity?["podAffinity"] != nil || affinity?["podAntiAffinity"] != nil || !others.isEmpty else { return }
        let places = Dictionary(nodes.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        func domain(_ other: Value, _ key: String) -> Domain? {
            places[other.nodeName]?.label(key).map { Domain(key: key, value: $0) }
        }
        attracting = PodAffinity.terms("podAffinity", of: pod, in: view)
        if let first = attracting.first {
            let wanted = first.pods(in: view).filter { other in
                !other.isTerminal && !other.nodeName.isEmpty && attracting.allSatisfy { $0.matches(other) }
            }
            for term in attracting { near.formUnion(wanted.compactMap { domain($0, term.key) }) }
            isFirst = wanted.isEmpty && attracting.allSatisfy { $0.matches(pod) }
        }
        for term in PodAffinity.terms("podAntiAffinity", of: pod, in: view) {
            let unwanted = term.pods(in: view).filter { !$0.isTerminal && !$0.isBeingDeleted }
            avoided.formUnion(unwanted.compactMap { domain($0, term.key) })
        }
        for other in others where !other.nodeName.isEmpty && !other.isTerminal {
            for term in PodAffinity.terms("podAntiAffinity", of: other, in: view) where term.matches(pod) {
                if let domain = domain(other, term.key) { avoiding.insert(domain) }
            }
        }
    }

    private static func terms(_ kind: String, of pod: Value, in view: any ClusterView) -> [AffinityTerm] {
        (pod.at("spec", "affinity", kind, "requiredDuringSchedulingIgnoredDuringExecution")?.elements ?? [])
            .map { AffinityTerm($0, of: pod, in: view) }
    }

    func refusal(on node: Value) -> NodeRefusal? {
        let isNear = attracting.allSatisfy { term in
            guard let value = node.label(term.key) else { return false }
            return isFirst || near.contains(Domain(key: term.key, value: value))
        }
        if !isNear { return NodeRefusal(reasons: ["node(s) didn't match pod affinity rules"]) }
        func isIn(_ domains: Set<Domain>) -> Bool { domains.contains { node.label($0.key) == $0.value } }
        if isIn(avoided) {
            return NodeRefusal(reasons: ["node(s) didn't match pod anti-affinity rules"], isForOthers: true)
        }
        if isIn(avoiding) {
            return NodeRefusal(
                reasons: ["node(s) didn't satisfy existing pods anti-affinity rules"], isForOthers: true)
        }
        return nil
    }
}
