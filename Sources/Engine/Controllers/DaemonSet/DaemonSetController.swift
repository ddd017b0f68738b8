import Model

/// Keeps one pod of a template on every node that suits it.
struct DaemonSetController: Controller {
    let name = "daemonset-controller"
    let kinds: [GroupKind]? = [GroupKind(group: "apps", kind: "DaemonSet"), .pod, .node]

    func keys(old: Value?, new: Value?, in view: any ClusterView) -> [ObjectKey] {
        guard let object = new ?? old else { return [] }
        switch (object.group, object.objectKind) {
        case ("apps", "DaemonSet"): return new == nil ? [] : [object.key]
        case ("", "Pod"): return podKeys(old: old, new: new, in: view)
        case ("", "Node") where old?.spec != new?.spec || old?.labels != new?.labels:
            return view.objects(group: "apps", kind: "DaemonSet", namespace: nil)
                .filter { concerns(new, object, $0, in: view) }.map(\.key)
        default: return []
        }
    }

    /// A node concerns a set that lacks a pod there, or has one that must not stay.
    private func concerns(_ new: Value?, _ node: Value, _ set: Value, in view: any ClusterView) -> Bool {
        let hasPod = view.owned(by: set.uid).contains { $0.objectKind == "Pod" && $0.daemonNode == node.name }
        // Of a node that is gone the pods are cleared away first.
        guard let new else { return false }
        let placement = DaemonPlacement(of: daemonPod(of: set, on: "", hash: ""), on: new)
        return hasPod ? placement == .excluded : placement == .wanted
    }

    private func podKeys(old: Value?, new: Value?, in view: any ClusterView) -> [ObjectKey] {
        var keys: [ObjectKey] = []
        for object in [old, new] {
            guard let key = object?.controllerKey(group: "apps", kind: "DaemonSet"), !keys.contains(key) else {
                continue
            }
            keys.append(key)
        }
        if let new, new.controllerReference == nil, old?.labels != new.labels || old?.controllerReference != nil {
            keys += view.objects(group: "apps", kind: "DaemonSet", namespace: new.namespace)
                .filter { ObjectSelector($0.at("spec", "selector")).matches(new) }.map(\.key)
        }
        return keys
    }

    func reconcile(_ key: ObjectKey, in view: any ClusterView, at now: Instant) -> Reconciliation {
        guard let set = view.object(key) else { return Reconciliation() }
        var sync = DaemonSetSync(set: set, view: view, now: now)
        sync.run()
        return Reconciliation(sync.mutations, again: sync.again)
    }
}
