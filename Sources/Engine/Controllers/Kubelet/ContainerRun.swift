import Model

/// Where one container is in its life. It goes into the kubelet's note about the pod, since it knows milliseconds.
struct ContainerRun {
    enum Stage: String {
        /// For its turn, or for the pod's volumes.
        case waiting
        case pulling
        /// ErrImagePull, until the back-off is told.
        case pullFailed
        case pullBackOff
        /// CreateContainerConfigError: something that its environment needs is not there.
        case blocked
        /// ErrImageNeverPull: its image is not there, and may not be pulled.
        case absent
        case starting
        case running
        /// Ended, and waits to be started again.
        case crashed
        /// Ended for good.
        case done
    }

    let container: Value
    let isInit: Bool
    /// Added for debugging while the pod runs: never probed, never started again.
    let isEphemeral: Bool
    var stage = Stage.waiting
    /// When the stage began.
    var since: Instant
    /// Its startup probe has passed, or it has none.
    var isUp = false
    var isReady = false
    /// It was ready, and answers no more.
    var isSilent = false
    var restarts = 0
    var pullFailures = 0
    /// What it waits for, where that takes words.
    var message = ""
    /// Of the latest run.
    var started: Instant?
    var finished: Instant?
    var exitCode = 0

    init(_ container: Value, isInit: Bool, isEphemeral: Bool = false, since: Instant) {
        self.container = container
        self.isInit = isInit
        self.isEphemeral = isEphemeral
        self.since = since
    }

    var name: String { container.text("name") }
    var image: String { container.text("image") }
    /// An init container that keeps running beside the others.
    var isSidecar: Bool { isInit && container.text("restartPolicy") == "Always" }
    /// One of those that the pod is there for.
    var isMain: Bool { !isInit && !isEphemeral }
    var fieldPath: String {
        "spec.\(isInit ? "initContainers" : isEphemeral ? "ephemeralContainers" : "containers"){\(name)}"
    }
    /// Whether what comes after an init container may begin.
    var letsNextBegin: Bool { isSidecar ? stage == .running && isUp : stage == .done && exitCode == 0 }

    /// Before the next start: none at first, then 10 s that double up to 5 minutes.
    var restartDelay: Duration { restarts == 0 ? .zero : .seconds(min(10 << min(restarts - 1, 10), 300)) }
    var pullDelay: Duration { .seconds(min(10 << min(max(pullFailures - 1, 0), 10), 300)) }

    var note: Value {
        var note: Value = ["stage": Value(stage.rawValue), "since": Value(since.milliseconds)]
        if isUp { note["up"] = true }
        if isReady { note["ready"] = true }
        if isSilent { note["silent"] = true }
        if restarts > 0 { note["restarts"] = Value(restarts) }
        if pullFailures > 0 { note["pullFailures"] = Value(pullFailures) }
        if !message.isEmpty { note["message"] = Value(message) }
        if let started { note["started"] = Value(started.milliseconds) }
        if let finished {
            note["finished"] = Value(finished.milliseconds)
            note["exitCode"] = Value(exitCode)
        }
        return note
    }

    mutating func restore(_ note: Value) {
        stage = Stage(rawValue: note.text("stage")) ?? .waiting
        since = ContainerRun.instant(note["since"]) ?? since
        isReady = note["ready"]?.bool ?? false
        isSilent = note["silent"]?.bool ?? false
        // Notes of before this was kept: what runs is up.
        isUp = note["up"]?.bool ?? (isReady || stage == .running && container["startupProbe"] == nil)
        restarts = note["restarts"]?.int ?? 0
        pullFailures = note["pullFailures"]?.int ?? 0
        message = note.text("message")
        started = ContainerRun.instant(note["started"])
        finished = ContainerRun.instant(note["finished"])
        exitCode = note["exitCode"]?.int ?? 0
    }

    static func instant(_ value: Value?) -> Instant? { value?.int.map { Instant(milliseconds: Int64($0)) } }
}
