import Model

/// The counts and the Available condition that a Deployment should have with these ReplicaSets.
func deploymentStatus(of deployment: Value, all: [Value], new: Value?, at now: Instant) -> Value {
    func sum(_ field: String) -> Int { all.reduce(0) { $0 + $1.statusCount(field) } }
    let available = sum("availableReplicas")
    var status: Value = [:]
    status.setCount("observedGeneration", deployment.generation)
    status.setCount("replicas", sum("replicas"))
    status.setCount("updatedReplicas", new?.statusCount("replicas") ?? 0)
    status.setCount("readyReplicas", sum("readyReplicas"))
    status.setCount("availableReplicas", available)
    status.setCount("unavailableReplicas", max(0, all.reduce(0) { $0 + $1.replicas } - available))
    status["collisionCount"] = deployment.at("status", "collisionCount")
    // Unknown until every ReplicaSet has said it.
    let terminating = all.map { $0.at("status", "terminatingReplicas")?.int }
    if !terminating.contains(nil) { status["terminatingReplicas"] = Value(terminating.reduce(0) { $0 + ($1 ?? 0) }) }
    status["conditions"] = deployment.at("status", "conditions")
    if available >= deployment.replicas - RolloutLimits(of: deployment).unavailable {
        status.setCondition(
            "Available", "True", "MinimumReplicasAvailable", "Deployment has minimum availability.", at: now)
    } else {
        status.setCondition(
            "Available", "False", "MinimumReplicasUnavailable", "Deployment does not have minimum availability.",
            at: now)
    }
    return status
}
