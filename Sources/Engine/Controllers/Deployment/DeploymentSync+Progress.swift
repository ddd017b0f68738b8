import Model

extension DeploymentSync {
    /// Writes the counts, and in the Progressing condition whether the rollout is done, moves, or is stuck.
    mutating func writeRolloutStatus(all: [Value], new: Value?) {
        var status = deploymentStatus(of: deployment, all: all, new: new, at: now)
        if deployment.hasProgressDeadline {
            let reason = deployment.condition("Progressing")?.text("reason")
            let isDone = reason == "NewReplicaSetAvailable" && status["replicas"] == status["updatedReplicas"]
            if !isDone { setProgress(&status, new: new) }
        } else {
            status.removeCondition("Progressing")
        }
        moveFailures(into: &status, all: all, new: new)
        writeStatus(status)
        callAtDeadline(status)
    }

    private func setProgress(_ status: inout Value, new: Value?) {
        let subject = new.map { "ReplicaSet \"\($0.name)\"" } ?? "Deployment \"\(deployment.name)\""
        if isComplete(status) {
            status.setCondition(
                "Progressing", "True", "NewReplicaSetAvailable", "\(subject) has successfully progressed.", at: now)
        } else if isProgress(status) {
            // Each step forward moves the time of the last update, and with it the deadline.
            let known = deployment.condition("Progressing")
            let since = known?.text("status") == "True" ? known?["lastTransitionTime"]?.string : nil
            status.removeCondition("Progressing")
            status.setCondition(
                "Progressing", "True", "ReplicaSetUpdated", "\(subject) is progressing.", at: now, transition: since)
        } else if isTimedOut(status) {
            status.setCondition(
                "Progressing", "False", "ProgressDeadlineExceeded", "\(subject) has timed out progressing.", at: now)
        }
    }

    private func isProgress(_ status: Value) -> Bool {
        func now(_ field: String) -> Int { status[field]?.int ?? 0 }
        func before(_ field: String) -> Int { deployment.statusCount(field) }
        return now("updatedReplicas") > before("updatedReplicas")
            || now("replicas") - now("updatedReplicas") < before("replicas") - before("updatedReplicas")
            || now("readyReplicas") > before("readyReplicas")
            || now("availableReplicas") > before("availableReplicas")
    }

    private func isTimedOut(_ status: Value) -> Bool {
        let progressing = status["conditions"]?.elements.first { $0["type"]?.string == "Progressing" }
        guard let deadline = deployment.progressDeadline, let progressing else { return false }
        switch progressing.text("reason") {
        case "NewReplicaSetAvailable": return false
        case "ProgressDeadlineExceeded": return true
        default: return progressing.time("lastUpdateTime").map { $0 + deadline < now } ?? false
        }
    }

    /// Why pods could not be made, as their ReplicaSet says it.
    private func moveFailures(into status: inout Value, all: [Value], new: Value?) {
        let failure = new?.condition("ReplicaFailure") ?? all.compactMap { $0.condition("ReplicaFailure") }.first
        guard let failure else { return status.removeCondition("ReplicaFailure") }
        let since = failure.text("lastTransitionTime")
        status.setCondition(
            "ReplicaFailure", failure.text("status"), failure.text("reason"), failure.text("message"), at: now,
            transition: since, update: since)
    }

    /// A stuck rollout is looked at again just after its deadline.
    private mutating func callAtDeadline(_ status: Value) {
        guard let deadline = deployment.progressDeadline, let progressing = deployment.condition("Progressing"),
            !isComplete(status), progressing.text("reason") != "ProgressDeadlineExceeded",
            progressing.text("reason") != "NewReplicaSetAvailable",
            let update = progressing.time("lastUpdateTime")
        else { return }
        callAgain(max(update + deadline + .seconds(1), now + .seconds(1)))
    }
}
