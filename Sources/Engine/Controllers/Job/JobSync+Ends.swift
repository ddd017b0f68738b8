import Model

/// How a Job ends.
struct JobEnd {
    /// `SuccessCriteriaMet` or `FailureTarget`: certain, though pods may still be on their way out.
    var condition: Value
    var isSuccess: Bool { condition.text("type") == "SuccessCriteriaMet" }
}

extension JobSync {
    /// The pods that ended since the last look, and what that makes of the indexes.
    mutating func countEnds() {
        let limit = isIndexed ? completions ?? 0 : Int.max
        let fresh = pods.filter { $0.isTracked && (!isIndexed || $0.completionIndex(below: limit) != nil) }
        newSucceeded = fresh.filter { $0.phase == "Succeeded" }
        newFailed = fresh.filter { $0.hasFailed(for: job) }
        backoff.count(succeeded: newSucceeded, failed: newFailed)
        guard isIndexed else { return }
        succeededIndexes = IndexIntervals(job.at("status", "completedIndexes")?.string ?? "", below: limit)
        for index in newSucceeded.compactMap({ $0.completionIndex(below: limit) }) { succeededIndexes.insert(index) }
        guard let limitPerIndex else { return }
        failedIndexes = IndexIntervals(job.at("status", "failedIndexes")?.string ?? "", below: limit)
        for pod in newFailed {
            let verdict = podFailureVerdict(of: pod, by: failurePolicy)
            guard verdict.failsIndex || (verdict.counts && pod.indexFailures >= limitPerIndex),
                let index = pod.completionIndex(below: limit)
            else { continue }
            failedIndexes.insert(index)
        }
        findAwaitingSuccessor(limit)
    }

    private mutating func findAwaitingSuccessor(_ limit: Int) {
        let busy = Set(active.compactMap { $0.completionIndex(below: limit) })
        for pod in newFailed {
            guard let index = pod.completionIndex(below: limit), !busy.contains(index),
                !succeededIndexes.contains(index), !failedIndexes.contains(index)
            else { continue }
            let total = pod.indexFailures + pod.ignoredIndexFailures
            if let known = awaitingSuccessor[index], known.indexFailures + known.ignoredIndexFailures >= total {
                continue
            }
            awaitingSuccessor[index] = pod
        }
    }

    /// What an earlier look decided.
    func presentEnd() -> JobEnd? {
        for type in ["SuccessCriteriaMet", "FailureTarget"] where job.isConditionTrue(type) {
            return job.condition(type).map { JobEnd(condition: $0) }
        }
        return nil
    }

    func newEnd() -> JobEnd? {
        for pod in pods where pod.hasFailed(for: job) {
            if let message = podFailureVerdict(of: pod, by: failurePolicy).jobFailure {
                return failure("PodFailurePolicy", message)
            }
        }
        let counted = newFailed.count { podFailureVerdict(of: $0, by: failurePolicy).counts }
        if job.statusCount("failed") + counted > backoffLimit || restartsExceedLimit {
            return failure("BackoffLimitExceeded", "Job has reached the specified backoff limit")
        }
        if isPastDeadline { return failure("DeadlineExceeded", "Job was active longer than specified deadline") }
        guard isIndexed, let completions else { return nil }
        let failed = failedIndexes.count
        if let most = job.at("spec", "maxFailedIndexes")?.int, limitPerIndex != nil, failed > most {
            return failure(
                "MaxFailedIndexesExceeded", "Job has exceeded the specified maximal number of failed indexes")
        }
        if failed > 0, failed + succeededIndexes.count >= completions {
            return failure("FailedIndexes", "Job has failed indexes")
        }
        let policy = job.at("spec", "successPolicy")
        return successPolicyMatch(policy, succeeded: succeededIndexes, completions: completions).map {
            JobEnd(condition: condition("SuccessCriteriaMet", isTrue: true, "SuccessPolicy", $0))
        }
    }

    private var restartsExceedLimit: Bool {
        guard job.at("spec", "template", "spec", "restartPolicy")?.string == "OnFailure" else { return false }
        let restarts = pods.filter { $0.phase == "Running" || $0.phase == "Pending" }.flatMap { pod in
            ["initContainerStatuses", "containerStatuses"].flatMap { pod.at("status", $0)?.elements ?? [] }
        }.reduce(0) { $0 + ($1["restartCount"]?.int ?? 0) }
        return backoffLimit == 0 ? restarts > 0 : restarts >= backoffLimit
    }

    private var isPastDeadline: Bool {
        guard let seconds = job.at("spec", "activeDeadlineSeconds")?.int, !isSuspended,
            let start = status.time("startTime")
        else { return false }
        return now >= start + .seconds(min(seconds, 1 << 31))
    }

    private func failure(_ reason: String, _ message: String) -> JobEnd {
        JobEnd(condition: condition("FailureTarget", isTrue: true, reason, message))
    }

    /// Enough pods have succeeded and none is left.
    func completion() -> JobEnd? {
        guard active.isEmpty, completions.map({ succeeded >= $0 }) ?? (succeeded > 0) else { return nil }
        return JobEnd(
            condition: condition(
                "SuccessCriteriaMet", isTrue: true, "CompletionsReached",
                "Reached expected number of succeeded pods"))
    }

    func condition(_ type: String, isTrue: Bool, _ reason: String, _ message: String) -> Value {
        [
            "type": Value(type), "status": isTrue ? "True" : "False", "lastProbeTime": Value(now.description),
            "lastTransitionTime": Value(now.description), "reason": Value(reason), "message": Value(message),
        ]
    }
}
