import Model

/// Removes the pods of nodes that are gone, when they have been gone for a while.
struct PodGarbageController: Controller {
    let name = "pod-garbage-collector"
    let kinds: [GroupKind]? = [.node]
    /// A node that comes back within this time finds its pods.
    private static let patience = Duration.seconds(40)

    func keys(old: Value?, new: Value?, in view: any ClusterView) -> [ObjectKey] {
        guard let object = new ?? old, object.objectKind == "Node", object.group.isEmpty, new == nil || old == nil
        else {
            return []
        }
        return [object.key]
    }

    func reconcile(_ key: ObjectKey, in view: any ClusterView, at now: Instant) -> Reconciliation {
        guard view.object(key) == nil else { return Reconciliation() }
        let pods = view.objects(group: "", kind: "Pod", namespace: nil).filter { $0.nodeName == key.name }
        var mutations: [Mutation] = []
        var again: Instant?
        for pod in pods {
            let since = view.note(about: pod.uid)?["stranded"]?.int.map { Instant(milliseconds: Int64($0)) }
            guard let since else {
                var note = view.note(about: pod.uid) ?? .emptyObject
                note["stranded"] = Value(Int(now.milliseconds))
                mutations.append(.note(uid: pod.uid, note))
                again = now + PodGarbageController.patience
                continue
            }
            if now < since + PodGarbageController.patience {
                again = min(again ?? .distantFuture, since + PodGarbageController.patience)
                continue
            }
            var failed = pod
            if !pod.isTerminal { failed.set("Failed", at: "status", "phase") }
            failed.setPodCondition(
                "DisruptionTarget", isTrue: true, reason: "DeletionByPodGC",
                message: "PodGC: node no longer exists", at: now)
            mutations.append(.updateStatus(failed.unversioned))
            mutations.append(.delete(pod.key, uid: pod.uid, gracePeriodSeconds: 0))
        }
        return Reconciliation(mutations, again: again)
    }
}
