import Model

/// Keeps as many pods of a template as a ReplicaSet asks for.
struct ReplicaSetController: Controller {
    let name = "replicaset-controller"

    func keys(old: Value?, new: Value?, in view: any ClusterView) -> [ObjectKey] {
        guard let object = new ?? old else { return [] }
        switch (object.group, object.objectKind) {
        case ("apps", "ReplicaSet"): return new == nil ? [] : [object.key]
        case ("", "Pod"): return podKeys(old: old, new: new, in: view)
        default: return []
        }
    }

    private func podKeys(old: Value?, new: Value?, in view: any ClusterView) -> [ObjectKey] {
        var keys: [ObjectKey] = []
        for object in [old, new] {
            guard let key = object?.controllerKey(group: "apps", kind: "ReplicaSet"), !keys.contains(key) else {
                continue
            }
            keys.append(key)
        }
        if let new, keys.isEmpty || old?.controllerReference != nil, new.controllerReference == nil,
            old?.labels != new.labels || old?.controllerReference != nil
        {
            keys += view.objects(group: "apps", kind: "ReplicaSet", namespace: new.namespace)
                .filter { ObjectSelector($0.at("spec", "selector")).matches(new) }.map(\.key)
        }
        return keys
    }

    func reconcile(_ key: ObjectKey, in view: any ClusterView, at now: Instant) -> Reconciliation {
        guard let set = view.object(key) else { return Reconciliation() }
        var sync = ReplicaSetSync(set: set, view: view, now: now)
        sync.run()
        return Reconciliation(sync.mutations, again: sync.again)
    }
}
