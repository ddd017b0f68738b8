import Model

/// What the Job controller asks of Jobs and of their pods.
extension Value {
    var isTracked: Bool { finalizers.contains(JobNames.tracking) }

    /// The same pod without the finalizer that holds it for its Job.
    var untracked: Value {
        var pod = self
        let rest = finalizers.filter { $0 != JobNames.tracking }
        pod.set(rest.isEmpty ? nil : Value(strings: rest), at: "metadata", "finalizers")
        return pod.unversioned
    }

    /// A valid index of an Indexed Job with so many completions.
    func completionIndex(below completions: Int) -> Int? {
        guard let index = annotation(JobNames.completionIndex).flatMap({ Int($0) }), index >= 0, index < completions
        else { return nil }
        return index
    }

    /// How many times pods of this one's index had failed before it.
    var indexFailures: Int { annotation(JobNames.failureCount).flatMap { Int($0) } ?? 0 }
    var ignoredIndexFailures: Int { annotation(JobNames.ignoredFailureCount).flatMap { Int($0) } ?? 0 }

    /// Whether a Job counts this pod as failed: one on its way out will not succeed, unless the Job waits to see it.
    func hasFailed(for job: Value) -> Bool {
        if phase == "Failed" { return true }
        if job.at("spec", "podReplacementPolicy")?.string == "Failed" { return false }
        return isBeingDeleted && phase != "Succeeded"
    }

    /// When a pod ended: as its containers say, else since it is not ready, else when it was deleted or made.
    var endTime: Instant? {
        let statuses = at("status", "containerStatuses")?.elements ?? []
        let ends = statuses.map { $0.at("state", "terminated")?.time("finishedAt") }
        if !ends.isEmpty, !ends.contains(nil), let last = ends.compactMap({ $0 }).max() { return last }
        if let ready = condition("Ready"), ready.text("status") == "False",
            let since = ready.time("lastTransitionTime")
        {
            return since
        }
        if let deleted = metadata["deletionTimestamp"]?.string.flatMap({ Instant($0) }) {
            return deleted - .seconds(at("metadata", "deletionGracePeriodSeconds")?.int ?? 0)
        }
        return Instant(creationTime)
    }

    /// When a Job completed or failed; nil for one that is not finished.
    var jobFinishTime: Instant? {
        for type in ["Complete", "Failed"] where isConditionTrue(type) {
            return condition(type)?.time("lastTransitionTime") ?? Instant(creationTime)
        }
        return nil
    }
}
