public import Ledger
public import Model

/// Decides what happens to one application. Values in, values out: no clock, no file, no network.
///
/// Wake-ups carry no content: whatever woke it, it looks the branch up and decides from what it finds. One thing runs
/// at a time; what comes meanwhile is remembered as one wake-up and acted on afterwards.
///
/// | activity | means | left by |
/// |---|---|---|
/// | idle | nothing to do until something happens | a wake-up, drift, a command, the time of the next look |
/// | looking | the ref is being looked up and fetched | `looked` |
/// | running | a revision is being applied, healed or checked | `finished` |
public struct SyncMachine: Sendable {
    public enum Activity: Sendable, Hashable {
        case idle
        case looking(Wake)
        case running(Run)
    }

    /// One pass through the pipeline.
    public struct Run: Sendable, Hashable {
        /// `recovery` undoes, or finishes, a transaction that was left open by a crash or could not be undone before.
        public enum Kind: String, Sendable { case sync, heal, rollback, recovery }

        public var kind: Kind
        /// Full commit id.
        public var revision: String
        public var wake: Wake
        /// Work out the difference, but write nothing: drift where self-heal is off.
        public var isCheckOnly = false
        /// How long another application has been waited for already.
        public var waited = Duration.zero
        /// What a rollback sets aside: the tip, where that is another revision.
        public var rejects: ApplicationRecord.Rejection?
        /// Why what a recovery takes up was left open, where this very process left it.
        public var because = ""
    }

    public enum Command: Sendable, Hashable {
        case sync(Wake)
        /// Try a rejected revision once more.
        case retry(Wake)
        /// To a commit, or to the last good one before the present where it is nil.
        case rollback(to: String, Wake)
        case suspend(Wake)
        case resume(Wake)
    }

    public enum Event: Sendable {
        case wake(Wake)
        case command(Command)
        case looked(Result<Revision, SourceTrouble>)
        case finished(RunResult)
        /// An object that plumb manages is not as it was applied.
        case drifted
        case dependencies(ready: Bool)
        /// Another application has let go of objects, or has taken up a commit.
        case released
        /// The time that `wakeAt` asked for has come.
        case time
        case nothing
    }

    public enum Effect: Sendable, Hashable {
        /// Look the ref up; fetch where it moved.
        case look
        case run(Run)
        /// Keep this on disk, with an audit entry of the command that made it so.
        case remember(ApplicationRecord, event: String?, Wake?)
        case wakeAt(Instant)
        /// Where things stand changed.
        case report
    }

    public let policy: Policy
    public private(set) var record: ApplicationRecord
    public private(set) var activity = Activity.idle
    public private(set) var state = SyncState.unknown
    /// Since when `state` has been so.
    public private(set) var since: Instant
    /// What keeps it from being Synced, in words; empty where nothing does.
    public private(set) var reason = ""
    /// What the ref named when it was last looked up.
    public private(set) var tip: Revision?

    /// The revision of a transaction that is still open; nothing else runs before it is closed.
    private var open: String?
    private var pending: Wake?
    private var driftPending = false
    private var wantsFullCheck = true
    private var dependenciesReady: Bool
    /// Since when another application is waited for.
    private var waitingSince: Instant?
    /// The tip was rejected because another application holds what it defines.
    private var isContested = false
    private var failures = 0
    private var nextLook: Instant
    /// Drift that could not be healed is left alone until then.
    private var nextHeal: Instant

    /// `open` is the revision of a transaction that a former process left open.
    public init(policy: Policy, record: ApplicationRecord, open: String? = nil, at now: Instant) {
        self.policy = policy
        self.record = record
        self.open = open
        since = now
        nextLook = now
        nextHeal = now
        dependenciesReady = !policy.hasDependencies
        if record.isSuspended { state = .suspended }
    }

    /// What of the settings the machine decides by.
    public struct Policy: Sendable, Hashable {
        public var interval: Duration
        public var selfHeal: Bool
        public var hasDependencies: Bool

        public init(interval: Duration, selfHeal: Bool, hasDependencies: Bool) {
            self.interval = interval
            self.selfHeal = selfHeal
            self.hasDependencies = hasDependencies
        }
    }

