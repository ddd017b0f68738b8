import Model

/// The status a StatefulSet should have with these pods.
func statefulSetStatus(of set: Value, pods: [Value], _ revisions: SetRevisions, at now: Instant) -> Value {
    let minReady = set.at("spec", "minReadySeconds")?.int ?? 0
    let ready = pods.filter { $0.phase == "Running" && $0.isPodReady }
    let staying = pods.filter { !$0.phase.isEmpty && !$0.isBeingDeleted }
    var status: Value = [
        "replicas": Value(pods.count { !$0.phase.isEmpty }),
        "availableReplicas": Value(ready.count { $0.isPodAvailable(minReadySeconds: minReady, at: now) }),
        "currentRevision": Value(revisions.current.name), "updateRevision": Value(revisions.update.name),
        "collisionCount": Value(revisions.collisions),
    ]
    status.setCount("observedGeneration", set.generation)
    status.setCount("readyReplicas", ready.count)
    status.setCount("currentReplicas", staying.count { $0.setRevision == revisions.current.name })
    status.setCount("updatedReplicas", staying.count { $0.setRevision == revisions.update.name })
    return status
}
