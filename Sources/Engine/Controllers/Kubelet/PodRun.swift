import Model

/// A pod's life on its node, as far as it went; `advance` lets it go on.
struct PodRun {
    let pod: Value
    let view: any ClusterView
    let faults: PodFaults
    /// Init containers first, in their order.
    private(set) var containers: [ContainerRun]
    private(set) var bound: Instant
    private(set) var isMounted = false
    private(set) var stopping: Instant?
    private(set) var events: [ClusterEvent] = []
    /// What its node has, and what it pulls there.
    var images: NodeImages
    /// When something is to happen next.
    private(set) var next: Instant?

    /// After a long sleep, what a crash loop missed is not made up for.
    private static let stepLimit = 1000

    init(of pod: Value, note: Value?, images: NodeImages, in view: any ClusterView, at now: Instant) {
        self.pod = pod
        self.view = view
        self.images = images
        faults = PodFaults(of: pod)
        let bound = ContainerRun.instant(note?["bound"]) ?? now
        self.bound = bound
        isMounted = note?["mounted"]?.bool ?? false
        stopping = ContainerRun.instant(note?["stopping"])
        let specs: [(Value, Bool)] =
            (pod.at("spec", "initContainers")?.elements ?? []).map { ($0, true) }
            + (pod.at("spec", "containers")?.elements ?? []).map { ($0, false) }
        let notes = note?["containers"]
        containers = specs.map { spec, isInit in
            var run = ContainerRun(spec, isInit: isInit, since: bound)
            if let known = notes?[run.name] { run.restore(known) }
            return run
        }
        containers += (pod.at("spec", "ephemeralContainers")?.elements ?? []).map { spec in
            var run = ContainerRun(spec, isInit: false, isEphemeral: true, since: now)
            if let known = notes?[run.name] { run.restore(known) }
            return run
        }
    }

    var note: Value {
        var note: Value = ["bound": Value(bound.milliseconds)]
        if isMounted { note["mounted"] = true }
        if let stopping { note["stopping"] = Value(stopping.milliseconds) }
        var runs = Value.emptyObject
        for run in containers { runs[run.name] = run.note }
        note["containers"] = runs
        return note
    }

    var isSandboxReady: Bool { isMounted }
    var hasRun: Bool { containers.contains { $0.started != nil } }
    var restartPolicy: String { pod.at("spec", "restartPolicy")?.string ?? "Always" }

    mutating func beginStop(at now: Instant) {
        stopping = now
        for run in containers where run.stage == .running {
            record(run, .normal, "Killing", "Stopping container \(run.name)")
        }
    }

    /// Takes every step that is due, each at its own time.
    mutating func advance(to now: Instant) {
        if !isMounted { mount(at: now) }
        guard isMounted else { return }
        var reached = Instant.distantPast
        for _ in 0..<PodRun.stepLimit {
            let dues = containers.indices.compactMap { place in due(place, now).map { (place, $0) } }
            guard let (place, due) = dues.min(by: { $0.1 < $1.1 }) else { break }
            if due > now {
                next = due
                return
            }
            reached = max(reached, due)
            step(place, at: reached)
        }
    }

    /// Waits for what the pod's volumes are filled from.
    private mutating func mount(at now: Instant) {
        if let problem = mountProblem(of: pod, in: view) {
            events.append(
                ClusterEvent(
                    regarding: pod, type: .warning, reason: "FailedMount", message: problem, source: "kubelet"))
            next = now + min(max(now - bound, .milliseconds(500)), .seconds(122))
            return
        }
        isMounted = true
        for place in containers.indices where containers[place].since < now { containers[place].since = now }
    }

    /// When a container's next step is due; nil where nothing will happen by itself.
    private func due(_ place: Int, _ now: Instant) -> Instant? {
        let run = containers[place]
        switch run.stage {
        case .waiting: return turn(of: place)
        case .pulling: return run.since + pullTime
        case .pullFailed: return run.since + .seconds(1)
        case .pullBackOff: return run.since + run.pullDelay
        case .blocked, .absent: return run.since + .seconds(10)
        case .starting: return run.since + startTime
        case .running: return [probeDue(run), exitDue(run)?.at].compactMap { $0 }.min()
        case .crashed: return run.since + run.restartDelay
        case .done: return nil
        }
    }

    /// Init containers one after the other, then all others at once.
    private func turn(of place: Int) -> Instant? {
        if containers[place].isEphemeral { return containers[place].since }
        let before = containers[..<place].filter(\.isInit)
        guard before.allSatisfy(\.letsNextBegin) else { return nil }
        return before.map(\.since).max().map { max($0, containers[place].since) } ?? containers[place].since
    }

