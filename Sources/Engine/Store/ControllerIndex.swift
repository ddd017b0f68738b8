import Model

/// What controllers look up again and again: the pods with a label, the Services that select by it, and what no
/// controller owns. Without it, each look of a controller would be a walk through its namespace.
struct ControllerIndex: Sendable {
    private struct Place: Hashable, Sendable {
        var kind: GroupKind
        var namespace: String
    }
    fileprivate struct Pair: Hashable, Sendable {
        var kind: GroupKind
        var namespace: String
        var name: String
        var value: String
    }
    private var uncontrolled: [Place: Set<ObjectKey>] = [:]
    private var pairs: [Pair: Set<ObjectKey>] = [:]

    /// What few pods have, and the scheduler has to know of each of them.
    private(set) var podsWithAntiAffinity: Set<ObjectKey> = []
    private(set) var podsWithHostPorts: Set<ObjectKey> = []
    private(set) var unplacedPods: Set<ObjectKey> = []
    private(set) var nominatedPods: Set<ObjectKey> = []

    static let pods = GroupKind(group: "", kind: "Pod")
    static let services = GroupKind(group: "", kind: "Service")
    /// The kinds that controllers adopt.
    private static let adoptable: Set<GroupKind> = [
        pods, GroupKind(group: "apps", kind: "ReplicaSet"), GroupKind(group: "apps", kind: "ControllerRevision"),
    ]

    static func knowsUncontrolled(_ kind: GroupKind) -> Bool { adoptable.contains(kind) }

    func uncontrolled(_ kind: GroupKind, in namespace: String) -> [ObjectKey] {
        uncontrolled[Place(kind: kind, namespace: namespace)]?.sorted() ?? []
    }

    /// The pods with a label, or the Services that have it as the first one of their selector.
    func keys(_ kind: GroupKind, in namespace: String, _ name: String, _ value: String) -> [ObjectKey] {
        pairs[Pair(kind: kind, namespace: namespace, name: name, value: value)]?.sorted() ?? []
    }

    mutating func replace(_ old: Value?, with new: Value?, at key: ObjectKey) {
        let kind = GroupKind(key)
        guard ControllerIndex.adoptable.contains(kind) || kind == ControllerIndex.services else { return }
        let (before, after) = (ControllerIndex.pairs(of: old, kind), ControllerIndex.pairs(of: new, kind))
        if before != after {
            for pair in before { remove(key, from: Pair(kind, key, pair)) }
            for pair in after { pairs[Pair(kind, key, pair), default: []].insert(key) }
        }
        guard ControllerIndex.adoptable.contains(kind) else { return }
        if kind == ControllerIndex.pods {
            // Neither changes in a pod's life.
            if old?.uid != new?.uid { noteTraits(of: new, at: key) }
            if let new, new.nodeName.isEmpty { unplacedPods.insert(key) } else { unplacedPods.remove(key) }
            let isNominated = new.map { $0.nodeName.isEmpty && !$0.nominatedNode.isEmpty } ?? false
            if isNominated { nominatedPods.insert(key) } else { nominatedPods.remove(key) }
        }
        let place = Place(kind: kind, namespace: key.namespace)
        if let new, new.controllerReference == nil {
            uncontrolled[place, default: []].insert(key)
        } else if uncontrolled[place]?.remove(key) != nil, uncontrolled[place]?.isEmpty == true {
            uncontrolled[place] = nil
        }
    }

    private mutating func noteTraits(of pod: Value?, at key: ObjectKey) {
        let keepsAway =
            pod?.at("spec", "affinity", "podAntiAffinity", "requiredDuringSchedulingIgnoredDuringExecution") != nil
        let takesPorts = (pod?.at("spec", "containers")?.elements ?? []).contains { container in
            container["ports"]?.elements.contains { $0["hostPort"]?.int ?? 0 > 0 } ?? false
        }
        if keepsAway { podsWithAntiAffinity.insert(key) } else { podsWithAntiAffinity.remove(key) }
        if takesPorts { podsWithHostPorts.insert(key) } else { podsWithHostPorts.remove(key) }
    }

    private mutating func remove(_ key: ObjectKey, from pair: Pair) {
        pairs[pair]?.remove(key)
        if pairs[pair]?.isEmpty == true { pairs[pair] = nil }
    }

    private static func pairs(of object: Value?, _ kind: GroupKind) -> Members {
        guard let object else { return Members() }
        if kind == pods { return object.labels }
        guard kind == services, let first = object.at("spec", "selector")?.members.first else { return Members() }
        return Members([(first.key, first.value)])
    }
}

extension ControllerIndex.Pair {
    fileprivate init(_ kind: GroupKind, _ key: ObjectKey, _ member: Members.Element) {
        self.init(kind: kind, namespace: key.namespace, name: member.key, value: member.value.string ?? "")
    }
}
