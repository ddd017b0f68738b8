import Model

/// Runs pods to their end until enough of them have succeeded, or too many have failed; removes Jobs whose time to
/// live is over.
struct JobController: Controller {
    let name = JobNames.controller
    let kinds: [GroupKind]? = [.job, .pod]

    func keys(old: Value?, new: Value?, in view: any ClusterView) -> [ObjectKey] {
        guard let object = new ?? old else { return [] }
        switch (object.group, object.objectKind) {
        case ("batch", "Job"):
            // Pods that a Job leaves behind are held by it no longer.
            return new == nil
                ? view.owned(by: object.uid).filter { $0.objectKind == "Pod" && $0.isTracked }.map(\.key)
                : [object.key]
        case ("", "Pod"): return podKeys(old: old, new: new, in: view)
        default: return []
        }
    }

    private func podKeys(old: Value?, new: Value?, in view: any ClusterView) -> [ObjectKey] {
        var keys: [ObjectKey] = []
        for object in [old, new] {
            guard let key = object?.controllerKey(group: "batch", kind: "Job"), !keys.contains(key) else { continue }
            keys.append(key)
        }
        guard let new else { return keys }
        if new.controllerReference == nil, old?.labels != new.labels || old?.controllerReference != nil {
            keys += view.objects(group: "batch", kind: "Job", namespace: new.namespace)
                .filter { ObjectSelector($0.at("spec", "selector")).matches(new) }.map(\.key)
        }
        if new.isTracked, job(of: new, in: view) == nil { keys.append(new.key) }
        return keys
    }

    private func job(of pod: Value, in view: any ClusterView) -> Value? {
        guard let key = pod.controllerKey(group: "batch", kind: "Job"), let job = view.object(key),
            pod.isControlled(by: job)
        else { return nil }
        return job
    }

    func reconcile(_ key: ObjectKey, in view: any ClusterView, at now: Instant) -> Reconciliation {
        guard let object = view.object(key) else { return Reconciliation() }
        if key.kind == "Pod" {
            let isOrphan = object.isTracked && job(of: object, in: view) == nil
            return Reconciliation(isOrphan ? [.update(object.untracked)] : [])
        }
        let manager = object.at("spec", "managedBy")?.string
        guard manager == nil || manager == "kubernetes.io/job-controller" else { return Reconciliation() }
        if let end = object.jobFinishTime { return afterEnd(of: object, at: end, in: view, now: now) }
        var sync = JobSync(job: object, view: view, now: now)
        sync.run()
        return Reconciliation(sync.mutations, again: sync.again)
    }

    /// A finished Job stays as long as its time to live says, else for good.
    private func afterEnd(
        of job: Value, at end: Instant, in view: any ClusterView, now: Instant
    ) -> Reconciliation {
        var mutations = view.owned(by: job.uid).filter { $0.objectKind == "Pod" && $0.isTracked }
            .map { Mutation.update($0.untracked) }
        guard let seconds = job.at("spec", "ttlSecondsAfterFinished")?.int, !job.isBeingDeleted else {
            return Reconciliation(mutations)
        }
        let due = end + .seconds(min(max(seconds, 0), 1 << 31))
        if now < due { return Reconciliation(mutations, again: due) }
        mutations.append(.delete(job.key, uid: job.uid, gracePeriodSeconds: nil))
        return Reconciliation(mutations)
    }
}