    public mutating func handle(_ event: Event, at now: Instant) -> [Effect] {
        switch event {
        case .wake(let wake): return look(for: wake, at: now)
        case .command(let command): return obey(command, at: now)
        case .looked(.success(let revision)): return found(revision, at: now)
        case .looked(.failure(let trouble)): return cannotRead(trouble, at: now)
        case .finished(let result): return finished(result, at: now)
        case .drifted: return drifted(at: now)
        case .dependencies(let ready): return dependencies(ready, at: now)
        case .released: return released(at: now)
        case .nothing: return []
        case .time: return now >= nextLook ? look(for: Wake(.poll), at: now) : [.wakeAt(nextLook)]
        }
    }

    /// No transaction runs.
    public var isQuiet: Bool { if case .running = activity { false } else { true } }

    // MARK: Looking

    private mutating func look(for wake: Wake, at now: Instant) -> [Effect] {
        guard case .idle = activity else {
            if let already = pending, already.covers(wake) { return [] }
            pending = wake
            return []
        }
        if let open {
            if pending.map({ !$0.covers(wake) }) ?? true { pending = wake }
            var recovery = Run(kind: .recovery, revision: open, wake: wake)
            if state == .error { recovery.because = reason }
            return run(recovery, at: now)
        }
        activity = .looking(wake)
        return [.look]
    }

    private mutating func found(_ revision: Revision, at now: Instant) -> [Effect] {
        guard case .looking(let wake) = activity else { return [] }
        activity = .idle
        let moved = tip?.id != revision.id
        tip = revision
        if moved || state == .error { failures = 0 }
        return decide(for: wake, at: now)
    }

    private mutating func cannotRead(_ trouble: SourceTrouble, at now: Instant) -> [Effect] {
        guard case .looking = activity else { return [] }
        activity = .idle
        if state != .suspended { become(.error, because: trouble.message, at: now) }
        failures += 1
        return settle(at: now, after: backoff())
    }

    /// What follows from where the branch points and what the cluster holds.
    private mutating func decide(for wake: Wake, at now: Instant) -> [Effect] {
        guard let tip else { return settle(at: now) }
        if record.isSuspended {
            become(.suspended, because: reason, at: now)
            return settle(at: now)
        }
        if tip.id == record.revision {
            // The branch moved away from the rejected revision: should it come back, it is tried again.
            let forgets = record.rejected != nil
            record.rejected = nil
            return (forgets ? [.remember(record, event: nil, nil)] : []) + keep(for: wake, at: now)
        }
        if tip.id == record.rejected?.revision { return keep(for: wake, at: now) }
        guard dependenciesReady else {
            become(.outOfSync, because: "waits for the applications that it depends on", at: now)
            return settle(at: now)
        }
        return run(Run(kind: .sync, revision: tip.id, wake: wake), at: now)
    }

    /// The tip is applied or rejected: all that can be left to do is to look for drift.
    private mutating func keep(for wake: Wake, at now: Instant) -> [Effect] {
        let asked = wake.trigger == .cli || wake.trigger == .api
        if now < nextHeal, driftPending, !asked { return settle(at: now, after: nextHeal - now) }
        guard !record.revision.isEmpty, wantsFullCheck || driftPending || asked else {
            becomeSettled(at: now)
            return settle(at: now)
        }
        wantsFullCheck = false
        driftPending = false
        var reason = wake
        if !asked, wake.trigger != .startup { reason = Wake(.drift) }
        return run(
            Run(kind: .heal, revision: record.revision, wake: reason, isCheckOnly: !policy.selfHeal && !asked),
            at: now)
    }

    private mutating func run(_ run: Run, at now: Instant) -> [Effect] {
        var run = run
        run.waited = waitingSince.map { now - $0 } ?? .zero
        activity = .running(run)
        // What is taken up again and again is what it was until that succeeds.
        let isAgain = run.kind == .recovery && (state == .stuck || state == .error)
        if run.kind != .heal, !isAgain { become(.progressing, because: "", at: now) }
        return [.run(run), .report]
    }

    // MARK: After a run

