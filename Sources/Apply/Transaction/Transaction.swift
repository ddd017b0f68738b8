internal import ClusterAPI
public import Diff
internal import Kinds
public import Model

/// A plan being carried out, whole or not at all. Decides; `TransactionRunner` acts.
///
/// `next(at:)` says what to do now, `record(_:at:)` is told what came of it, and `wakeAt` when to ask again if nothing
/// happens before. No clock, no network, no randomness but the settings' seed.
public struct Transaction: Sendable {
    public let id: String
    public let application: String
    public let from: String
    public let to: String
    public private(set) var phase = Phase.planned
    public internal(set) var outcome: Outcome?
    /// By the step's `id`. What a step meets in the cluster may change it: an update becomes a create, a before-image a
    /// newer one.
    public internal(set) var steps: [Step]

    let settings: TransactionSettings
    let needs: [Plan.Need]
    let surveys: [Plan.Survey]
    private(set) var changeSettings: ChangeSettings
    let locate: @Sendable (ObjectKey, FieldPath) -> Origin?
    let startedAt: Instant

    var progress: [StepProgress]
    var errands: Errands
    /// What was found, by the delete that it would go with.
    var surveyed: [Int: [Value]] = [:]
    var seen = Observations()
    var problems: [Problem]
    /// Why it is, or will be, undone.
    var failures: [Problem] = []
    /// It had failed in a former process, through its revision.
    var hadFailed = false
    /// Why the journal cannot be written.
    var journalTrouble: String?
    /// What a recovery found to be there.
    var recovered: Set<Int> = []
    /// What is worth saying about how it was undone, besides.
    var remarks: [Problem] = []
    /// Nothing but errors that pass made it fail.
    var isOnlyTransient = true
    var isStopping = false
    /// Why it was left open.
    var cutOff = "plumb ended in the middle of it"
    /// A former process began it.
    var isRecovery = false
    /// The last error that passes, while nothing had been written.
    var lastTrouble = ""
    /// The cluster is not as the plan saw it, so that what it refuses says nothing of the revision.
    var isOutdated = false
    var warnings: [String] = []
    var deadline: Instant

    /// Who waits for each step, and for what.
    var waiters: [[(step: Int, until: Step.Wait.Until)]]
    var waves: [Int]
    var openWave = 0
    var leftInWave: [Int: Int] = [:]
    var parked: [Int: [Int]] = [:]
    /// Writes that are not written, writes that are not done, deletes that are not done.
    var unwritten = 0
    var unsettled = 0
    var undeleted = 0
    var settling: Set<Int> = []
    var watched: Set<WatchTarget> = []
    var stepOfKey: [ObjectKey: Int]

    /// Pods that were deleted so that a rollout goes on, by uid.
    var unblocked: Set<String> = []
    /// The journal was told what may be begun.
    var isPrepared = false
    /// A call of this turn has an intent, so that the disk is synced anyway.
    var hasNewIntent = false
    /// Deletes that were accepted, and what they delete is not gone.
    var awaitedDeletes: Set<Int> = []
    /// What was last told of why it is undone and what holds it up.
    var explanation = ""
    /// What is to be undone, the last first; nothing of a layer is undone before all of the one before it is.
    var undoLayers: [[Int]] = []
    var undoLayer = -1
    var obstacleSince: [Int: Instant] = [:]
    /// What the cluster tells of steps that failed, and what it has not answered yet.
    var evidence: [Int: Evidence] = [:]
    var awaitedEvidence: Set<Errand> = []
    var evidenceDeadline = Instant.distantFuture
    /// The hooks on failure do not run: what a former process may have made of them is cleared away.
    var isSweeping = false
    /// Hooks on failure that are still to run, and the one that runs.
    var failureHooks: [Int]?
    /// Those that ran to their end before a crash.
    var failureHooksRun: Set<Int> = []
    var failureHook: Int?
    var failureHookDeadline = Instant.distantFuture
    /// Undone workloads that were healthy before and are not yet again.
    var restoring: Set<Int> = []

    private var actions: [Action] = []
    private var notes: [StepResult] = []
    var facts: [Fact] = []

    /// - Parameters:
    ///   - id: How the journal knows it.
    ///   - from: What the cluster holds, and `to` what it is to hold: full commit ids, or empty.
    ///   - changeSettings: How an object is compared again that somebody else changed meanwhile.
    ///   - locate: Where a field of a manifest stands, for the server's refusals.
    public init(
        id: String, application: String, from: String = "", to: String = "", plan: Plan,
        settings: TransactionSettings = TransactionSettings(),
        changeSettings: ChangeSettings = builtinChangeSettings, at now: Instant,
        locate: @escaping @Sendable (ObjectKey, FieldPath) -> Origin? = { _, _ in nil }
    ) {
        self.id = id
        self.application = application
        self.from = from
        self.to = to
        self.settings = settings
        self.locate = locate
        self.changeSettings = changeSettings
        self.changeSettings.mayHaveDrifted = nil
        startedAt = now
        steps = plan.steps
        needs = plan.needs
        surveys = plan.surveys
        problems = plan.problems
        progress = Array(repeating: StepProgress(), count: plan.steps.count)
        errands = Errands(settings: settings)
        deadline = now + min(settings.timeout, .seconds(60))
        waiters = Array(repeating: [], count: plan.steps.count)
        stepOfKey = Dictionary(plan.steps.map { ($0.key, $0.id) }, uniquingKeysWith: { first, _ in first })
        waves = Set(plan.steps.filter { $0.action != .delete && $0.isForward }.map(\.wave)).sorted()
        for step in plan.steps where step.isForward {
            for wait in step.waits where waiters.indices.contains(wait.on) {
                waiters[wait.on].append((step.id, wait.until))
                progress[step.id].unmet += 1
            }
            if step.action == .delete {
                undeleted += 1
            } else {
                unwritten += 1
                unsettled += 1
                leftInWave[step.wave, default: 0] += 1
            }
        }
    }

