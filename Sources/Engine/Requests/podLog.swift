import ClusterAPI
import Model

/// The container whose log is meant, or why that is not clear, in kubelet's and kube-apiserver's words.
private func logContainer(of pod: Value, named name: String) throws(ClusterError) -> String {
    let names = containerNames("containers", of: pod)
    let initial = containerNames("initContainers", of: pod)
    if !name.isEmpty {
        if (names + initial + containerNames("ephemeralContainers", of: pod)).contains(name) { return name }
        throw .badRequest("container \(name) is not valid for pod \(pod.name)")
    }
    if let chosen = pod.annotation("kubectl.kubernetes.io/default-container"), names.contains(chosen) { return chosen }
    guard let first = names.first, names.count == 1 else {
        let choice = initial.isEmpty ? "" : " or one of the init containers: [\(initial.joined(separator: " "))]"
        throw .badRequest(
            "a container name must be specified for pod \(pod.name), choose one of: [\(names.joined(separator: " "))]"
                + choice)
    }
    return first
}

/// What a simulated container has to tell: the lines of its annotation, else when it started and how it ended.
func podLog(of pod: Value, _ options: LogOptions, at now: Instant) throws(ClusterError) -> String {
    let container = try logContainer(of: pod, named: options.container)
    let status = containerStatus(container, of: pod)
    guard let state = options.previous ? status?["lastState"] : status?["state"] ?? .emptyObject else {
        throw waiting(container, pod, "ContainerCreating")
    }
    if options.previous, state["terminated"] == nil {
        throw .badRequest("previous terminated container \"\(container)\" in pod \"\(pod.name)\" not found")
    }
    if state["running"] == nil, state["terminated"] == nil {
        // After a crash the log of the run before is the one there is.
        guard let last = status?.at("lastState", "terminated") else {
            throw waiting(container, pod, state.at("waiting", "reason")?.string ?? "ContainerCreating")
        }
        return text(terminated: last, container, pod, options, now)
    }
    if let terminated = state["terminated"] {
        return text(terminated: terminated, container, pod, options, now)
    }
    let started = state.at("running", "startedAt")?.string ?? now.description
    return render(lines(container, pod).map { (started, $0) }, options, now)
}

private func text(
    terminated: Value, _ container: String, _ pod: Value, _ options: LogOptions, _ now: Instant
) -> String {
    let started = terminated["startedAt"]?.string ?? now.description
    let finished = terminated["finishedAt"]?.string ?? started
    let code = terminated["exitCode"]?.int ?? 0
    var written = lines(container, pod).map { (started, $0) }
    if PodFaults(of: pod).logLines(container) == nil {
        written.append((finished, "simulated container ended with exit code \(code)"))
    }
    return render(written, options, now)
}

/// What a container writes as it starts.
private func lines(_ container: String, _ pod: Value) -> [String] {
    if let asked = PodFaults(of: pod).logLines(container) { return asked }
    let spec = pod.spec
    let all = ["containers", "initContainers", "ephemeralContainers"].flatMap { spec[$0]?.elements ?? [] }
    let image = all.first { $0["name"]?.string == container }?["image"]?.string ?? ""
    return ["simulated container \(container) of \(image) started"]
}

private func render(_ lines: [(time: String, text: String)], _ options: LogOptions, _ now: Instant) -> String {
    var lines = lines
    if let seconds = options.sinceSeconds {
        let first = now - .seconds(seconds)
        lines = lines.filter { Instant($0.time).map { $0 >= first } ?? true }
    }
    if let count = options.tailLines { lines = Array(lines.suffix(count)) }
    let text = lines.map { (options.timestamps ? "\($0.time) \($0.text)" : $0.text) + "\n" }.joined()
    return String(decoding: options.cut(text), as: UTF8.self)
}

private func waiting(_ container: String, _ pod: Value, _ reason: String) -> ClusterError {
    let why =
        switch reason {
        case "ErrImagePull", "ImagePullBackOff": "trying and failing to pull image"
        default: reason
        }
    return .badRequest("container \"\(container)\" in pod \"\(pod.name)\" is waiting to start: \(why)")
}

private func containerNames(_ list: String, of pod: Value) -> [String] {
    pod.spec[list]?.elements.compactMap { $0["name"]?.string } ?? []
}

private func containerStatus(_ name: String, of pod: Value) -> Value? {
    for list in ["containerStatuses", "initContainerStatuses", "ephemeralContainerStatuses"] {
        if let status = pod.status[list]?.elements.first(where: { $0["name"]?.string == name }) { return status }
    }
    return nil
}
