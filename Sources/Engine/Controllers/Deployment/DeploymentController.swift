import Model

/// Rolls a Deployment's pods from one template to the next, through a ReplicaSet for each.
struct DeploymentController: Controller {
    let name = "deployment-controller"
    let kinds: [GroupKind]? = [GroupKind(group: "apps", kind: "Deployment"), .replicaSet, .pod]

    func keys(old: Value?, new: Value?, in view: any ClusterView) -> [ObjectKey] {
        guard let object = new ?? old else { return [] }
        switch (object.group, object.objectKind) {
        case ("apps", "Deployment"): return new == nil ? [] : [object.key]
        case ("apps", "ReplicaSet"): return replicaSetKeys(old: old, new: new, in: view)
        // The last old pod is gone: a Recreate may go on.
        case ("", "Pod") where new == nil || new?.isTerminal == true: return podKeys(object, in: view)
        default: return []
        }
    }

    private func replicaSetKeys(old: Value?, new: Value?, in view: any ClusterView) -> [ObjectKey] {
        var keys: [ObjectKey] = []
        for object in [old, new] {
            guard let key = object?.controllerKey(group: "apps", kind: "Deployment"), !keys.contains(key) else {
                continue
            }
            keys.append(key)
        }
        if let new, new.controllerReference == nil {
            keys += view.objects(group: "apps", kind: "Deployment", namespace: new.namespace)
                .filter { ObjectSelector($0.at("spec", "selector")).matches(new) }.map(\.key)
        }
        return keys
    }

    private func podKeys(_ pod: Value, in view: any ClusterView) -> [ObjectKey] {
        guard let key = pod.controllerKey(group: "apps", kind: "ReplicaSet"),
            let owner = view.object(key)?.controllerKey(group: "apps", kind: "Deployment"),
            view.object(owner)?.at("spec", "strategy", "type")?.string == "Recreate"
        else { return [] }
        return [owner]
    }

    func reconcile(_ key: ObjectKey, in view: any ClusterView, at now: Instant) -> Reconciliation {
        guard let deployment = view.object(key) else { return Reconciliation() }
        var sync = DeploymentSync(deployment: deployment, view: view, now: now)
        sync.run()
        return Reconciliation(sync.mutations, again: sync.again)
    }
}