    /// What to do now.
    public mutating func next(at now: Instant) -> [Action] {
        errands.wake(at: now)
        asked = now
        var before: Phase
        repeat {
            before = phase
            advance(at: now)
        } while phase != before && outcome == nil
        if outcome == nil {
            while let (id, errand) = errands.take() { send(id, errand, at: now) }
            if hasNewIntent { announceWaiting() }
            hasNewIntent = false
            explain(at: now)
        }
        flushNotes()
        if let outcome, !isFinished {
            isFinished = true
            actions.append(.finish(outcome))
            facts.append(Fact(transaction: id, time: now, event: .finished(outcome)))
        }
        defer { actions = [] }
        return actions
    }
    private var isFinished = false
    /// When it was last asked what to do: what was due by then has been acted on, or waits for something else.
    private(set) var asked = Instant.distantPast

    /// Told what happened.
    public mutating func record(_ event: Event, at now: Instant) {
        if outcome != nil {
            if case .journalFailed(let reason) = event { endIsNotWritten(reason) }
            return
        }
        switch event {
        case .answered(let call, let result):
            guard let errand = errands.finish(call) else { return }
            answered(errand, result, at: now)
        case .observed(let object): observed(object, at: now)
        case .vanished(let object): vanished(object, at: now)
        case .relisting(let target): seen.relist(target)
        case .listed(let target): listed(target, at: now)
        case .time: review(at: now)
        case .stop: isStopping = true
        case .journalFailed(let reason): journalFailed(reason, at: now)
        }
    }

    /// When to call `record(.time)` if nothing else happens.
    public var wakeAt: Instant? {
        if outcome != nil { return nil }
        var times = deadline > asked ? [deadline] : []
        if let time = errands.nextTime { times.append(time) }
        for step in settling {
            if let time = progress[step].reviewAt { times.append(time) }
            if let time = dueTime(of: step) { times.append(time) }
            if let time = complaintsDue(of: step) { times.append(time) }
            if phase == .pruning, steps[step].action == .delete, let time = progress[step].deletedAt {
                times.append(time + settings.deletionGrace)
            }
        }
        for step in restoring { if let time = progress[step].reviewAt { times.append(time) } }
        for since in obstacleSince.values where since + settings.deletionGrace > asked {
            times.append(since + settings.deletionGrace)
        }
        if let time = explanationDue, time > asked { times.append(time) }
        if let step = failureHook, !progress[step].isBack, progress[step].state != .done {
            if failureHookDeadline > asked { times.append(failureHookDeadline) }
            if let time = progress[step].reviewAt { times.append(time) }
            if let time = dueTime(of: step) { times.append(time) }
        }
        if !evidence.isEmpty, evidenceDeadline > asked { times.append(evidenceDeadline) }
        return times.min()
    }

    /// What is worth telling since the last call.
    public mutating func takeFacts() -> [Fact] {
        defer { facts = [] }
        return facts
    }

    // MARK: What the parts of the machine use

    mutating func tell(_ event: Fact.Event, at now: Instant) {
        facts.append(Fact(transaction: id, time: now, event: event))
    }

    mutating func act(_ action: Action) {
        flushNotes()
        actions.append(action)
    }

    mutating func note(_ result: StepResult) { notes.append(result) }

    private mutating func flushNotes() {
        guard !notes.isEmpty else { return }
        actions.append(.note(notes))
        notes = []
    }

    /// Before the first write nothing is written down: there may be nothing to write down.
    mutating func enter(_ next: Phase, at now: Instant) {
        phase = next
        if next != .preflight, next != .recovering { act(.enter(next)) }
        tell(.entered(next), at: now)
    }

    mutating func end(_ end: Outcome, at now: Instant) {
        let before = phase
        switch end {
        case .committed: phase = .committed
        case .refused, .unreachable, .stopped: phase = progress.contains(where: \.isBegun) ? .rolledBack : .refused
        case .rolledBack: phase = .rolledBack
        case .failed, .unfinished: break
        case .stuck: phase = .stuck
        }
        if phase != before { tell(.entered(phase), at: now) }
        outcome = end
    }

    mutating func follow(_ type: ResourceType, namespace: String) {
        let target = WatchTarget(type: type, namespace: namespace)
        guard !watched.contains(WatchTarget(type: type, namespace: "")), watched.insert(target).inserted else { return }
        act(.watch(target))
    }
}
