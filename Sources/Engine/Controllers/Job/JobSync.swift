import Model

/// One look at a Job that is not finished. What pods did is counted, and they are let go, in the same look, so that
/// `status.uncountedTerminatedPods` is always empty.
struct JobSync {
    let job: Value
    let view: any ClusterView
    let now: Instant
    var mutations: [Mutation] = []
    var again: Instant?

    let pods: [Value]
    var active: [Value]
    var ready: Int
    var terminating: Int
    var status: Value
    var backoff: JobBackoff
    /// Why pods were refused, and since when: the wait between tries grows with it.
    var refusedSince: Instant?
    /// Pods that are held on though they failed, until the pod that follows them knows how often its index has failed.
    var awaitingSuccessor: [Int: Value] = [:]
    var succeededIndexes = IndexIntervals()
    var failedIndexes = IndexIntervals()
    /// Counted by this look.
    var newSucceeded: [Value] = []
    var newFailed: [Value] = []
    /// Pods that this look removed without counting them, by their uids.
    var released: Set<String> = []

    init(job: Value, view: any ClusterView, now: Instant) {
        self.job = job
        self.view = view
        self.now = now
        let claim = Claim(
            of: "Pod", group: "", by: job, selector: ObjectSelector(job.at("spec", "selector")), in: view)
        mutations = claim.mutations
        pods = claim.objects
        active = pods.filter(\.isActivePod)
        ready = active.count(where: \.isPodReady)
        terminating = pods.count { !$0.isTerminal && $0.isBeingDeleted }
        status = job.status
        let note = view.note(about: job.uid)
        backoff = JobBackoff(note: note)
        refusedSince = note?["refusedSince"]?.int.map { Instant(milliseconds: Int64($0)) }
    }

    var parallelism: Int { job.at("spec", "parallelism")?.int ?? 1 }
    var completions: Int? { job.at("spec", "completions")?.int }
    var backoffLimit: Int { job.at("spec", "backoffLimit")?.int ?? 6 }
    var limitPerIndex: Int? { job.at("spec", "backoffLimitPerIndex")?.int }
    var isSuspended: Bool { job.at("spec", "suspend")?.bool ?? false }
    var isIndexed: Bool { job.at("spec", "completionMode")?.string == "Indexed" }
    var failurePolicy: Value? { job.at("spec", "podFailurePolicy") }
    var succeeded: Int { isIndexed ? succeededIndexes.count : job.statusCount("succeeded") + newSucceeded.count }

    mutating func run() {
        if status["startTime"] == nil, !isSuspended { status["startTime"] = Value(now.description) }
        countEnds()
        var end = presentEnd() ?? newEnd()
        if end == nil, !job.isBeingDeleted { manage() }
        if end == nil { end = completion() }
        if end == nil, !job.isBeingDeleted { tellSuspension() }
        if let end, !end.isSuccess || end.condition["reason"]?.string == "SuccessPolicy" { removeActive() }
        track(end)
        if let end { finish(end) }
        write()
        planNext(hasEnd: end != nil)
    }

    private mutating func write() {
        status.setCount("active", active.count)
        status["ready"] = Value(ready)
        status["terminating"] = Value(terminating)
        status["uncountedTerminatedPods"] = .emptyObject
        if status != job.status {
            var written = job
            written["status"] = status
            // Before the pods lose what tells that they are not counted yet.
            mutations.insert(.updateStatus(written.unversioned), at: 0)
        }
        var note = backoff == JobBackoff(note: nil) ? Value.emptyObject : backoff.note
        if let refusedSince { note["refusedSince"] = Value(Int(refusedSince.milliseconds)) }
        mutations.append(.note(uid: job.uid, note.isEmpty ? nil : note))
    }

    private mutating func planNext(hasEnd: Bool) {
        guard !hasEnd, !isSuspended, let seconds = job.at("spec", "activeDeadlineSeconds")?.int,
            let start = status.time("startTime")
        else { return }
        wake(at: start + .seconds(min(seconds, 1 << 31)))
    }

    mutating func wake(at due: Instant) { again = min(again ?? due, due) }

    mutating func record(_ type: ClusterEvent.EventType, _ reason: String, _ message: String) {
        mutations.append(
            .event(
                ClusterEvent(
                    regarding: job, type: type, reason: reason, message: message, source: JobNames.controller)))
    }
}
