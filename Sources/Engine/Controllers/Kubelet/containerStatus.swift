import Model

/// What `status.containerStatuses` says of a container.
func containerStatus(of run: ContainerRun, pod: Value, hasInits: Bool) -> Value {
    let ended = terminated(run, pod)
    var status: Value = [
        "name": Value(run.name), "ready": Value(run.isReady || (run.isInit && !run.isSidecar && run.letsNextBegin)),
        "restartCount": Value(run.restarts), "image": Value(run.image), "imageID": "", "lastState": .emptyObject,
        "started": Value(run.stage == .running && run.isUp),
    ]
    if run.started != nil {
        status["imageID"] = Value("\(fullReference(run.image))@sha256:\(Hashing.digest(run.image))")
        status["containerID"] = Value(containerID(run, pod))
    }
    switch run.stage {
    case .running:
        status["state"] = ["running": ["startedAt": Value((run.started ?? run.since).description)]]
        if run.restarts > 0, let ended { status["lastState"] = ["terminated": ended] }
    case .done: status["state"] = ["terminated": ended ?? .emptyObject]
    case .starting where run.restarts > 0: status["state"] = ["terminated": ended ?? .emptyObject]
    default:
        status["state"] = ["waiting": waiting(run, pod, hasInits: hasInits)]
        if let ended { status["lastState"] = ["terminated": ended] }
    }
    return status
}

private func containerID(_ run: ContainerRun, _ pod: Value) -> String {
    "containerd://\(Hashing.digest("\(pod.uid) \(run.name) \(run.restarts)"))"
}

private func terminated(_ run: ContainerRun, _ pod: Value) -> Value? {
    guard let finished = run.finished else { return nil }
    return [
        "exitCode": Value(run.exitCode), "reason": Value(run.exitCode == 0 ? "Completed" : "Error"),
        "startedAt": Value((run.started ?? finished).description), "finishedAt": Value(finished.description),
        "containerID": Value(containerID(run, pod)),
    ]
}

private func waiting(_ run: ContainerRun, _ pod: Value, hasInits: Bool) -> Value {
    switch run.stage {
    case .pullFailed: return ["reason": "ErrImagePull", "message": Value(run.message)]
    case .pullBackOff:
        return [
            "reason": "ImagePullBackOff",
            "message": Value("Back-off pulling image \"\(run.image)\": ErrImagePull: \(run.message)"),
        ]
    case .absent: return ["reason": "ErrImageNeverPull", "message": Value(run.message)]
    case .blocked: return ["reason": "CreateContainerConfigError", "message": Value(run.message)]
    case .crashed:
        let delay = spoken(run.restartDelay.components.seconds)
        return [
            "reason": "CrashLoopBackOff",
            "message": Value(
                "back-off \(delay) restarting failed container=\(run.name) "
                    + "pod=\(pod.name)_\(pod.namespace)(\(pod.uid))"),
        ]
    default: return ["reason": hasInits ? "PodInitializing" : "ContainerCreating"]
    }
}

/// As Go writes a duration: `10s`, `1m20s`, `5m0s`.
private func spoken(_ seconds: Int64) -> String {
    seconds < 60 ? "\(seconds)s" : "\(seconds / 60)m\(seconds % 60)s"
}
