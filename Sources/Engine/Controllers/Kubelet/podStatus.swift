import Model

/// The status that a pod should have at this point of its run.
func podStatus(of pod: Value, run: PodRun, address: String?, node: Value, at now: Instant) -> Value {
    let phase = podPhase(of: run)
    var shown = pod
    setConditions(of: &shown, run: run, phase: phase, at: now)
    var status = shown.status
    status["phase"] = Value(phase)
    if pod.generation != 0 { status["observedGeneration"] = Value(pod.generation) }
    status["startTime"] = Value(run.bound.description)
    status["hostIP"] = Value(node.internalAddress)
    status["hostIPs"] = [["ip": Value(node.internalAddress)]]
    if let address {
        status["podIP"] = Value(address)
        status["podIPs"] = [["ip": Value(address)]]
    }
    let inits = run.containers.filter(\.isInit)
    if !inits.isEmpty {
        status["initContainerStatuses"] = Value(inits.map { containerStatus(of: $0, pod: pod, hasInits: true) })
    }
    status["containerStatuses"] = Value(
        run.containers.filter(\.isMain).map { containerStatus(of: $0, pod: pod, hasInits: !inits.isEmpty) })
    let ephemeral = run.containers.filter(\.isEphemeral)
    if !ephemeral.isEmpty {
        status["ephemeralContainerStatuses"] = Value(
            ephemeral.map { containerStatus(of: $0, pod: pod, hasInits: false) })
    }
    return status
}

/// The status at the end of a pod that was told to stop; with a reason, that its kubelet gave up.
func endedStatus(
    of pod: Value, run: PodRun, failure: (reason: String, message: String)? = nil, at now: Instant
) -> Value {
    let isSuccess = failure == nil && run.restartPolicy != "Never"
    var ended = pod
    let phase = isSuccess ? "Succeeded" : "Failed"
    let reason = isSuccess ? "PodCompleted" : "PodFailed"
    ended.setPodCondition("PodReadyToStartContainers", isTrue: false, at: now)
    ended.setPodCondition("Ready", isTrue: false, reason: reason, at: now)
    ended.setPodCondition("ContainersReady", isTrue: false, reason: reason, at: now)
    ended.set(Value(phase), at: "status", "phase")
    if let failure {
        ended.set(Value(failure.reason), at: "status", "reason")
        ended.set(Value(failure.message), at: "status", "message")
    }
    let exit = isSuccess ? 0 : failure == nil ? 143 : 137
    for field in ["initContainerStatuses", "containerStatuses", "ephemeralContainerStatuses"] {
        guard let statuses = ended.at("status", field)?.elements else { continue }
        ended.set(Value(statuses.map { stopped($0, exit: exit, at: now) }), at: "status", field)
    }
    return ended.status
}

private func stopped(_ known: Value, exit: Int, at now: Instant) -> Value {
    var status = known
    status["ready"] = false
    status["started"] = false
    guard let running = known.at("state", "running") else { return status }
    var terminated: Value = [
        "exitCode": Value(exit), "reason": Value(exit == 0 ? "Completed" : "Error"),
        "finishedAt": Value(now.description),
    ]
    terminated["startedAt"] = running["startedAt"]
    terminated["containerID"] = known["containerID"]
    status["state"] = ["terminated": terminated]
    return status
}

/// https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-phase
func podPhase(of run: PodRun) -> String {
    let inits = run.containers.filter { $0.isInit && !$0.isSidecar }
    if inits.contains(where: { $0.stage == .done && $0.exitCode != 0 }) { return "Failed" }
    if inits.contains(where: { !$0.letsNextBegin }) { return "Pending" }
    let mains = run.containers.filter(\.isMain)
    if mains.contains(where: { $0.started == nil }) { return "Pending" }
    if mains.contains(where: { $0.stage != .done }) { return "Running" }
    return mains.allSatisfy { $0.exitCode == 0 } ? "Succeeded" : "Failed"
}

private func setConditions(of pod: inout Value, run: PodRun, phase: String, at now: Instant) {
    var others = pod.at("status", "conditions")?.elements ?? []
    let own = ["PodReadyToStartContainers", "Initialized", "Ready", "ContainersReady"]
    let known = others.filter { own.contains($0.text("type")) }
    others.removeAll { own.contains($0.text("type")) }
    pod.set(Value(known), at: "status", "conditions")
    let hasSandbox = run.isSandboxReady && phase != "Succeeded" && phase != "Failed"
    pod.setPodCondition("PodReadyToStartContainers", isTrue: hasSandbox, at: now)
    let waiting = run.containers.filter { $0.isInit && !$0.letsNextBegin }.map(\.name)
    pod.setPodCondition(
        "Initialized", isTrue: waiting.isEmpty, reason: waiting.isEmpty ? "" : "ContainersNotInitialized",
        message: waiting.isEmpty ? "" : "containers with incomplete status: [\(waiting.joined(separator: " "))]",
        at: now)
    let readiness = Readiness(of: pod, run: run, phase: phase, others: others)
    pod.setPodCondition(
        "Ready", isTrue: readiness.isReady, reason: readiness.reason, message: readiness.message, at: now)
    pod.setPodCondition(
        "ContainersReady", isTrue: readiness.areContainersReady, reason: readiness.containersReason,
        message: readiness.containersMessage, at: now)
    let ordered = own.compactMap { type in
        pod.at("status", "conditions")?.elements.first { $0.text("type") == type }
    }
    pod.set(Value(ordered + others), at: "status", "conditions")
}

/// Whether a pod is ready, and why it is not.
private struct Readiness {
    var isReady: Bool
    var reason = ""
    var message = ""
    let areContainersReady: Bool
    var containersReason = ""
    var containersMessage = ""

    init(of pod: Value, run: PodRun, phase: String, others: [Value]) {
        let unready = run.containers.filter { !$0.isReady && ($0.isMain || $0.isSidecar) }.map(\.name)
        areContainersReady = unready.isEmpty && phase == "Running"
        isReady = areContainersReady
        if !areContainersReady {
            switch phase {
            case "Succeeded": containersReason = "PodCompleted"
            case "Failed": containersReason = "PodFailed"
            default:
                containersReason = "ContainersNotReady"
                containersMessage = "containers with unready status: [\(unready.joined(separator: " "))]"
            }
            (reason, message) = (containersReason, containersMessage)
            return
        }
        let gates = (pod.at("spec", "readinessGates")?.elements ?? []).map { $0.text("conditionType") }
        let closed = gates.filter { gate in
            !others.contains { $0.text("type") == gate && $0.text("status") == "True" }
        }
        guard !closed.isEmpty else { return }
        isReady = false
        reason = "ReadinessGatesNotReady"
        message = closed.map { gate in
            others.contains { $0.text("type") == gate }
                ? "the status of pod readiness gate \"\(gate)\" is not \"True\", but False"
                : "corresponding condition of pod readiness gate \"\(gate)\" does not exist."
        }.joined(separator: ", ")
    }
}