    private mutating func finished(_ result: RunResult, at now: Instant) -> [Effect] {
        guard case .running(let run) = activity else { return [] }
        activity = .idle
        var effects: [Effect] = []
        if case .waiting = result {} else { waitingSince = nil }
        if run.kind != .heal { isContested = false }
        switch result {
        case .inSync, .healed:
            failures = 0
            nextHeal = now
            if run.kind != .heal { effects += hold(run, at: now) } else { becomeSettled(at: now) }
        case .drift(let fields):
            becomeSettled(at: now)
            if state == .synced {
                become(.outOfSync, because: "\(fields) drifted, and selfHeal is off", at: now)
            }
        case .refused(let reason) where run.kind == .heal, .contested(let reason) where run.kind == .heal:
            return effects + cannotHeal(because: reason, as: .outOfSync, at: now)
        case .rolledBack(let reason) where run.kind == .heal:
            return effects + cannotHeal(because: reason, as: .rolledBack, at: now)
        case .refused(let reason): effects += reject(run, reason, wasRefused: true, at: now)
        case .contested(let reason):
            effects += reject(run, reason, wasRefused: true, at: now)
            isContested = record.rejected?.revision == run.revision
        case .waiting(let reason):
            let since = waitingSince ?? now
            waitingSince = since
            become(.outOfSync, because: reason, at: now)
            return effects + settle(at: now, after: now - since < .seconds(2) ? .milliseconds(250) : .seconds(2))
        case .rolledBack(let reason): effects += reject(run, reason, wasRefused: false, at: now)
        case .recovered(let committed, let kind, let rejects):
            open = nil
            failures = 0
            wantsFullCheck = true
            if committed {
                record.revision = run.revision
                if kind != .heal { record.rejected = rejects }
                effects.append(.remember(record, event: nil, nil))
            }
            becomeSettled(at: now)
            pending = pending ?? run.wake
        case .stuck(let reason):
            open = run.revision
            become(.stuck, because: reason, at: now)
            failures += 1
            wantsFullCheck = true
            return effects + settle(at: now, after: backoff())
        case .unfinished(let reason):
            open = run.revision
            become(.error, because: reason, at: now)
            failures += 1
            wantsFullCheck = true
            return effects + settle(at: now, after: backoff())
        case .unreachable(let reason):
            become(.unreachable, because: reason, at: now)
            failures += 1
            wantsFullCheck = true
            return effects + settle(at: now, after: backoff())
        case .unreadable(let reason):
            become(.error, because: reason, at: now)
            failures += 1
            wantsFullCheck = true
            return effects + settle(at: now, after: backoff())
        case .stopped:
            wantsFullCheck = true
        }
        return effects + settle(at: now)
    }

    /// The cluster holds the run's revision.
    private mutating func hold(_ run: Run, at now: Instant) -> [Effect] {
        let before = record
        // Whatever differed was set right with it.
        wantsFullCheck = false
        record.revision = run.revision
        record.rejected = run.rejects
        becomeSettled(at: now)
        return record == before ? [] : [.remember(record, event: nil, nil)]
    }

    private mutating func reject(_ run: Run, _ reason: String, wasRefused: Bool, at now: Instant) -> [Effect] {
        failures = 0
        open = nil
        if run.kind == .rollback {
            become(wasRefused ? .refused : .rolledBack, because: reason, at: now)
            return []
        }
        record.rejected = .init(revision: run.revision, reason: reason, wasRefused: wasRefused)
        // What differed when it began would have been set right by it: now the revision that stays does that.
        if wantsFullCheck, !record.revision.isEmpty { driftPending = true }
        becomeSettled(at: now)
        return [.remember(record, event: nil, nil)]
    }

    /// What Git says of a revision that was applied before did not change; somebody made it impossible to heal.
    private mutating func cannotHeal(because reason: String, as state: SyncState, at now: Instant) -> [Effect] {
        open = nil
        failures += 1
        driftPending = true
        become(state, because: reason, at: now)
        nextHeal = now + backoff()
        return settle(at: now, after: nextHeal - now)
    }

    // MARK: Drift, commands, dependencies

