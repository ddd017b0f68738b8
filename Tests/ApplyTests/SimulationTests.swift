import Apply
import ClusterAPI
import Diff
import Engine
import Kinds
import Model
import Testing

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// How many scenarios; `PLUMB_SEEDS=5000` makes a night of it.
private let seeds = ProcessInfo.processInfo.environment["PLUMB_SEEDS"].flatMap { Int($0) } ?? 40

/// The embedded cluster, with faults of a seed between it and the transaction.
struct FaultyState: SteppedCluster {
    var state: ClusterState
    var random: SplitMix
    /// Of a hundred requests, how many go wrong.
    var faults = 0
    /// Of a hundred requests, how many meet somebody who edits the same object just before.
    var edits = 0
    private(set) var writes = 0

    init(_ state: ClusterState, seed: UInt64) {
        self.state = state
        random = SplitMix(state: seed)
    }

    mutating func answer(_ request: Request, at now: Instant) -> Result<Response, ClusterError> {
        let isWrite = request.verb != .get && request.verb != .list && !request.options.dryRun
        if isWrite { writes += 1 }
        if isWrite, random.below(100) < edits { edit(request, at: now) }
        let dice = random.below(100)
        if dice < faults / 2 { return .failure(ClusterError(code: 503, reason: .serviceUnavailable, message: "later")) }
        let result: Result<Response, ClusterError>
        do throws(ClusterError) { result = .success(try state.handle(request, at: now)) } catch {
            result = .failure(error)
        }
        if dice < faults { return .failure(ClusterError(code: 0, reason: .connectionLost, message: "no answer")) }
        return result
    }

    /// Somebody puts a label on the object.
    private mutating func edit(_ request: Request, at now: Instant) {
        guard !request.name.isEmpty, request.type.kind == "ConfigMap" else { return }
        guard
            var live = try? state.handle(
                Request(.get, request.type, namespace: request.namespace, name: request.name), at: now
            ).object
        else { return }
        live.set("here", at: "metadata", "labels", "somebody")
        var update = Request(.update, request.type, namespace: request.namespace, name: request.name, body: live)
        update.options.fieldManager = "kubectl"
        _ = try? state.handle(update, at: now)
    }

    func objects(of target: WatchTarget) -> [Value] {
        state.objects(GroupKind(target.type), namespace: target.namespace.isEmpty ? nil : target.namespace)
    }
    mutating func takeChanges() -> [(object: Value, isGone: Bool)] {
        state.takeWrites().changes.compactMap { change in
            (change.new ?? change.final ?? change.old).map { ($0, change.new == nil) }
        }
    }
    mutating func nextDue() -> Instant? { state.nextDueWork() }
    mutating func advance(to now: Instant) { state.advance(to: now) }
}

struct SplitMix {
    var state: UInt64
    mutating func below(_ bound: Int) -> Int {
        state &+= 0x9e37_79b9_7f4a_7c15
        var value = state
        value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
        value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
        return Int((value ^ (value >> 31)) % UInt64(bound))
    }
}

@Suite struct SimulationTests {
    /// A committed shop, made once.
    private static let start: (state: ClusterState, applied: [Value]) = {
        var settings = ClusterSettings()
        settings.simulation.missingImages = ["*:bad"]
        let state = ClusterState(
            settings: settings, controllers: standardControllers, at: Instant(seconds: 1_790_000_000))
        let objects = Objects.shop + (0..<4).map { Objects.configMap("old-\($0)") }
        var run = SimulationTests.run(objects, over: [], on: FaultyState(state, seed: 0))
        _ = run.run()
        return (run.cluster.state, objects)
    }()

    private static func manifests(_ objects: [Value]) -> [Manifest] {
        objects.map { Manifest(key: $0.key, object: $0, origin: Origin(file: "a.yaml", line: 1)) }
            .map { belonging($0, to: "shop") }
    }

    private static func run(
        _ objects: [Value], over applied: [Value], on cluster: FaultyState, seed: UInt64 = 0
    ) -> Simulation<FaultyState> {
        let base = Dictionary(manifests(applied).map { ($0.key, $0.object) }, uniquingKeysWith: { $1 })
        let wanted = manifests(objects)
        var live: [ObjectKey: Value] = [:]
        for key in wanted.map(\.key) + base.keys { live[key] = cluster.state.object(key) }
        let changes = Diff.changes(from: base, to: wanted, over: live, settings: builtinChangeSettings)
        var plans = PlanSettings(application: "shop")
        plans.maxPrune = nil
        let plan = Apply.plan(
            changes, manifests: wanted, live: { cluster.state.object($0) }, managed: base.count,
            served: BuiltinKinds.all.map { ServedResource(type: $0.type, singular: $0.singular) }, settings: plans)
        var settings = TransactionSettings()
        settings.seed = seed
        settings.parallelism = 3
        let now = cluster.state.now
        return Simulation(
            Transaction(id: "1", application: "shop", plan: plan, settings: settings, at: now), on: cluster, at: now)
    }

