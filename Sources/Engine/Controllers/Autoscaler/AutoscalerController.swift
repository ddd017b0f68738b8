import Model

/// Keeps a workload's replicas within an autoscaler's bounds. The simulated metrics say that the load is what the
/// autoscaler aims at, so within the bounds it changes nothing, and looks again only when somebody else does; without
/// metrics it looks every 15 seconds.
struct AutoscalerController: Controller {
    let name = "horizontal-pod-autoscaler"
    let kinds: [GroupKind]? = [
        GroupKind(group: "autoscaling", kind: "HorizontalPodAutoscaler"), GroupKind(group: "apps", kind: "Deployment"),
        GroupKind(group: "apps", kind: "StatefulSet"), .replicaSet,
        GroupKind(group: "", kind: "ReplicationController"),
    ]
    private static let period = Duration.seconds(15)

    func keys(old: Value?, new: Value?, in view: any ClusterView) -> [ObjectKey] {
        guard let new else { return [] }
        if new.objectKind == "HorizontalPodAutoscaler" {
            return old?.uid == new.uid && old?.spec == new.spec ? [] : [new.key]
        }
        guard view.simulation.hasMetrics, old?.at("spec", "replicas") != new.at("spec", "replicas") else { return [] }
        return view.objects(group: "autoscaling", kind: "HorizontalPodAutoscaler", namespace: new.namespace)
            .filter { autoscaler in
                let target = autoscaler.at("spec", "scaleTargetRef")
                return target?.text("name") == new.name && target?.text("kind") == new.objectKind
            }.map(\.key)
    }

    func reconcile(_ key: ObjectKey, in view: any ClusterView, at now: Instant) -> Reconciliation {
        guard let autoscaler = view.object(key), !autoscaler.isBeingDeleted else { return Reconciliation() }
        var sync = AutoscalerSync(autoscaler: autoscaler, view: view, now: now)
        if view.simulation.hasMetrics {
            sync.run()
            return Reconciliation(sync.mutations)
        }
        let elapsed = max(0, (now - (Instant(autoscaler.creationTime) ?? now)).milliseconds)
        let period = AutoscalerController.period.milliseconds
        let due = view.note(about: autoscaler.uid)?["due"]?.int.map { Instant(milliseconds: Int64($0)) }
        let next = now + .milliseconds(period - elapsed % period)
        // A change is seen when the next period begins.
        if let due, due <= now { sync.run() } else if let due { return Reconciliation(again: due) }
        let note: Value = ["due": Value(Int(next.milliseconds))]
        return Reconciliation(sync.mutations + [.note(uid: autoscaler.uid, note)], again: next)
    }
}
