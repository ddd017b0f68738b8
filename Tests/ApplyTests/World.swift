import Apply
import ClusterAPI
import Diff
import Engine
import Kinds
import Model
import Synchronization

/// An embedded cluster in virtual time, and what an application last applied to it.
final class World: @unchecked Sendable {
    let cluster: VirtualCluster
    let faulty: ScriptedCluster
    let journal = MemoryJournal()
    var applied: [ObjectKey: Value] = [:]
    var settings = TransactionSettings()
    var planSettings = PlanSettings(application: "shop")
    private let told = Mutex<[Fact]>([])
    private var count = 0

    var facts: [Fact] { told.withLock { $0 } }

    init() {
        var settings = ClusterSettings()
        settings.simulation.missingImages = ["*:bad"]
        cluster = VirtualCluster(
            ClusterState(settings: settings, controllers: standardControllers, at: Instant(seconds: 1_790_000_000)))
        faulty = ScriptedCluster(cluster)
    }

    var time: ClusterTime { ClusterTime(clock: cluster.clock) }

    func manifests(_ objects: [Value]) -> [Manifest] {
        objects.enumerated().map {
            Manifest(key: $1.key, object: $1, origin: Origin(file: "shop.yaml", line: $0 * 10 + 1))
        }.map { belonging($0, to: planSettings.application) }
    }

    func live(_ key: ObjectKey) async -> Value? { await cluster.state.object(key) }
    func live(_ object: Value) async -> Value? { await live(object.key) }

    func plan(_ objects: [Value]) async throws -> Plan {
        let all = manifests(objects)
        let hooks = all.filter { isHook($0.object, key: $0.key) }
        let manifests = all.filter { !isHook($0.object, key: $0.key) }
        var live: [ObjectKey: Value] = [:]
        for key in manifests.map(\.key) + applied.keys { live[key] = await self.live(key) }
        let state = await cluster.state
        let definitions = manifests.map(\.object).filter { $0.objectKind == CustomKinds.kind }
        let custom = CustomKinds(definitions: definitions)
        let changes = changes(
            from: applied, to: manifests, over: live, settings: changeSettings(knowing: custom))
        return Apply.plan(
            changes, manifests: manifests, hooks: hooks, live: { state.object($0) }, managed: applied.count,
            served: try await cluster.resources(), settings: planSettings)
    }

    func transaction(_ objects: [Value]) async throws -> Transaction {
        count += 1
        return Transaction(
            id: "\(count)", application: planSettings.application, plan: try await plan(objects), settings: settings,
            at: await cluster.now)
    }

    func runner() -> TransactionRunner {
        TransactionRunner(cluster: faulty, journal: journal, time: time) { fact in
            self.told.withLock { $0.append(fact) }
        }
    }

    /// Applies a revision; remembers it where it was committed.
    func apply(_ objects: [Value]) async throws -> Outcome {
        let transaction = try await transaction(objects)
        let outcome = await runner().run(transaction)
        if case .committed = outcome {
            applied = Dictionary(
                manifests(objects).filter { !isHook($0.object, key: $0.key) }.map { ($0.key, $0.object) },
                uniquingKeysWith: { $1 })
        }
        return outcome
    }

    /// As a person would, with kubectl.
    @discardableResult
    func create(_ object: Value, manager: String = "kubectl") async throws -> Value {
        try await cluster.create(World.type(of: object), object, manager: manager)
    }

    func edit(_ object: Value, _ change: (inout Value) -> Void) async throws(ClusterError) {
        let type = World.type(of: object)
        guard var live = try await cluster.get(type, namespace: object.namespace, name: object.name) else { return }
        change(&live)
        try await cluster.update(type, live, manager: "kubectl")
    }

    static func type(of object: Value) -> ResourceType {
        BuiltinKinds.named(apiVersion: object.apiVersion, kind: object.objectKind)?.type
            ?? ResourceType(group: "", version: "v1", kind: "Unknown", plural: "unknowns", isNamespaced: true)
    }

