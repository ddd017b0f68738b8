import Apply
import ClusterAPI
import Engine
import Git
import Kinds
import Ledger
import Model
import Reconciler

/// One simulation: a cluster, a disk, a repository, and plumb, which lives and dies between them.
///
/// Unchecked: only the simulation's one thread touches it.
final class World: @unchecked Sendable {
    let scenario: Scenario
    let cluster: FaultyCluster
    let disk: FaultyDisk
    let repository: FaultyRepository
    let people: People
    let watch: Watchman
    var coverage = Coverage()
    private(set) var trace: [String] = []
    private(set) var now: Instant
    private let start: Instant
    private let isTraced: Bool
    private let settings: ApplicationSettings
    private let source: GitSource
    private var plumb: Incarnation?
    private var lives = 0
    private var happenings: ArraySlice<Scenario.Happening>
    /// What ends at a time: a finalizer that is held, a full disk.
    private var endings: [(time: Instant, end: () -> Void)] = []
    private var comesBackAt: Instant?
    /// What happens once a transaction comes to a phase.
    private var awaited: [(moment: Scenario.Moment, act: Scenario.Act)] = []
    private var losesPower = false
    private var restarts = false

    init(_ scenario: Scenario, ground: Ground, isTraced: Bool) {
        self.scenario = scenario
        self.isTraced = isTraced
        start = ground.cluster.now
        now = start
        source = ground.source
        cluster = FaultyCluster(ground.cluster, seed: scenario.seed)
        disk = FaultyDisk(files: ground.ledger, seed: scenario.seed)
        repository = FaultyRepository(seed: scenario.seed)
        people = People(cluster: cluster)
        watch = Watchman(people: people)
        happenings = scenario.happenings[...]
        var settings = ApplicationSettings(name: "shop", repo: "https://git.example/shop.git")
        settings.interval = .seconds(scenario.intervalSeconds)
        settings.timeout = .seconds(scenario.timeoutSeconds)
        settings.maxPrune = .percent(100)
        self.settings = settings
        insert(disk)
        Scheduler.shared.begin(seed: scenario.seed)
        connect()
    }

    private func connect() {
        let count: (Fault) -> Void = { [unowned self] fault in
            coverage.add(.fault, fault.rawValue)
            if [.shortWrite, .syncError, .readError, .diskFull].contains(fault) { watch.troubled() }
            note("fault: \(fault.rawValue)")
        }
        cluster.count = count
        disk.count = count
        repository.count = count
        people.count = count
        cluster.faults = scenario.cluster
        cluster.requestsAtOnce = scenario.requestsAtOnce
        disk.faults = scenario.disk
        repository.faults = scenario.git
        cluster.beforeWrite = { [unowned self] request, state in
            note("plumb: \(request.spoken)")
            watch.willWrite(request, state)
        }
        watch.state = { [unowned self] in cluster.state }
        watch.content = { [unowned self] id in repository.commit(id)?.content }
        cluster.afterWrite = { [unowned self] in watch.hasWritten() }
        cluster.told = { [unowned self] text in note(text()) }
        cluster.changed = { [unowned self] change in watch.changed(change) }
        cluster.interfere = { [unowned self] request in people.interfere(with: request) }
    }

    func note(_ text: @autoclosure () -> String) {
        guard isTraced else { return }
        trace.append("\(spokenTime((now - start).milliseconds))  \(text())")
    }

    // MARK: The run

    /// Runs the whole scenario, and what comes after it; returns what was wrong.
    func run() -> [Violation] {
        live(until: { [unowned self] in happenings.isEmpty ? now + .seconds(5) : .distantFuture })
        calm()
        settle()
        checkEnd()
        bury(losesPower: false)
        coverage.add(.amount, "processes of plumb", lives)
        coverage.add(.amount, "writes to the cluster", cluster.writes)
        coverage.add(.amount, "syncs of the ledger", disk.syncs)
        coverage.add(.amount, "simulated minutes", Int((now - start).milliseconds / 60_000))
        return watch.violations
    }

    /// Goes on until that time, which is asked for again whenever something happens.
    private func live(until end: () -> Instant) {
        var limit = end()
        while watch.violations.isEmpty {
            var turns = 0
            while Scheduler.shared.step() {
                if plumb?.life.isDead == true { break }
                turns += 1
                if turns > 100_000 { return watch.object(.quiet, "it turns and turns while no time passes") }
            }
            if let leak = Scheduler.shared.leak { return watch.object(.simulation, leak) }
            if tendPlumb() { continue }
            if limit == .distantFuture { limit = end() }
            guard let next = nextDue(), next <= limit else { break }
            move(to: next)
        }
        if now < limit, limit != .distantFuture { move(to: limit) }
    }

