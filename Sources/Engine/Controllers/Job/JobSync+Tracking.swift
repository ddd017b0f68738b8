import Model

extension JobSync {
    /// Counts the pods that ended and lets them go; with an end of the Job, all pods.
    mutating func track(_ end: JobEnd?) {
        let hasFailed = end.map { !$0.isSuccess } ?? false
        let limit = isIndexed ? completions ?? 0 : Int.max
        var failed = 0
        for pod in pods where pod.isTracked && !released.contains(pod.uid) {
            let isFailure = pod.hasFailed(for: job)
            guard job.isBeingDeleted || end != nil || pod.phase == "Succeeded" || isFailure else { continue }
            if end == nil, !job.isBeingDeleted, let index = pod.completionIndex(below: limit),
                awaitingSuccessor[index]?.uid == pod.uid
            {
                continue
            }
            if pod.phase != "Succeeded", isFailure || hasFailed,
                !isIndexed || pod.completionIndex(below: limit) != nil,
                podFailureVerdict(of: pod, by: failurePolicy).counts
            {
                failed += 1
            }
            mutations.append(.update(pod.untracked))
        }
        status.setCount("succeeded", succeeded)
        status.setCount("failed", job.statusCount("failed") + failed)
        guard isIndexed else { return }
        let completed = succeededIndexes.description
        status["completedIndexes"] = completed.isEmpty ? nil : Value(completed)
        if limitPerIndex != nil { status["failedIndexes"] = Value(failedIndexes.description) }
    }

    /// Notes what is certain, and when no pod is on its way out any more, that the Job is finished.
    mutating func finish(_ end: JobEnd) {
        if job.condition(end.condition.text("type")) == nil { append(end.condition) }
        guard terminating == 0 else { return }
        let (reason, message) = (end.condition.text("reason"), end.condition.text("message"))
        append(condition(end.isSuccess ? "Complete" : "Failed", isTrue: true, reason, message))
        guard end.isSuccess else { return record(.warning, reason, message) }
        status["completionTime"] = Value(now.description)
        if let completions, succeeded > completions {
            record(
                .warning, "TooManySucceededPods", "Too many succeeded pods running after completion count reached")
        }
        record(.normal, "Completed", "Job completed")
    }

    private mutating func append(_ condition: Value) {
        let others = (status["conditions"]?.elements ?? []).filter { $0["type"] != condition["type"] }
        status["conditions"] = Value(others + [condition])
    }

    mutating func tellSuspension() {
        let known = job.condition("Suspended")
        if isSuspended {
            status["startTime"] = nil
            guard known?.text("status") != "True" else { return }
            replaceSuspended(condition("Suspended", isTrue: true, "JobSuspended", "Job suspended"))
            record(.normal, "Suspended", "Job suspended")
        } else if known?.text("status") == "True" {
            replaceSuspended(condition("Suspended", isTrue: false, "JobResumed", "Job resumed"))
            record(.normal, "Resumed", "Job resumed")
            // The deadline counts from here.
            status["startTime"] = Value(now.description)
        }
    }

    private mutating func replaceSuspended(_ condition: Value) {
        var conditions = status["conditions"]?.elements ?? []
        if let place = conditions.firstIndex(where: { $0["type"] == condition["type"] }) {
            conditions[place] = condition
        } else {
            conditions.append(condition)
        }
        status["conditions"] = Value(conditions)
    }
}
