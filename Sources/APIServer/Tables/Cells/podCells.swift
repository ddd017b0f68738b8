import Model

/// Name, Ready, Status, Restarts, Age, IP, Node, Nominated Node, Readiness Gates.
let podCells: CellWriter = { pod, now in
    let summary = PodSummary(pod)
    var restarts = "\(summary.restarts)"
    if summary.restarts > 0, let last = summary.lastRestart { restarts += " (\(humanDuration(now - last)) ago)" }
    let address = pod.at("status", "podIPs")?[0]?["ip"] ?? pod.at("status", "podIP")
    return [
        name(pod), Value("\(summary.ready)/\(summary.total)"), Value(summary.status), Value(restarts),
        ageCell(pod, now),
        text(address, or: "<none>"), text(pod.at("spec", "nodeName"), or: "<none>"),
        text(pod.at("status", "nominatedNodeName"), or: "<none>"), Value(readinessGates(of: pod)),
    ]
}

private func readinessGates(of pod: Value) -> String {
    let gates = pod.at("spec", "readinessGates")?.elements ?? []
    if gates.isEmpty { return "<none>" }
    let open = gates.filter { isTrue($0["conditionType"]?.string ?? "", of: pod) }
    return "\(open.count)/\(gates.count)"
}

/// What a pod's containers say of it together, in kube-apiserver's words.
struct PodSummary {
    private(set) var status: String
    private(set) var ready = 0
    private(set) var total: Int
    private(set) var restarts = 0
    private(set) var lastRestart: Instant?
    private var sidecarRestarts = 0
    private var lastSidecarRestart: Instant?
    private var isInitializing = false

    init(_ pod: Value) {
        let initial = pod.spec["initContainers"]?.elements ?? []
        let sidecars = Set(initial.filter { $0["restartPolicy"]?.string == "Always" }.compactMap { $0["name"]?.string })
        total = size(pod.spec["containers"]) + sidecars.count
        status = pod.status["phase"]?.string ?? ""
        if let reason = pod.status["reason"]?.string, !reason.isEmpty { status = reason }
        if condition("PodScheduled", of: pod)?["reason"]?.string == "SchedulingGated" { status = "SchedulingGated" }
        readInitial(pod.status["initContainerStatuses"]?.elements ?? [], sidecars, count: initial.count)
        if !isInitializing || isTrue("Initialized", of: pod) {
            readMain(pod.status["containerStatuses"]?.elements ?? [], isReady: isTrue("Ready", of: pod))
        }
        if pod.isBeingDeleted {
            let hasEnded = ["Succeeded", "Failed"].contains(pod.status["phase"]?.string ?? "")
            if pod.status["reason"]?.string == "NodeLost" {
                status = "Unknown"
            } else if !hasEnded {
                status = "Terminating"
            }
        }
    }

    private mutating func readInitial(_ statuses: [Value], _ sidecars: Set<String>, count: Int) {
        for (index, container) in statuses.enumerated() {
            let isSidecar = sidecars.contains(container["name"]?.string ?? "")
            noteRestarts(of: container, isSidecar: isSidecar)
            let terminated = container.at("state", "terminated")
            if let terminated, terminated["exitCode"]?.int ?? 0 == 0 { continue }
            if isSidecar, container["started"]?.bool == true {
                if container["ready"]?.bool == true { ready += 1 }
                continue
            }
            if let terminated {
                status = "Init:" + PodSummary.ending(terminated)
            } else if let reason = container.at("state", "waiting", "reason")?.string, !reason.isEmpty,
                reason != "PodInitializing"
            {
                status = "Init:\(reason)"
            } else {
                status = "Init:\(index)/\(count)"
            }
            isInitializing = true
            return
        }
    }

    private mutating func readMain(_ statuses: [Value], isReady: Bool) {
        restarts = sidecarRestarts
        lastRestart = lastSidecarRestart
        var hasRunning = false
        for container in statuses.reversed() {
            noteRestarts(of: container, isSidecar: false)
            if let reason = container.at("state", "waiting", "reason")?.string, !reason.isEmpty {
                status = reason
            } else if let terminated = container.at("state", "terminated") {
                status = PodSummary.ending(terminated)
            } else if container["ready"]?.bool == true, container.at("state", "running") != nil {
                hasRunning = true
                ready += 1
            }
        }
        if status == "Completed", hasRunning { status = isReady ? "Running" : "NotReady" }
    }

    private mutating func noteRestarts(of container: Value, isSidecar: Bool) {
        let count = container["restartCount"]?.int ?? 0
        restarts += count
        if isSidecar { sidecarRestarts += count }
        guard let time = container.at("lastState", "terminated", "finishedAt")?.string.flatMap({ Instant($0) }) else {
            return
        }
        lastRestart = max(lastRestart ?? time, time)
        if isSidecar { lastSidecarRestart = max(lastSidecarRestart ?? time, time) }
    }

    private static func ending(_ terminated: Value) -> String {
        if let reason = terminated["reason"]?.string, !reason.isEmpty { return reason }
        if let signal = terminated["signal"]?.int, signal != 0 { return "Signal:\(signal)" }
        return "ExitCode:\(terminated["exitCode"]?.int ?? 0)"
    }
}