    private mutating func drifted(at now: Instant) -> [Effect] {
        driftPending = true
        guard case .idle = activity, open == nil, !record.isSuspended, !record.revision.isEmpty, now >= nextHeal else {
            return []
        }
        driftPending = false
        wantsFullCheck = false
        return run(
            Run(kind: .heal, revision: record.revision, wake: Wake(.drift), isCheckOnly: !policy.selfHeal), at: now)
    }

    private mutating func dependencies(_ ready: Bool, at now: Instant) -> [Effect] {
        let became = ready && !dependenciesReady
        dependenciesReady = ready
        return became ? look(for: Wake(.poll), at: now) : []
    }

    /// What was held by another may be free.
    private mutating func released(at now: Instant) -> [Effect] {
        if waitingSince != nil, case .idle = activity { return look(for: Wake(.poll), at: now) }
        guard isContested, !record.isSuspended else { return [] }
        if case .running(let run) = activity, run.kind != .heal { return [] }
        isContested = false
        record.rejected = nil
        return [.remember(record, event: nil, nil)] + look(for: Wake(.poll), at: now)
    }

    public var isWaitingForAnother: Bool { waitingSince != nil }

    /// What was held by another application is worth another look when that lets go.
    public var isHeldUpByAnother: Bool { isContested || waitingSince != nil }

    private mutating func obey(_ command: Command, at now: Instant) -> [Effect] {
        switch command {
        case .sync(let wake):
            guard let number = wake.allowPrune else { return look(for: wake, at: now) }
            // What was refused for pruning too much is tried again.
            record.rejected = nil
            return [.remember(record, event: "allow-prune \(number)", wake)] + look(for: wake, at: now)
        case .retry(let wake):
            record.rejected = nil
            return [.remember(record, event: "retry", wake)] + look(for: wake, at: now)
        case .suspend(let wake):
            guard !record.isSuspended else { return [] }
            record.isSuspended = true
            if case .running = activity {} else { become(.suspended, because: "suspended by \(wake.actor)", at: now) }
            return [.remember(record, event: "suspend", wake), .report]
        case .resume(let wake):
            guard record.isSuspended else { return [] }
            record.isSuspended = false
            wantsFullCheck = true
            becomeSettled(at: now)
            return [.remember(record, event: "resume", wake)] + look(for: wake, at: now)
        case .rollback(let revision, let wake):
            guard case .idle = activity, open == nil else { return [] }
            var rollback = Run(kind: .rollback, revision: revision, wake: wake)
            if let tip, tip.id != revision {
                rollback.rejects = .init(
                    revision: tip.id, reason: "rolled back to \(revision.prefix(8)) by \(wake.actor)",
                    wasRefused: false)
            }
            return run(rollback, at: now)
        }
    }

    // MARK: Settling

    private mutating func settle(at now: Instant, after wait: Duration? = nil) -> [Effect] {
        nextLook = now + (wait ?? policy.interval)
        if case .idle = activity {
            // What could not be closed is tried again in its time; what waits, waits for that.
            if let wake = pending, open == nil || wait == nil {
                pending = nil
                return [.report] + look(for: wake, at: now)
            }
            if driftPending, !record.isSuspended, !record.revision.isEmpty, wait == nil {
                return [.report] + drifted(at: now)
            }
        }
        return [.report, .wakeAt(nextLook)]
    }

    private mutating func becomeSettled(at now: Instant) {
        if record.isSuspended {
            become(.suspended, because: reason, at: now)
        } else if let rejected = record.rejected, tip == nil || tip?.id == rejected.revision {
            become(rejected.wasRefused ? .refused : .rolledBack, because: rejected.reason, at: now)
        } else if let tip, tip.id == record.revision {
            become(.synced, because: "", at: now)
        } else if tip == nil {
            become(.unknown, because: "", at: now)
        } else {
            become(.outOfSync, because: reason, at: now)
        }
    }

    private mutating func become(_ new: SyncState, because reason: String, at now: Instant) {
        if state != new { since = now }
        state = new
        self.reason = reason
    }

    /// 1 s, doubling up to a minute, and never longer than the interval where that is shorter.
    private func backoff() -> Duration {
        let wait = Duration.seconds(Int64(1) << Int64(min(failures - 1, 6)))
        return min(wait, max(policy.interval, .seconds(1)), .seconds(60))
    }
}