    private static func content(_ state: ClusterState, _ objects: [Value]) -> [String: Value] {
        var found: [String: Value] = [:]
        for object in objects {
            guard var content = state.object(object.key) else { continue }
            content["status"] = nil
            for name in ["resourceVersion", "generation", "managedFields", "creationTimestamp", "uid"] {
                content.set(nil, at: "metadata", name)
            }
            content.set(nil, at: "metadata", "labels", "somebody")
            content.set(nil, at: "metadata", "annotations", "deployment.kubernetes.io/revision")
            if content.at("metadata", "annotations")?.isEmpty == true {
                content.set(nil, at: "metadata", "annotations")
            }
            found[object.key.description] = content
        }
        return found
    }

    /// A revision that creates, changes and prunes; every other one breaks a workload.
    private static func revision(_ random: inout SplitMix) -> (objects: [Value], isBad: Bool) {
        let kind = random.below(4)
        var objects: [Value] = [
            Objects.namespace, Objects.configMap("config", ["MODE": "b"]), Objects.service(),
            Objects.service("db", app: "db", headless: true), Objects.ingress(), Objects.configMap("old-0"),
        ]
        objects.append(Objects.deployment(image: kind == 1 ? "api:bad" : "api:2", configMap: "config"))
        objects.append(Objects.statefulSet(image: kind == 2 ? "db:bad" : "db:2"))
        for number in 0..<random.below(4) { objects.append(Objects.configMap("new-\(number)")) }
        return (objects, kind == 1 || kind == 2)
    }

    @Test("the same seed runs the same")
    func deterministic() {
        func facts() -> [Fact] {
            var cluster = FaultyState(SimulationTests.start.state, seed: 5)
            cluster.faults = 20
            var random = SplitMix(state: 5)
            var run = SimulationTests.run(
                SimulationTests.revision(&random).objects, over: SimulationTests.start.applied, on: cluster, seed: 5)
            _ = run.run()
            return run.facts
        }
        #expect(facts() == facts())
    }

    @Test("a revision of many objects is one transaction like any other")
    func many() {
        let objects = SimulationTests.start.applied + (0..<300).map { Objects.configMap("c\($0)") }
        var run = SimulationTests.run(
            objects, over: SimulationTests.start.applied, on: FaultyState(SimulationTests.start.state, seed: 0))
        #expect(run.run() == .committed(warnings: []))
        #expect(run.cluster.writes == 300)
    }

    @Test("whatever goes wrong and wherever it is killed: all of it or nothing", arguments: 0..<seeds)
    func wholeOrNothing(seed: Int) throws {
        var random = SplitMix(state: UInt64(seed))
        let (objects, isBad) = SimulationTests.revision(&random)
        let applied = SimulationTests.start.applied
        let all = applied + objects
        let before = SimulationTests.content(SimulationTests.start.state, all)
        var cluster = FaultyState(SimulationTests.start.state, seed: UInt64(seed))
        cluster.faults = [0, 10, 40][random.below(3)]
        cluster.edits = [0, 30][random.below(2)]
        let killedAfter = random.below(3) == 0 ? nil : random.below(60)

        var run = SimulationTests.run(objects, over: applied, on: cluster, seed: UInt64(seed))
        var journal = SteppedJournal()
        var steps = 0
        var kills = 0
        while run.outcome == nil {
            let actions = run.step()
            steps += 1
            journal.keep(actions)
            if let limit = killedAfter, kills < 3, steps > limit * (kills + 1), run.outcome == nil,
                let contents = journal.contents
            {
                // Whatever was under way may or may not have arrived.
                kills += 1
                var cluster = run.cluster
                if random.below(2) == 0 {
                    for case .call(let call) in actions { _ = cluster.answer(call.request, at: run.now) }
                }
                run = Simulation(Transaction.undoing(contents, at: run.now), on: cluster, at: run.now)
            }
            if steps > 20_000 {
                Issue.record("seed \(seed) does not end: \(run.transaction.phase)")
                return
            }
        }
        let state = run.cluster.state
        switch run.outcome {
        case .committed:
            #expect(!isBad)
            for object in objects { #expect(state.object(object.key) != nil, "seed \(seed): \(object.key)") }
            #expect(state.object(Objects.configMap("old-1").key) == nil)
            #expect(state.object(Objects.configMap().key)?["data"] == ["MODE": "b"])
            #expect(state.object(Objects.deployment().key)?.status["availableReplicas"]?.int == 2)
            #expect(state.object(Objects.statefulSet().key)?.status["readyReplicas"]?.int == 2)
        case .rolledBack, .unreachable:
            let after = SimulationTests.content(state, all)
            for name in Set(before.keys).union(after.keys) {
                #expect(
                    after[name] == before[name],
                    "seed \(seed): \(name): \(after[name]?.json ?? "–") was \(before[name]?.json ?? "–")")
            }
        default: Issue.record("seed \(seed): \(String(describing: run.outcome))")
        }
    }
}

/// Keeps what a journal would.
struct SteppedJournal {
    private(set) var contents: JournalContents?

    mutating func keep(_ actions: [Action]) {
        for action in actions {
            switch action {
            case .begin(let record):
                contents = JournalContents(record: record, intents: [], results: [], phase: .applying)
            case .enter(let phase): contents?.phase = phase
            case .note(let results): contents?.results += results
            case .announce(let intents): contents?.intents += intents
            case .call(let call): if let intent = call.intent { contents?.intents.append(intent) }
            case .prepare, .watch, .explain, .finish: break
            }
        }
    }
}
