internal import Model

/// Why a pod does not come up, in words that name the container and the cause.
struct PodTrouble {
    var text: String
    var isPermanent = false
    /// When it becomes permanent if it lasts.
    var permanentAt: Instant?
    /// Whether its container ran and ended badly.
    var isCrash = false

    /// The first trouble of a pod that is proven to last, else its first trouble; nil where there is none.
    static func find(in pod: Value, at now: Instant) -> PodTrouble? {
        var found: [PodTrouble] = []
        for (list, word) in [("initContainerStatuses", "init container"), ("containerStatuses", "container")] {
            for container in pod.status[list]?.elements ?? [] {
                if let trouble = ofContainer(container, called: word, in: pod, at: now) { found.append(trouble) }
            }
        }
        if found.isEmpty, let trouble = ofPod(pod, at: now) { found.append(trouble) }
        guard var trouble = found.first(where: \.isPermanent) ?? found.first else { return nil }
        trouble.text += " (pod \"\(pod.name)\")"
        return trouble
    }

    private static func ofContainer(_ status: Value, called word: String, in pod: Value, at now: Instant) -> PodTrouble?
    {
        let container = "\(word) \"\(status["name"]?.string ?? "")\""
        if let waiting = status.at("state", "waiting") {
            return ofWaiting(waiting, status, container, in: pod, at: now)
        }
        if let ended = status.at("state", "terminated"), let code = ended["exitCode"]?.int, code != 0 {
            return PodTrouble(text: "\(container) ended with \(endOf(ended))")
        }
        return nil
    }

    private static func ofWaiting(
        _ waiting: Value, _ status: Value, _ container: String, in pod: Value, at now: Instant
    ) -> PodTrouble? {
        let reason = waiting["reason"]?.string ?? ""
        let message = waiting["message"]?.string ?? ""
        let restarts = status["restartCount"]?.int ?? 0
        let detail = message.isEmpty ? reason : "\(reason): \(message)"
        func lasting(after patience: Duration) -> (isPermanent: Bool, at: Instant?) {
            guard let created = pod.creationTime else { return (false, nil) }
            let due = created + patience
            return (now >= due, now >= due ? nil : due)
        }

        switch reason {
        case "InvalidImageName", "ErrImageNeverPull":
            return PodTrouble(
                text: "\(container) cannot pull image \(image(of: status, in: pod)): \(detail)", isPermanent: true)
        case "ErrImagePull", "ImagePullBackOff", "RegistryUnavailable", "ImageInspectError",
            "SignatureValidationFailed":
            var trouble = PodTrouble(text: "\(container) cannot pull image \(image(of: status, in: pod)): \(detail)")
            switch (RegistryAnswer(message), reason) {
            case (.passing, _): break
            case (_, "ImagePullBackOff"): trouble.isPermanent = true
            case (.definite, _): (trouble.isPermanent, trouble.permanentAt) = lasting(after: Patience.imageAnswer)
            case (.unclear, _): break
            }
            return trouble
        case "CrashLoopBackOff":
            let last = status.at("lastState", "terminated") ?? .emptyObject
            let times = restarts == 1 ? "1 restart" : "\(restarts) restarts"
            return PodTrouble(
                text: "\(container) keeps crashing (CrashLoopBackOff, \(times)): \(endOf(last))",
                isPermanent: restarts >= Patience.restarts, isCrash: true)
        case "CreateContainerConfigError":
            let (isPermanent, due) = lasting(after: Patience.missingConfiguration)
            return PodTrouble(
                text: "\(container) cannot be created: \(detail)", isPermanent: isPermanent, permanentAt: due)
        case "CreateContainerError", "RunContainerError", "PreStartHookError", "PostStartHookError", "StartError":
            let (isPermanent, due) = lasting(after: Patience.start)
            return PodTrouble(
                text: "\(container) cannot be started: \(detail)", isPermanent: isPermanent, permanentAt: due)
        default:
            return nil
        }
    }

    private static func ofPod(_ pod: Value, at now: Instant) -> PodTrouble? {
        if let scheduled = pod.condition("PodScheduled"), scheduled["status"]?.string == "False" {
            var trouble = PodTrouble(text: "cannot be scheduled: \(scheduled.conditionText)")
            // One that others make room for has a node named already.
            let isPromised = pod.status["nominatedNodeName"]?.string?.isEmpty == false
            // A claim that is being provisioned takes its time.
            let isForClaim = scheduled.conditionText.contains("unbound immediate PersistentVolumeClaims")
            if scheduled["reason"]?.string == "Unschedulable", !isPromised, !isForClaim, let created = pod.creationTime
            {
                let due = created + Patience.scheduling
                trouble.isPermanent = now >= due
                trouble.permanentAt = now >= due ? nil : due
            }
            return trouble
        }
        if pod.status["phase"]?.string == "Failed" {
            let reason = pod.status["reason"]?.string ?? ""
            let message = pod.status["message"]?.string ?? ""
            let cause = [reason, message].filter { !$0.isEmpty }.joined(separator: ": ")
            return PodTrouble(text: "failed" + (cause.isEmpty ? "" : ": \(cause)"))
        }
        let unready = (pod.status["containerStatuses"]?.elements ?? []).filter {
            $0.at("state", "running") != nil && $0["ready"]?.bool != true
        }
        guard let container = unready.first else { return nil }
        return PodTrouble(text: "container \"\(container["name"]?.string ?? "")\" is running but not ready")
    }

    /// As the specification has it: the status may hold a resolved name.
    private static func image(of status: Value, in pod: Value) -> String {
        let name = status["name"]?.string
        let lists = ["containers", "initContainers"].flatMap { pod.spec[$0]?.elements ?? [] }
        let image = lists.first { $0["name"]?.string == name }?["image"]?.string ?? status["image"]?.string ?? ""
        return "\"\(image)\""
    }

    private static func endOf(_ terminated: Value) -> String {
        var text = "an unknown exit code"
        if let code = terminated["exitCode"]?.int { text = "exit code \(code)" }
        let reason = terminated["reason"]?.string ?? ""
        if !reason.isEmpty, reason != "Error" { text += " (\(reason))" }
        let message = terminated["message"]?.string ?? ""
        if let line = message.split(separator: "\n").last { text += ": " + String(line.prefix(200)) }
        return text
    }
}
