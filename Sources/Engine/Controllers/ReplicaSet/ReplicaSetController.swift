import Model

/// Keeps as many pods of a template as a ReplicaSet, or a ReplicationController, asks for.
struct ReplicaSetController: Controller {
    var name = "replicaset-controller"
    private var group = "apps"
    private var kind = "ReplicaSet"
    var kinds: [GroupKind]? { [GroupKind(group: group, kind: kind), .pod] }

    /// The same for the older kind.
    static var forReplicationControllers: ReplicaSetController {
        var controller = ReplicaSetController()
        controller.name = "replication-controller"
        controller.group = ""
        controller.kind = "ReplicationController"
        return controller
    }

    func keys(old: Value?, new: Value?, in view: any ClusterView) -> [ObjectKey] {
        guard let object = new ?? old else { return [] }
        switch (object.group, object.objectKind) {
        case (group, kind): return new == nil ? [] : [object.key]
        case ("", "Pod"): return podKeys(old: old, new: new, in: view)
        default: return []
        }
    }

    private func podKeys(old: Value?, new: Value?, in view: any ClusterView) -> [ObjectKey] {
        var keys: [ObjectKey] = []
        for object in [old, new] {
            guard let key = object?.controllerKey(group: group, kind: kind), !keys.contains(key) else {
                continue
            }
            keys.append(key)
        }
        if let new, keys.isEmpty || old?.controllerReference != nil, new.controllerReference == nil,
            old?.labels != new.labels || old?.controllerReference != nil
        {
            keys += view.objects(group: group, kind: kind, namespace: new.namespace)
                .filter { $0.replicaSelector.matches(new) }.map(\.key)
        }
        return keys
    }

    func reconcile(_ key: ObjectKey, in view: any ClusterView, at now: Instant) -> Reconciliation {
        guard let set = view.object(key) else { return Reconciliation() }
        var sync = ReplicaSetSync(set: set, source: name, view: view, now: now)
        sync.run()
        return Reconciliation(sync.mutations, again: sync.again)
    }
}
