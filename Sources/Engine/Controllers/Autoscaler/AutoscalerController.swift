import Model

/// Keeps a workload's replicas within an autoscaler's bounds, and follows its load. Where no pod names its load the
/// simulated metrics say that it is what the autoscaler aims at, so within the bounds it changes nothing, and looks again
/// only when somebody else does; else it looks every 15 seconds.
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
        let annotations = (old?.podTemplateAnnotations, new.podTemplateAnnotations)
        guard view.simulation.hasMetrics,
            old?.at("spec", "replicas") != new.at("spec", "replicas") || annotations.0 != annotations.1
        else { return [] }
        return view.objects(group: "autoscaling", kind: "HorizontalPodAutoscaler", namespace: new.namespace)
            .filter { autoscaler in
                let target = autoscaler.at("spec", "scaleTargetRef")
                return target?.text("name") == new.name && target?.text("kind") == new.objectKind
            }.map(\.key)
    }

    func reconcile(_ key: ObjectKey, in view: any ClusterView, at now: Instant) -> Reconciliation {
        guard let autoscaler = view.object(key), !autoscaler.isBeingDeleted else { return Reconciliation() }
        if view.simulation.hasMetrics { return follow(autoscaler, in: view, at: now) }
        var sync = AutoscalerSync(autoscaler: autoscaler, view: view, now: now)
        let elapsed = max(0, (now - (Instant(autoscaler.creationTime) ?? now)).milliseconds)
        let period = AutoscalerController.period.milliseconds
        let due = view.note(about: autoscaler.uid)?["due"]?.int.map { Instant(milliseconds: Int64($0)) }
        let next = now + .milliseconds(period - elapsed % period)
        // A change is seen when the next period begins.
        if let due, due <= now { sync.run() } else if let due { return Reconciliation(again: due) }
        let note: Value = ["due": Value(Int(next.milliseconds))]
        return Reconciliation(sync.mutations + [.note(uid: autoscaler.uid, note)], again: next)
    }

    /// One whose load moves looks once in a period, and when it is changed itself.
    private func follow(_ autoscaler: Value, in view: any ClusterView, at now: Instant) -> Reconciliation {
        let former = view.note(about: autoscaler.uid)
        if let due = former?["due"]?.int.map({ Instant(milliseconds: Int64($0)) }), due > now,
            former?["generation"]?.int == autoscaler.generation
        {
            return Reconciliation(again: due)
        }
        var sync = AutoscalerSync(autoscaler: autoscaler, view: view, now: now)
        sync.run()
        guard sync.isMeasuring else {
            return Reconciliation(sync.mutations + (former == nil ? [] : [.note(uid: autoscaler.uid, nil)]))
        }
        let due = now + AutoscalerController.period
        let note: Value = [
            "history": sync.history.note, "due": Value(due.milliseconds), "generation": Value(autoscaler.generation),
        ]
        return Reconciliation(sync.mutations + [.note(uid: autoscaler.uid, note)], again: due)
    }
}