    var pullTime: Duration {
        let settings = view.simulation
        guard let whole = faults.startDelay else { return settings.pullDelay }
        return min(settings.pullDelay, whole)
    }

    private var startTime: Duration {
        guard let whole = faults.startDelay else { return view.simulation.startDelay }
        return whole - pullTime
    }

    private func exitDue(_ run: ContainerRun) -> (at: Instant, code: Int)? {
        if faults.crashes(run.name) {
            // Before it could be ready.
            let settings = view.simulation
            return (run.since + min(settings.startDelay, settings.readyDelay / 2), 1)
        }
        if run.isEphemeral {
            // Somebody sits at one that reads.
            let isRead = run.container["stdin"]?.bool ?? false
            return isRead ? nil : view.simulation.runTime.map { (run.since + $0, faults.exitCodeOfOne(run.name) ?? 0) }
        }
        if run.isInit, !run.isSidecar {
            return (run.since + view.simulation.startDelay, faults.exitCodeOfOne(run.name) ?? 0)
        }
        if run.isSidecar, areMainsDone {
            return (max(run.since, containers.filter(\.isMain).map(\.since).max() ?? run.since), 0)
        }
        let code = faults.exitCode(run.name)
        guard code != nil || (restartPolicy != "Always" && !run.isSidecar) || faults.runTime != nil else { return nil }
        let time = faults.runTime ?? (code == nil ? view.simulation.runTime : .seconds(1))
        return time.map { (run.since + $0, code ?? 0) }
    }

    /// Whether nothing is left that sidecars are there for.
    private var areMainsDone: Bool {
        restartPolicy != "Always" && containers.allSatisfy { !$0.isMain || $0.stage == .done }
    }

    private mutating func step(_ place: Int, at time: Instant) {
        var run = containers[place]
        switch run.stage {
        case .waiting, .pullBackOff, .absent: beginPull(&run, at: time)
        case .pulling: endPull(&run, at: time)
        case .pullFailed:
            enter(&run, .pullBackOff, at: time)
            record(run, .normal, "BackOff", "Back-off pulling image \"\(run.image)\"")
            record(run, .warning, "Failed", "Error: ImagePullBackOff")
        case .blocked: configure(&run, at: time)
        case .starting:
            enter(&run, .running, at: time)
            run.started = time
            run.isUp = run.container["startupProbe"] == nil
            record(run, .normal, "Created", "Container created")
            record(run, .normal, "Started", "Container started")
            if faults.neverReady(run.name) || faults.silence(run.name) == .zero { recordProbeFailure(run, "readiness") }
        case .running:
            if let exit = exitDue(run), exit.at <= time {
                end(&run, code: exit.code, at: time)
            } else {
                probed(&run, at: time)
            }
        case .crashed:
            run.restarts += 1
            recordPresence(run)
            enter(&run, .starting, at: time)
        case .done: break
        }
        containers[place] = run
    }

    mutating func enter(_ run: inout ContainerRun, _ stage: ContainerRun.Stage, at time: Instant) {
        run.stage = stage
        run.since = time
    }

    mutating func configure(_ run: inout ContainerRun, at time: Instant) {
        if let problem = environmentProblem(of: run.container, in: pod.namespace, view) {
            run.message = problem
            enter(&run, .blocked, at: time)
            record(run, .warning, "Failed", "Error: \(problem)")
        } else {
            run.message = ""
            enter(&run, .starting, at: time)
        }
    }

    mutating func end(_ run: inout ContainerRun, code: Int, at time: Instant) {
        run.finished = time
        run.exitCode = code
        run.isReady = false
        run.isUp = false
        run.isSilent = false
        let restarts =
            (run.isSidecar && !areMainsDone) || (restartPolicy == "Always" && (!run.isInit || code != 0))
            || (restartPolicy == "OnFailure" && code != 0)
        guard restarts, !run.isEphemeral else { return enter(&run, .done, at: time) }
        enter(&run, .crashed, at: time)
        if run.restartDelay > .zero {
            record(
                run, .warning, "BackOff",
                "Back-off restarting failed container \(run.name) in pod \(pod.name)_\(pod.namespace)(\(pod.uid))")
        }
    }

    mutating func record(
        _ run: ContainerRun, _ type: ClusterEvent.EventType, _ reason: String, _ message: String
    ) {
        events.append(
            ClusterEvent(
                regarding: pod, fieldPath: run.fieldPath, type: type, reason: reason, message: message,
                source: "kubelet"))
    }
}