    private func nextDue() -> Instant? {
        [
            plumb?.life.clock.nextDue, cluster.nextDue(), cluster.nextRelease, comesBackAt,
            happenings.first.map { start + .milliseconds($0.milliseconds) }, endings.map(\.time).min(),
        ].compactMap { $0 }.min()
    }

    private func move(to instant: Instant) {
        now = max(now, instant)
        cluster.advance(to: now)
        plumb?.life.clock.move(to: now)
        while let ending = endings.indices.min(by: { endings[$0].time < endings[$1].time }),
            endings[ending].time <= now
        {
            endings.remove(at: ending).end()
        }
        while let next = happenings.first, start + .milliseconds(next.milliseconds) <= now {
            happenings.removeFirst()
            carryOut(next.act)
        }
    }

    // MARK: plumb

    /// Starts, buries, starts again; true where something came of it.
    private func tendPlumb() -> Bool {
        guard let present = plumb else {
            if let back = comesBackAt, now < back { return false }
            comesBackAt = nil
            lives += 1
            let life = Life(number: lives, at: now)
            disk.life = life
            note("plumb starts, life \(lives)")
            let made = Incarnation(
                life, cluster: cluster, repository: repository, settings: settings, source: source,
                saw: { [unowned self] id in watch.saw(id) })
            plumb = made
            made.start { [unowned self] fact in tell(fact) }
            return true
        }
        if present.life.isDead {
            coverage.add(.fault, (losesPower ? Fault.powerLoss : .crash).rawValue)
            note(losesPower ? "power is lost" : "plumb is killed")
            watch.died()
            bury(losesPower: losesPower)
            comesBackAt = now + .milliseconds(scenario.downMilliseconds)
            return true
        }
        guard present.isOver else { return false }
        if case .failed(let why) = present.stage {
            note("plumb does not start: \(why)")
            watch.troubled()
        }
        bury(losesPower: false)
        comesBackAt = now + .milliseconds(restarts ? 100 : 5000)
        restarts = false
        return true
    }

    private func tell(_ fact: ReconcilerFact) {
        // What the dead go on to say nobody hears.
        guard let plumb, !plumb.life.isDead else { return }
        let json = fact.json
        coverage.take(fact, json)
        note(fact.spoken(json))
        watch.told(fact, json, life: lives)
        guard case .transaction(_, let step) = fact, case .entered(let phase) = step.event,
            let next = awaited.firstIndex(where: { $0.moment.rawValue == phase.rawValue })
        else { return }
        carryOut(awaited.remove(at: next).act)
    }

    /// Lets what is left of the process run out, with no way to the world.
    private func bury(losesPower: Bool) {
        guard let gone = plumb else { return }
        plumb = nil
        gone.life.kill()
        gone.stop()
        cluster.closeWatches(of: gone.life)
        var turns = 0
        while turns < 200_000 {
            turns += 1
            if Scheduler.shared.step() { continue }
            guard !gone.isOver, let due = gone.life.clock.nextDue else { break }
            gone.life.clock.move(to: due)
        }
        gone.dismiss()
        while turns < 400_000, Scheduler.shared.step() { turns += 1 }
        watch.log(of: gone.life)
        note("plumb is gone after \(gone.life.effects) effects; its log: \(traceDigest(gone.life.log))")
        disk.crash(losesPower: losesPower)
        note("the disk holds \(disk.digest)")
    }

    // MARK: What happens

