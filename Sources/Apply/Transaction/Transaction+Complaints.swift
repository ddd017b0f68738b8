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
        let refused = (response.list?.items ?? []).last { event in
            guard event["reason"]?.string == "FailedCreate",
                event.at("involvedObject", "uid")?.string == written.uid,
                let time = event["lastTimestamp"]?.string.flatMap({ Instant($0) })
            else { return false }
            return time >= (progress[step].writtenAt ?? now) + .seconds(10) || event["count"]?.int ?? 1 > 3
        }
        // Pods that are there may yet get ready.
        guard let refused, !seen.dependents(of: written.uid).contains(where: { $0.objectKind == "Pod" }) else { return }
        settling.remove(step)
        fail(
            step, "\(steps[step].key.spoken): pods cannot be created: \(refused["message"]?.string ?? "FailedCreate")",
            at: now)
        gatherEvidence(of: step, at: now)
    }
}

private let complaintsPause = Duration.seconds(30)
