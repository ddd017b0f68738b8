internal import ClusterAPI
internal import Model

extension Transaction {
    /// When to ask whether the controller of a workload cannot make its pods: a quota, a policy, a missing account. A
    /// Deployment's status says so; of these kinds only events do.
    func complaintsDue(of step: Int) -> Instant? {
        guard ["StatefulSet", "DaemonSet", "Job"].contains(steps[step].key.kind), settling.contains(step),
            steps[step].action != .delete, let since = progress[step].complaintsAskedAt ?? progress[step].writtenAt
        else { return nil }
        return since + complaintsPause
    }

    /// Refused again and again until now, it is refused for good.
    mutating func answeredComplaints(_ step: Int, _ result: Result<Response, ClusterError>, at now: Instant) {
        guard settling.contains(step), failures.isEmpty, let written = progress[step].written,
            case .success(let response) = result
        else { return }
        let pods = seen.dependents(of: written.uid).filter { $0.objectKind == "Pod" }
        // Pods that are there may yet get ready, or end and make room.
        guard pods.allSatisfy({ hasSettled($0, of: steps[step].key.kind) }) else { return }
        let newest = pods.compactMap { $0.metadata["creationTimestamp"]?.string.flatMap { Instant($0) } }.max()
        let refused = (response.list?.items ?? []).last { event in
            guard event["reason"]?.string == "FailedCreate",
                event.at("involvedObject", "uid")?.string == written.uid,
                let time = event["lastTimestamp"]?.string.flatMap({ Instant($0) }), time >= newest ?? .distantPast
            else { return false }
            return time >= (progress[step].writtenAt ?? now) + .seconds(10) || event["count"]?.int ?? 1 > 3
        }
        guard let refused else { return }
        settling.remove(step)
        fail(
            step, "\(steps[step].key.spoken): pods cannot be created: \(refused["message"]?.string ?? "FailedCreate")",
            at: now)
        gatherEvidence(of: step, at: now)
    }
}

/// Whether nothing is to be expected of a pod any more that its workload could go on by.
private func hasSettled(_ pod: Value, of kind: String) -> Bool {
    if pod.isBeingDeleted { return false }
    if kind == "Job" { return ["Succeeded", "Failed"].contains(pod.status["phase"]?.string ?? "") }
    return (pod.status["conditions"]?.elements ?? []).contains {
        $0["type"]?.string == "Ready" && $0["status"]?.string == "True"
    }
}

private let complaintsPause = Duration.seconds(30)
