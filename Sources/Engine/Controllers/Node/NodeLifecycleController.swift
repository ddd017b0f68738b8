import Model

/// Keeps new pods away from nodes that say of themselves that they are not fit, by taints.
struct NodeLifecycleController: Controller {
    let name = "node-lifecycle-controller"
    let kinds: [GroupKind]? = [.node]

    private static let rows: [(condition: String, status: String, taint: String)] = [
        ("Ready", "False", "not-ready"), ("Ready", "Unknown", "unreachable"),
        ("MemoryPressure", "True", "memory-pressure"), ("DiskPressure", "True", "disk-pressure"),
        ("PIDPressure", "True", "pid-pressure"), ("NetworkUnavailable", "True", "network-unavailable"),
    ]

    func keys(old: Value?, new: Value?, in view: any ClusterView) -> [ObjectKey] {
        guard let new, new.objectKind == "Node", new.group.isEmpty,
            old?.at("spec") != new.at("spec") || old?.at("status", "conditions") != new.at("status", "conditions")
        else { return [] }
        return [new.key]
    }

    func reconcile(_ key: ObjectKey, in view: any ClusterView, at now: Instant) -> Reconciliation {
        guard let node = view.object(key) else { return Reconciliation() }
        var wanted = NodeLifecycleController.rows
            .filter { node.condition($0.condition)?.text("status") == $0.status }.map(\.taint)
        if node.at("spec", "unschedulable")?.bool ?? false { wanted.append("unschedulable") }
        let managed = Set(NodeLifecycleController.rows.map(\.taint) + ["unschedulable"])
        let present = node.at("spec", "taints")?.elements ?? []
        func name(_ taint: Value) -> String? {
            let prefix = "node.kubernetes.io/"
            let key = taint.text("key")
            guard taint.text("effect") == "NoSchedule", key.hasPrefix(prefix) else { return nil }
            let name = String(key.dropFirst(prefix.count))
            return managed.contains(name) ? name : nil
        }
        let kept = present.filter { taint in name(taint).map(wanted.contains) ?? true }
        let known = Set(kept.compactMap(name))
        let added = wanted.filter { !known.contains($0) }.map { taint -> Value in
            [
                "key": Value("node.kubernetes.io/\(taint)"), "effect": "NoSchedule",
                "timeAdded": Value(now.description),
            ]
        }
        guard kept.count != present.count || !added.isEmpty else { return Reconciliation() }
        var written = node
        let taints = kept + added
        written.set(taints.isEmpty ? nil : Value(taints), at: "spec", "taints")
        return Reconciliation([.update(written.unversioned)])
    }
}