    private func carryOut(_ act: Scenario.Act) {
        note("happens: \(act)")
        coverage.add(.happening, act.name)
        if case .push(let content) = act { coverage.add(.flaw, content.flaw.rawValue) }
        switch act {
        case .push(let content):
            repository.push(content, at: now)
            watch.pushed(content)
        case .forcePush(let commit):
            coverage.add(.fault, Fault.forcePush.rawValue)
            repository.move(to: commit)
        case .annotate(let object, let value): people.annotate(object, value, watch.keys)
        case .drift(let object, let value): people.drift(object, value, watch.keys)
        case .delete(let object): people.delete(object, watch.keys)
        case .deletePod(let number): people.deletePod(number)
        case .scaleWorker(let replicas): people.scaleWorker(replicas)
        case .hold(let object, let time):
            guard let release = people.hold(object, watch.keys) else { return }
            endings.append((now + .milliseconds(time), release))
        case .precede(let extra): people.precede(extra)
        case .outage(let time):
            cluster.goneUntil = now + .milliseconds(time)
            cluster.breakWatches()
        case .gitGone(let time): repository.goneUntil = now + .milliseconds(time)
        case .diskFull(let time):
            disk.isFull = true
            watch.troubled()
            endings.append((now + .milliseconds(time), { [unowned self] in disk.isFull = false }))
        case .crash(let effects, let power):
            guard let plumb else { return }
            losesPower = power
            plumb.life.effectsLeft = effects
        case .restart:
            guard let plumb, plumb.stage == .running else { return }
            coverage.add(.fault, Fault.restart.rawValue)
            restarts = true
            plumb.stop()
        case .wake: plumb?.wake()
        case .inPhase(let moment, let act): awaited.append((moment, act))
        }
    }

    // MARK: Afterwards

    /// Nothing goes wrong any more.
    private func calm() {
        note("all faults are off")
        awaited = []
        cluster.faults = .none
        cluster.goneUntil = nil
        disk.faults = .none
        repository.faults = .none
        repository.goneUntil = nil
        for ending in endings { ending.end() }
        endings = []
        plumb?.life.effectsLeft = nil
    }

    private func settle() {
        let end = now + .seconds(3 * 3600)
        repeat {
            let until = now + .seconds(60)
            live(until: { until })
            guard watch.violations.isEmpty else { return }
            if let status = status(), isSettled(status) {
                let (writes, history) = (cluster.writes, history().count)
                let quiet = now + .seconds(2 * scenario.intervalSeconds + 300)
                live(until: { quiet })
                guard watch.violations.isEmpty else { return }
                if cluster.writes != writes { watch.object(.quiet, "it writes though nothing changed") }
                if self.history().count != history { watch.object(.quiet, "transactions go on though nothing changed") }
                return
            }
        } while now < end
        let told = status().map { $0.json.json } ?? "\(plumb?.stage ?? .ended)"
        watch.object(.whole, "it does not settle: \(told)")
    }

    private func isSettled(_ status: ApplicationStatus) -> Bool {
        guard status.activity == "idle", repository.commits.indices.contains(repository.tip) else { return false }
        let tip = repository.commits[repository.tip].id
        switch status.state {
        case .synced: return status.revision == tip && status.health == "Healthy"
        case .rolledBack, .refused: return status.rejected?.revision == tip
        default: return false
        }
    }

    private func checkEnd() {
        guard watch.violations.isEmpty, let status = status() else { return }
        let end = End(
            status: status, history: history(), audit: audit(), verdict: verdict(), state: cluster.state,
            repository: repository)
        watch.check(end, people)
        coverage.add(.end, status.state.rawValue)
    }

    // MARK: Asking

    private func status() -> ApplicationStatus? {
        plumb?.loop.flatMap { loop in ask { await loop.status() } }
    }
    private func history() -> [HistoryEntry] {
        plumb?.ledger.flatMap { ledger in ask { try? await ledger.history(limit: 10_000) } } ?? []
    }
    private func audit() -> [Value] {
        plumb?.ledger.flatMap { ledger in ask { try? await ledger.auditEntries() } } ?? []
    }
    private func verdict() -> AuditChain.Verdict? {
        plumb?.ledger.flatMap { ledger in ask { try? await ledger.verifyAudit() } }
    }

    /// Lets something asynchronous come to its end, with no time passing.
    private func ask<T: Sendable>(_ question: @escaping @Sendable () async -> T?) -> T? {
        let answer = Answer<T>()
        Task { answer.value = .some(await question()) }
        while answer.value == nil, Scheduler.shared.step() {}
        return answer.value ?? nil
    }
}

/// Unchecked: one thread.
private final class Answer<T>: @unchecked Sendable {
    var value: T??
}

extension Request {
    var spoken: String {
        let target = "\(type.kind)/\(namespace)/\(name.isEmpty ? body?.name ?? "" : name)"
        return "\(verb) \(target) \(body?["data"]?.json ?? body?["spec"]?.json ?? "")"
    }
}
