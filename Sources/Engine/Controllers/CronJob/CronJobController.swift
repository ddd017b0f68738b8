import Model

/// Makes a Job each time that a CronJob's schedule is due.
struct CronJobController: Controller {
    let name = "cronjob-controller"
    let kinds: [GroupKind]? = [GroupKind(group: "batch", kind: "CronJob"), .job]

    func keys(old: Value?, new: Value?, in view: any ClusterView) -> [ObjectKey] {
        guard let object = new ?? old, object.group == "batch" else { return [] }
        switch object.objectKind {
        case "CronJob": return new == nil ? [] : [object.key]
        case "Job": return object.controllerKey(group: "batch", kind: "CronJob").map { [$0] } ?? []
        default: return []
        }
    }

    func reconcile(_ key: ObjectKey, in view: any ClusterView, at now: Instant) -> Reconciliation {
        guard let cron = view.object(key) else { return Reconciliation() }
        var sync = CronJobSync(cron: cron, view: view, now: now)
        sync.run()
        return Reconciliation(sync.mutations, again: sync.again)
    }
}
