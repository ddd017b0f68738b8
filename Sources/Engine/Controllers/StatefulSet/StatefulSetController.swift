import Model

/// Keeps the numbered pods of a StatefulSet, each with its name, its claims and its revision.
struct StatefulSetController: Controller {
    let name = "statefulset-controller"
    let kinds: [GroupKind]? = [GroupKind(group: "apps", kind: "StatefulSet"), .pod]

    func keys(old: Value?, new: Value?, in view: any ClusterView) -> [ObjectKey] {
        guard let object = new ?? old else { return [] }
        switch (object.group, object.objectKind) {
        case ("apps", "StatefulSet"): return new == nil ? [] : [object.key]
        case ("", "Pod"): return podKeys(old: old, new: new, in: view)
        default: return []
        }
    }

    private func podKeys(old: Value?, new: Value?, in view: any ClusterView) -> [ObjectKey] {
        var keys: [ObjectKey] = []
        for object in [old, new] {
            guard let key = object?.controllerKey(group: "apps", kind: "StatefulSet"), !keys.contains(key) else {
                continue
            }
            keys.append(key)
        }
        if let new, new.controllerReference == nil, let ordinal = PodIdentity(name: new.name) {
            keys.append(
                ObjectKey(group: "apps", kind: "StatefulSet", namespace: new.namespace, name: ordinal.parent))
        }
        return keys
    }

    func reconcile(_ key: ObjectKey, in view: any ClusterView, at now: Instant) -> Reconciliation {
        guard let set = view.object(key) else { return Reconciliation() }
        var sync = StatefulSetSync(set: set, view: view, now: now)
        sync.run()
        return Reconciliation(sync.mutations, again: sync.again)
    }
}
