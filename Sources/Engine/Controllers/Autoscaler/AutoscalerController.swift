import Model

/// Keeps a workload's replicas within an autoscaler's bounds, every 15 seconds. The simulated metrics say that the load
/// is what the autoscaler aims at, so within the bounds it changes nothing.
struct AutoscalerController: Controller {
    let name = "horizontal-pod-autoscaler"
    let kinds: [GroupKind]? = [GroupKind(group: "autoscaling", kind: "HorizontalPodAutoscaler")]
    private static let period = Duration.seconds(15)

    func keys(old: Value?, new: Value?, in view: any ClusterView) -> [ObjectKey] {
        guard let new, new.objectKind == "HorizontalPodAutoscaler", new.group == "autoscaling", old?.uid != new.uid
        else { return [] }
        return [new.key]
    }

    func reconcile(_ key: ObjectKey, in view: any ClusterView, at now: Instant) -> Reconciliation {
        guard let autoscaler = view.object(key), !autoscaler.isBeingDeleted else { return Reconciliation() }
        let created = Instant(autoscaler.creationTime) ?? now
        let first = created + AutoscalerController.period
        // It looks for the first time when the first period is over.
        if now < first { return Reconciliation(again: first) }
        var sync = AutoscalerSync(autoscaler: autoscaler, view: view, now: now)
        sync.run()
        return Reconciliation(sync.mutations, again: now + AutoscalerController.period)
    }
}
