internal import Model

/// Complete when every replica is of the present revision and available, and none of an older one is left. The pods of
/// the present revision tell early why it will never be; those of older revisions, on their way out, do not count.
func deploymentHealth(_ question: HealthQuestion) -> Health {
    let object = question.object
    if question.spec["paused"]?.bool == true { return Health(.suspended, "is paused") }
    guard question.isObserved else { return HealthQuestion.notObserved }
    let wanted = question.replicas
    let updated = question.count("updatedReplicas")
    let all = question.count("replicas")
    let available = question.count("availableReplicas")
    if updated >= wanted, all <= updated, available >= updated { return .healthy }

    let verdict = PodsVerdict(podsOfPresentRevision(question), at: question.now)
    if let failure = object.condition("ReplicaFailure"), failure["status"]?.string == "True", verdict.trouble == nil {
        return refusedPods(failure, at: question.now)
    }
    if let progressing = object.condition("Progressing"), progressing["reason"]?.string == "ProgressDeadlineExceeded" {
        return verdict.failed(
            "it did not make progress within \(question.spec["progressDeadlineSeconds"]?.int ?? 600) s")
    }
    if updated < wanted { return verdict.progressing("\(updated) of \(wanted) replicas are updated") }
    if available < updated { return verdict.progressing("\(available) of \(updated) updated replicas are available") }
    return verdict.progressing("\(all - updated) old replicas are still there")
}

/// A controller that is not allowed to create pods says so in a condition.
func refusedPods(_ failure: Value, at now: Instant) -> Health {
    let text = "pods cannot be created: \(failure.conditionText)"
    guard let since = failure["lastTransitionTime"]?.string.flatMap({ Instant($0) }) else { return .progressing(text) }
    let due = since + Patience.admission
    return now >= due ? .failed(text) : Health(.progressing, text, reviewAt: due)
}

private func podsOfPresentRevision(_ question: HealthQuestion) -> [Value] {
    guard let present = presentReplicaSet(of: question.object, among: question.replicaSets) else { return [] }
    return question.pods.filter { $0.owner?["uid"]?.string == present.uid }
}

/// The ReplicaSet with the Deployment's own template; of several the oldest, as the controller chooses it.
func presentReplicaSet(of deployment: Value, among replicaSets: [Value]) -> Value? {
    let template = deployment.spec["template"]
    return replicaSets.filter { replicaSet in
        guard replicaSet.owner?["uid"]?.string == deployment.uid else { return false }
        var own = replicaSet.spec["template"] ?? .emptyObject
        own.set(nil, at: "metadata", "labels", "pod-template-hash")
        return own == template
    }.min { ($0.creationTime ?? .distantPast, $0.name) < ($1.creationTime ?? .distantPast, $1.name) }
}

extension Value {
    /// The controlling ownerReference.
    var owner: Value? { metadata["ownerReferences"]?.elements.first { $0["controller"]?.bool == true } }
}