    /// Everything of an object that people and controllers may care about, without versions, times and status.
    func content(_ object: Value) async -> Value? {
        guard var content = await live(object) else { return nil }
        content["status"] = nil
        for name in ["resourceVersion", "generation", "managedFields", "creationTimestamp", "uid"] {
            content.set(nil, at: "metadata", name)
        }
        content.set(nil, at: "metadata", "annotations", "deployment.kubernetes.io/revision")
        if content.at("metadata", "annotations")?.isEmpty == true { content.set(nil, at: "metadata", "annotations") }
        return content
    }
}

struct ClusterTime: TimeSource {
    let clock: VirtualClock
    func now() -> Instant { clock.now }
    func sleep(until time: Instant) async throws { try await clock.sleep(until: time) }
}

/// Keeps a journal in memory, and knows what a process that was killed would have left.
final class MemoryJournal: Journal {
    struct State {
        var record: TransactionRecord?
        var intents: [Intent] = []
        var results: [StepResult] = []
        var phase = Phase.planned
        var outcome: Outcome?
        var entries = 0
        /// The entry after which nothing is written down, nor sent, any more.
        var failsAfter: Int?
    }
    let state = Mutex(State())

    var contents: JournalContents? {
        state.withLock { state in
            state.record.map {
                JournalContents(record: $0, intents: state.intents, results: state.results, phase: state.phase)
            }
        }
    }
    func fail(after entries: Int) { state.withLock { $0.failsAfter = entries } }
    var isOpen: Bool { state.withLock { $0.record != nil && $0.outcome == nil } }

    private func enter(_ change: (inout State) -> Void) throws {
        try state.withLock { state in
            state.entries += 1
            if let limit = state.failsAfter, state.entries > limit { throw Problem("the disk is full") }
            change(&state)
        }
    }

    func begin(_ record: TransactionRecord) async throws {
        try enter { state in
            let limit = state.failsAfter
            let entries = state.entries
            state = State()
            state.record = record
            state.failsAfter = limit
            state.entries = entries
        }
    }
    func intend(_ intents: [Intent], in transaction: String) async throws { try enter { $0.intents += intents } }
    func record(_ results: [StepResult], in transaction: String) async throws { try enter { $0.results += results } }
    func enter(_ phase: Phase, in transaction: String, at time: Instant) async throws { try enter { $0.phase = phase } }
    func finish(_ outcome: Outcome, of transaction: String, at time: Instant) async throws {
        try enter { $0.outcome = outcome }
    }
}

/// Passes requests on, counts the writes, and lets a test answer in the cluster's place.
final class ScriptedCluster: Cluster {
    /// Throws to refuse a request; what it returns is thrown after the request was carried out: a lost answer.
    typealias Script = @Sendable (Request, _ number: Int) async throws(ClusterError) -> ClusterError?

    private let cluster: any Cluster
    private let state = Mutex<(script: Script?, count: Int, writes: [Request])>((nil, 0, []))

    init(_ cluster: any Cluster) { self.cluster = cluster }

    func script(_ script: Script?) {
        state.withLock {
            $0.script = script
            $0.count = 0
        }
    }
    var writes: [Request] { state.withLock { $0.writes } }
    func forget() { state.withLock { $0.writes = [] } }

    func resources() async throws(ClusterError) -> [ServedResource] { try await cluster.resources() }
    func watch(_ request: WatchRequest) async throws(ClusterError) -> WatchStream { try await cluster.watch(request) }

    func perform(_ request: Request) async throws(ClusterError) -> Response {
        let isRead = request.verb == .get || request.verb == .list
        let (script, number) = state.withLock { state -> (Script?, Int) in
            if !isRead, !request.options.dryRun {
                state.writes.append(request)
                state.count += 1
            }
            return (state.script, state.count)
        }
        let lost = try await script?(request, number)
        let response = try await cluster.perform(request)
        if let lost { throw lost }
        return response
    }
}
