import Model

/// The status a ReplicaSet should have with these pods.
func replicaSetStatus(
    of set: Value, active: [Value], terminating: [Value], failure: (reason: String, message: String)?, at now: Instant
) -> Value {
    let template = ObjectSelector(labels: set.at("spec", "template", "metadata", "labels")?.members ?? Members())
    let minReady = set.at("spec", "minReadySeconds")?.int ?? 0
    let ready = active.filter(\.isPodReady)
    var status = set.status
    status["replicas"] = Value(active.count)
    status.setCount("fullyLabeledReplicas", active.count { template.matches($0) })
    status.setCount("readyReplicas", ready.count)
    status.setCount("availableReplicas", ready.count { $0.isPodAvailable(minReadySeconds: minReady, at: now) })
    if set.objectKind == "ReplicaSet" { status["terminatingReplicas"] = Value(terminating.count) }
    status["observedGeneration"] = Value(set.generation)
    let known = set.condition("ReplicaFailure")
    var conditions = status["conditions"]?.elements ?? []
    if let failure, known == nil {
        conditions.append([
            "type": "ReplicaFailure", "status": "True", "lastTransitionTime": Value(now.description),
            "reason": Value(failure.reason), "message": Value(failure.message),
        ])
    } else if failure == nil, known != nil {
        conditions.removeAll { $0["type"]?.string == "ReplicaFailure" }
    }
    status["conditions"] = conditions.isEmpty ? nil : Value(conditions)
    return status
}

extension Value {
    /// The selector of a ReplicaSet, or the plain labels of a ReplicationController's.
    var replicaSelector: ObjectSelector {
        guard objectKind == "ReplicationController" else { return ObjectSelector(at("spec", "selector")) }
        return ObjectSelector(labels: at("spec", "selector")?.members ?? Members())
    }

    /// Zero is left out, as Go's `omitempty` does.
    mutating func setCount(_ field: String, _ count: Int) { self[field] = count == 0 ? nil : Value(count) }
}
