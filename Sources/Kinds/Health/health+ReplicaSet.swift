internal import Model

/// Of ReplicaSets and ReplicationControllers.
func replicaSetHealth(_ question: HealthQuestion) -> Health {
    guard question.isObserved else { return HealthQuestion.notObserved }
    let wanted = question.replicas
    let available = question.count("availableReplicas")
    let all = question.count("replicas")
    if available >= wanted, all <= wanted { return .healthy }
    let own = question.pods.filter { $0.owner?["uid"]?.string == question.object.uid }
    let verdict = PodsVerdict(own, at: question.now)
    if let failure = question.object.condition("ReplicaFailure"), failure["status"]?.string == "True",
        verdict.trouble == nil
    {
        return refusedPods(failure, at: question.now)
    }
    if all > wanted { return verdict.progressing("\(all - wanted) replicas too many are still there") }
    return verdict.progressing("\(available) of \(wanted) replicas are available")
}
