public import Apply
public import ClusterAPI
import Diff
import Git
import Kinds
public import Ledger
public import Logging
import Model

/// One application, kept true: the shell around `SyncMachine`, which decides everything.
public actor SyncLoop {
    public nonisolated let settings: ApplicationSettings
    public nonisolated let clusterName: String
    let mirror: any RevisionSource
    let cache: LiveCache
    let ledger: LedgerDatabase
    let time: any TimeSource
    let facts: Facts
    let logger: Logger
    let pipeline: Pipeline

    var machine: SyncMachine
    /// What was applied last: the base of the next diff, and what drift is measured against.
    var base: [ObjectKey: Value]
    var drift: [ObjectKey: [FieldChange]] = [:]
    private var healthBook = HealthBook()
    /// It went with a damaged ledger, and is asked of the cluster.
    private var isBaseLost: Bool
    private var fights = Fights()
    /// Those of `base` that are hooks: there is nothing of them to look after.
    private var hooks: Set<ObjectKey>
    /// How often applications had let go of something when this one last ran.
    private var seenReleases = 0
    /// The revision that the ledger's record names, where it rejects none; nil where that is not known.
    private var held: String?
    private var transaction = ""

    /// An event, and who waits for it to have been handled.
    private struct Message: Sendable {
        var event: SyncMachine.Event
        var handled: CheckedContinuation<Void, Never>?
    }

    private nonisolated let events: AsyncStream<Message>
    private nonisolated let send: AsyncStream<Message>.Continuation
    private nonisolated let times: AsyncStream<Instant>
    private nonisolated let setTime: AsyncStream<Instant>.Continuation

    /// Reads what the ledger knows of the application.
    public init(
        settings: ApplicationSettings, mirror: any RevisionSource, cluster: any Cluster, cache: LiveCache,
        ledger: LedgerDatabase,
        claims: Claims, facts: Facts, time: any TimeSource = SystemTime(), logger: Logger
    ) async throws {
        self.settings = settings
        self.mirror = mirror
        self.cache = cache
        self.ledger = ledger
        self.time = time
        self.facts = facts
        var logger = logger
        logger[metadataKey: "application"] = "\(settings.name)"
        self.logger = logger
        clusterName = settings.cluster
        let record = try await ledger.application(settings.name)
        base = try await ledger.applied(application: settings.name)
        isBaseLost = try await ledger.wantsRebuild(application: settings.name)
        hooks = Set(base.lazy.filter { isHook($0.value, key: $0.key) }.map(\.key))
        await claims.restore(base.keys, to: settings.name, in: settings.cluster)
        await claims.introduce(
            settings.name, in: settings.cluster, source: "\(settings.repo)\n\(settings.ref)",
            done: Set([record.revision, record.rejected?.revision ?? ""]))
        let open = try await ledger.openTransaction(application: settings.name)
        machine = SyncMachine(
            policy: .init(
                interval: settings.interval, selfHeal: settings.selfHeal, hasDependencies: !settings.dependsOn.isEmpty),
            record: record, open: open?.context.to, at: time.now())
        let standing = KeptStanding(applied: base.keys, live: cache.objects)
        await cache.tell(standing.moved)
        pipeline = Pipeline(
            settings: settings, mirror: mirror, cluster: ObservingCluster(cluster: cluster, cache: cache), cache: cache,
            ledger: ledger, claims: claims, facts: facts, time: time, logger: logger, standing: standing)
        (events, send) = AsyncStream.makeStream()
        (times, setTime) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Something happened; returns at once.
    public nonisolated func handle(_ event: SyncMachine.Event) { send.yield(Message(event: event)) }

    /// A person's word; returns when the machine has heard it and what it remembers of it is written, which is
    /// before it is done.
    public func obey(_ command: SyncMachine.Command) async {
        await withCheckedContinuation { continuation in
            if case .terminated = send.yield(Message(event: .command(command), handled: continuation)) {
                continuation.resume()
            }
        }
    }

    /// Ends `run`: a transaction under way is finished or undone first, and nothing new begins.
    public nonisolated func stop() {
        pipeline.stopping.stop()
        handle(.nothing)
    }

    /// Runs until `stop`.
    public func run() async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.followTime() }
            group.addTask { await self.followDrift() }
            group.addTask { await self.followReachability() }
            group.addTask { for await _ in self.pipeline.explanation.changes { await self.report() } }
            if mirror.source.location.isLocal { group.addTask { await self.followLocalRepository() } }
            handle(.wake(Wake(.startup)))
            await self.followEvents()
            group.cancelAll()
        }
    }

    /// Runs once through what one look at the repository brings, and returns where that ended.
    public func runOnce(_ wake: Wake) async -> ApplicationStatus {
        // Whoever runs it once has seen to the dependencies first.
        let event: SyncMachine.Event = settings.dependsOn.isEmpty ? .wake(wake) : .dependencies(ready: true)
        await perform(machine.handle(event, at: time.now()), inline: true)
        let deadline = time.now() + settings.timeout
        var found = status()
        while found.state == .synced, found.health == "Progressing", time.now() < deadline {
            do {
                try await time.sleep(until: time.now() + .milliseconds(50))
            } catch { break }
            found = status()
        }
        return found
    }

    /// Once more, where another application held what it needs.
    func runAgain() async -> ApplicationStatus? {
        let hasChanged = await pipeline.claims.releases != seenReleases
        guard machine.isWaitingForAnother || machine.isHeldUpByAnother && hasChanged else { return nil }
        await perform(machine.handle(.released, at: time.now()), inline: true)
        return status()
    }

    // MARK: Events

    private func followEvents() async {
        await withDiscardingTaskGroup { group in
            for await message in events {
                let wasQuiet = machine.isQuiet
                defer { message.handled?.resume() }
                if wasQuiet, pipeline.stopping.isStopping { break }
                let effects = machine.handle(message.event, at: time.now())
                // What the run itself wrote is found to be in sync; what others wrote meanwhile is drift.
                if case .finished = message.event { pipeline.standing.moved.remind() }
                if case .time = message.event { takeUpFights() }
                if pipeline.stopping.isStopping {
                    for case .remember(let record, let event, let wake) in effects {
                        await remember(record, event, wake)
                    }
                    if !wasQuiet, case .finished = message.event { break }
                } else {
                    await perform(effects, in: &group)
                }
            }
            send.finish()
            for await message in events { message.handled?.resume() }
            // A look at a server that does not answer ends here; transactions have ended by themselves.
            group.cancelAll()
        }
    }

    private func perform(_ effects: [SyncMachine.Effect], in group: inout DiscardingTaskGroup) async {
        for effect in effects {
            switch effect {
            case .look:
                group.addTask { self.handle(.looked(await self.look())) }
            case .run(let run):
                group.addTask { self.handle(.finished(await self.carryOut(run))) }
            case .remember(let record, let event, let wake): await remember(record, event, wake)
            case .wakeAt(let time): setTime.yield(time)
            case .report: report()
            }
        }
    }

    /// As `perform`, one after the other, until nothing is left to do.
    private func perform(_ effects: [SyncMachine.Effect], inline: Bool) async {
        var queue = effects
        while !queue.isEmpty {
            let effect = queue.removeFirst()
            switch effect {
            case .look: queue += machine.handle(.looked(await look()), at: time.now())
            case .run(let run): queue += machine.handle(.finished(await carryOut(run)), at: time.now())
            case .remember(let record, let event, let wake): await remember(record, event, wake)
            case .wakeAt: break
            case .report: report()
            }
        }
    }

    private func look() async -> Result<Revision, SourceTrouble> {
        do throws(GitTrouble) {
            return .success(try await mirror.update())
        } catch {
            logger.warning("the repository cannot be read", metadata: ["error": "\(error.message)"])
            return .failure(SourceTrouble(error.message))
        }
    }

    private func carryOut(_ run: SyncMachine.Run) async -> RunResult {
        let now = time.now()
        let resting =
            fights.isEmpty || run.kind != .heal
            ? [:]
            : drift.filter { key, fields in
                fields.allSatisfy { fights.isResting(key, $0.path, at: now) }
            }
        drift = [:]
        let id = ledger.nextTransactionID()
        transaction = run.isCheckOnly ? "" : id
        let passed = await pipeline.run(
            run, transaction: id, base: base, record: machine.record, isBaseLost: isBaseLost, leaving: fights)
        transaction = ""
        take(passed.applied)
        drift = resting.merging(passed.drift) { $1 }
        if isBaseLost, !passed.applied.isEmpty { isBaseLost = false }
        if passed.result.isTakenUp, run.kind == .sync {
            await pipeline.claims.finished(run.revision, by: settings.name, in: settings.cluster)
        }
        seenReleases = await pipeline.claims.releases
        if !passed.healed.isEmpty { await tellFights(fights.healed(passed.healed, at: time.now())) }
        held = passed.isHeld ? run.revision : nil
        return passed.result
    }

    /// In log and audit; the status tells them as long as they last.
    private func tellFights(_ begun: [Fights.Report]) async {
        for report in begun {
            logger.warning("\(report.text)")
            do {
                try await ledger.append(
                    AuditEntry(
                        time: time.now(), application: settings.name, event: "fight",
                        actor: report.manager.isEmpty ? "unknown" : report.manager, trigger: Trigger.drift.rawValue,
                        from: machine.record.revision, to: machine.record.revision, outcome: "Paused",
                        reason: report.text))
            } catch {
                logger.error("the ledger cannot be written", metadata: ["error": "\(error)"])
            }
        }
    }

    /// Drift that was left alone for a while is healed once more.
    private func takeUpFights() {
        guard !fights.isEmpty else { return }
        let now = time.now()
        fights.forget(at: now)
        for (key, fields) in drift where fields.contains(where: { !fights.isResting(key, $0.path, at: now) }) {
            return handle(.drifted)
        }
    }

    private func take(_ applied: [ObjectKey: Value?]) {
        guard !applied.isEmpty else { return }
        for (key, object) in applied {
            base[key] = object
            if object.map({ isHook($0, key: key) }) ?? false {
                hooks.insert(key)
            } else if key.kind == "Job" {
                hooks.remove(key)
            }
        }
        let lost = applied.lost
        for key in lost { healthBook.forget(key) }
        pipeline.standing.manage(applied.gained, without: lost)
    }

    private func remember(_ record: ApplicationRecord, _ event: String?, _ wake: Wake?) async {
        // The commit wrote it. Whether it is suspended comes with events only.
        if event == nil, record.rejected == nil, record.revision == held { return }
        held = nil
        let entry = event.map { event in
            AuditEntry(
                time: time.now(), application: settings.name, event: event, actor: wake?.actor ?? "plumb",
                trigger: wake?.trigger.rawValue ?? "", from: record.revision, to: machine.tip?.id ?? record.revision,
                author: machine.tip?.author ?? "", outcome: "Done")
        }
        do {
            try await ledger.save(record, audit: entry)
        } catch {
            logger.error("the ledger cannot be written", metadata: ["error": "\(error)"])
        }
    }

    // MARK: What wakes it

    private func followTime() async {
        // No task group: one that was cancelled once cancels whatever is added to it.
        var timer: Task<Void, Never>?
        for await next in times {
            timer?.cancel()
            timer = Task {
                do {
                    try await self.time.sleep(until: next)
                    self.handle(.time)
                } catch {}
            }
        }
        timer?.cancel()
    }

    private func followLocalRepository() async {
        var last = mirror.fingerprint()
        while !Task.isCancelled {
            do {
                try await time.sleep(until: time.now() + .milliseconds(100))
            } catch { return }
            let present = mirror.fingerprint()
            if last != present { handle(.wake(Wake(.poll))) }
            last = present
        }
    }

    private func followDrift() async {
        // What single runs came to manage before nobody was told of.
        pipeline.standing.moved.remind()
        for await _ in pipeline.standing.moved.signals {
            // While something is being applied, what moves is most likely plumb's own work: it is looked at afterwards.
            while !isApplying {
                let keys = pipeline.standing.moved.takeUnexamined()
                if keys.isEmpty { break }
                await examine(keys)
            }
        }
    }

    private func followReachability() async {
        for await _ in cache.reachability.changes() { report() }
    }

    private var isApplying: Bool {
        if case .running(let run) = machine.activity { !run.isCheckOnly } else { false }
    }

    /// A few at a time, so that nobody waits for many.
    private func examine(_ keys: [ObjectKey]) async {
        let settings = pipeline.changeSettings
        for start in stride(from: 0, to: keys.count, by: 64) {
            if start > 0 { await time.giveWay() }
            if isApplying { return pipeline.standing.moved.putBack(keys[start...]) }
            for key in keys[start..<min(start + 64, keys.count)] { examine(key, settings) }
        }
    }

    /// Compares one live object with what was applied.
    private func examine(_ key: ObjectKey, _ settings: ChangeSettings) {
        guard let applied = base[key], !hooks.contains(key) else { return }
        let fields = pipeline.standing.examine(key, applied: applied, settings: settings)
        guard !fields.isEmpty else {
            if drift.removeValue(forKey: key) != nil, drift.isEmpty, !self.settings.selfHeal {
                handle(.wake(Wake(.drift)))
            }
            return
        }
        if drift[key] == fields { return }
        drift[key] = fields
        let now = time.now()
        if !fights.isEmpty, fields.allSatisfy({ fights.isResting(key, $0.path, at: now) }) { return report() }
        handle(.drifted)
    }

    // MARK: Where it stands

    public func status() -> ApplicationStatus {
        var status = ApplicationStatus(
            name: settings.name, repo: mirror.source.location.description, ref: settings.ref, path: settings.path,
            cluster: settings.cluster, since: machine.since)
        status.state = machine.state
        switch machine.activity {
        case .idle: status.activity = "idle"
        case .looking: status.activity = "looking"
        case .running: status.activity = "running"
        }
        status.reason = machine.reason
        let explanation = pipeline.explanation.text
        if machine.state != .stuck, !explanation.isEmpty { status.reason = explanation }
        status.revision = machine.record.revision
        status.tip = machine.tip?.id ?? ""
        status.rejected = machine.record.rejected.map { .init(revision: $0.revision, reason: $0.reason) }
        status.transaction = transaction
        status.notices = (ledger.notice.map { [$0] } ?? []) + fights.reports().map(\.text)
        status.drift = drift.sorted { $0.key < $1.key }.flatMap { key, fields in
            fields.map {
                ApplicationStatus.Drift(object: key, field: $0.path.description, manager: $0.manager ?? "")
            }
        }
        addHealth(to: &status)
        let trouble = cache.reachability.trouble
        if !trouble.isEmpty {
            let text = "the cluster \"\(settings.cluster)\" \(trouble)"
            status.notices.append(text)
            if status.activity == "running", status.reason.isEmpty { status.reason = text }
        }
        if let outage = cache.reachability.outage, machine.state != .suspended, machine.state != .unreachable {
            status.state = .unreachable
            status.reason = "the cluster \"\(settings.cluster)\" does not answer: \(outage.reason)"
            status.since = outage.since
            // What is known is from before.
            status.health = "Unknown"
        }
        return status
    }

    /// What others that depend on it wait for.
    func isAtTipAndHealthy() -> Bool { machine.state == .synced ? status().isSyncedAndHealthy : false }

    private func addHealth(to status: inout ApplicationStatus) {
        let now = time.now()
        let moved = pipeline.standing.moved.takeUnreviewed()
        for key in moved.union(healthBook.due(at: now)) where base[key] != nil && !hooks.contains(key) {
            healthBook.set(fares(key, at: now), of: key)
        }
        status.objects = base.count - hooks.count
        status.healthyObjects = healthBook.settled
        if base.isEmpty {
            status.health = machine.state == .synced ? "Healthy" : "Unknown"
            return
        }
        status.health = "Healthy"
        guard let worst = healthBook.worst else { return }
        status.healthReason = "\(worst.key.spoken): \(worst.health.reason)"
        status.health = worst.health.state == .missing ? "Degraded" : worst.health.state.rawValue
    }

    /// How an object that was applied is now.
    func fares(_ key: ObjectKey, at now: Instant) -> Health {
        let (live, dependents) = cache.objects.family(of: key)
        if live == nil, let applied = base[key], vanishesWhenDone(applied) { return .healthy }
        return health(of: live ?? .null, among: dependents, at: now)
    }

    private func report() { facts.publish(.status(status())) }
}
