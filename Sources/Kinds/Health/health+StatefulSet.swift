public import Model

/// A StatefulSet's own status knows no failure, so its pods are asked: those of the update revision.
func statefulSetHealth(_ question: HealthQuestion) -> Health {
    guard question.isObserved else { return HealthQuestion.notObserved }
    let wanted = question.replicas
    let strategy = question.spec.at("updateStrategy", "type")?.string ?? "RollingUpdate"
    let ready = question.count("readyReplicas")
    let all = question.count("replicas")
    let updated = question.count("updatedReplicas")
    let revision = question.status["updateRevision"]?.string ?? ""
    let isRolling = strategy != "OnDelete"
    let partition = isRolling ? question.spec.at("updateStrategy", "rollingUpdate", "partition")?.int ?? 0 : wanted
    let wantedUpdated = max(0, wanted - partition)
    let available = question.count("availableReplicas")
    let needsAvailable = (question.spec["minReadySeconds"]?.int ?? 0) > 0

    // Equal revisions alone say too little: after a change is taken back half way they are equal, and pods are not.
    let isComplete = !isRolling || updated >= wantedUpdated
    if ready >= wanted, all >= wanted, all <= wanted, isComplete, !needsAvailable || available >= wanted {
        return .healthy
    }

    let own = question.pods.filter { $0.owner?["uid"]?.string == question.object.uid }
    let present = own.filter { $0.label("controller-revision-hash") == revision || revision.isEmpty }
    let verdict = PodsVerdict(present, at: question.now)
    if verdict.trouble == nil, let blocking = podsHoldingUp(question.object, among: own).first {
        return .progressing("pod \"\(blocking.name)\" of a former revision is broken and holds up the rollout")
    }
    if all > wanted { return verdict.progressing("\(all - wanted) replicas too many are still there") }
    if ready < wanted { return verdict.progressing("\(ready) of \(wanted) replicas are ready") }
    if !isComplete { return verdict.progressing("\(updated) of \(wantedUpdated) replicas are updated") }
    return verdict.progressing("\(available) of \(wanted) replicas are available")
}

/// Pods of a former revision that are broken and that the StatefulSet's controller will never replace: it waits for
/// them to become ready first. Kubernetes leaves it to people to delete them.
/// https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#forced-rollback
///
/// - Parameter isGivenUp: The former revision failed and is being undone: whatever of it is not ready, is broken.
public func podsHoldingUp(_ statefulSet: Value, among pods: [Value], isGivenUp: Bool = false) -> [Value] {
    let spec = statefulSet.spec
    guard statefulSet.objectKind == "StatefulSet", spec.at("updateStrategy", "type")?.string != "OnDelete",
        (statefulSet.status["observedGeneration"]?.int ?? 0) >= statefulSet.generation,
        let revision = statefulSet.status["updateRevision"]?.string, !revision.isEmpty
    else { return [] }
    let partition = spec.at("updateStrategy", "rollingUpdate", "partition")?.int ?? 0
    let start = spec.at("ordinals", "start")?.int ?? 0
    return pods.filter { pod in
        guard pod.owner?["uid"]?.string == statefulSet.uid, !pod.isBeingDeleted,
            let own = pod.label("controller-revision-hash"), own != revision,
            let ordinal = pod.name.split(separator: "-").last.flatMap({ Int($0) }), ordinal - start >= partition,
            pod.conditionStatus("Ready") != "True"
        else { return false }
        return isGivenUp
            || (pod.status["containerStatuses"]?.elements ?? []).contains { status in
                let reason = status.at("state", "waiting", "reason")?.string ?? ""
                return reason.hasPrefix("Err") || reason.hasSuffix("BackOff") || reason.hasSuffix("Error")
                    || reason == "InvalidImageName"
            }
    }
}
