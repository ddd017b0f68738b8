import Apply
import ClusterAPI
import Diff
import Engine
import EngineStore
import Ledger
import Model

/// What it costs that a crash loses nothing: the same transaction with the journal and without, turn by turn.
let journalSection = Section(name: "journal", about: "a transaction of 1,000 objects, with the journal and without") {
    let repository = try BenchRepository()
    let folder = repository.folder
    let cluster = try await InProcessCluster(
        controllers: standardControllers, persistence: try ClusterDatabase(path: folder + "/cluster.sqlite"))
    await cluster.start()
    let ledger = try LedgerDatabase(path: folder + "/ledger.sqlite")
    let served = try await cluster.resources()
    var live: [ObjectKey: Value] = [:]
    var base: [ObjectKey: Value] = [:]
    let clock = ContinuousClock()

    func pass(_ turn: Int, _ mode: Mode) async throws -> Pass {
        let desired = journalObjects(turn)
        let changes = changes(from: base, to: desired, over: live, settings: builtinChangeSettings)
        let plan = plan(
            changes, manifests: desired, live: { live[$0] }, managed: base.count, served: served,
            settings: PlanSettings(application: "bench"))
        let id = ledger.nextTransactionID()
        let applied = Dictionary(desired.map { ($0.key, Value?.some($0.object)) }) { first, _ in first }
        let context = TransactionContext(
            application: "bench", kind: .sync, from: "", to: "\(turn)", author: "", message: "", trigger: "cli",
            actor: "bench", startedAt: SystemTime().now(), applied: applied)
        let timed = TimedJournal(LedgerJournal(ledger: ledger, context: context))
        let journal: any Journal = mode == .on ? timed : NoJournal()
        let (start, processor) = (clock.now, processSeconds())
        let transaction = Transaction(
            id: id, application: "bench", plan: plan, settings: TransactionSettings(), at: SystemTime().now())
        let outcome = await TransactionRunner(cluster: cluster, journal: journal).run(transaction)
        var pass = Pass()
        pass.seconds = (clock.now - start) / .seconds(1)
        pass.processor = processSeconds() - processor
        (pass.begin, pass.end) = (timed.begin, timed.end)
        // What the journal still does in the background is not the next pass's.
        let ended = clock.now
        await ledger.rest()
        pass.afterwards = (clock.now - ended) / .seconds(1)
        guard case .committed = outcome else { throw Unsynced(description: "\(outcome)") }
        base = Dictionary(desired.map { ($0.key, $0.object) }) { first, _ in first }
        live = [:]
        let type = ResourceType(group: "", version: "v1", kind: "ConfigMap", plural: "configmaps", isNamespaced: true)
        for object in try await cluster.perform(Request(.list, type, namespace: "bench")).list?.items ?? [] {
            live[object.key] = object
        }
        let namespace = ObjectKey(group: "", kind: "Namespace", namespace: "", name: "bench")
        live[namespace] = base[namespace]
        return pass
    }

    _ = try await pass(0, .on)
    var passes: [Mode: [Pass]] = [:]
    for turn in 1...40 {
        let mode: Mode = turn.isMultiple(of: 2) ? .on : .off
        passes[mode, default: []].append(try await pass(turn, mode))
    }
    await cluster.stop()
    withExtendedLifetime(repository) {}
    let (with, without) = (passes[.on] ?? [], passes[.off] ?? [])
    let (on, off) = (median(with.map(\.seconds)), median(without.map(\.seconds)))
    let more = off > 0 ? 100 * (on / off - 1) : 0
    let afterwards = median(with.map(\.afterwards))
    return [
        Row("without the journal", 1000 * off, "ms"), Row("with the journal", 1000 * on, "ms"),
        Row("slower by", more, "%", goal: ("at most 15 %", more <= 15)),
        Row("processor time without the journal", 1000 * median(without.map(\.processor)), "ms"),
        Row("processor time with the journal", 1000 * median(with.map(\.processor)), "ms"),
        Row("waited for plan and intents to be on disk", 1000 * median(with.map(\.begin)), "ms"),
        Row("waited for the end to be written", 1000 * median(with.map(\.end)), "ms"),
        Row("put away afterwards, in the background", 1000 * afterwards, "ms"),
        Row("slower by, were that waited for", off > 0 ? 100 * ((on + afterwards) / off - 1) : 0, "%"),
    ]
}

/// In seconds.
private struct Pass {
    var seconds = 0.0
    var processor = 0.0
    var begin = 0.0
    var end = 0.0
    var afterwards = 0.0
}

private enum Mode { case on, off }

private func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    return sorted.isEmpty ? 0 : sorted[sorted.count / 2]
}

/// A namespace and 999 ConfigMaps, each different in each turn.
private func journalObjects(_ turn: Int) -> [Manifest] {
    var objects: [Value] = [["apiVersion": "v1", "kind": "Namespace", "metadata": ["name": "bench"]]]
    for number in 1..<1000 {
        objects.append([
            "apiVersion": "v1", "kind": "ConfigMap",
            "metadata": ["name": Value("config-\(number)"), "namespace": "bench", "labels": ["team": "shop"]],
            "data": [
                "LEVEL": "info", "URL": Value("https://service-\(number).bench.svc:8443/v1"),
                "app.conf": Value(String(repeating: "option = value\n", count: 20)),
            ],
        ])
    }
    return objects.map {
        var object = $0
        if object["data"] != nil { object.set(Value("\(turn)"), at: "data", "TURN") }
        return Manifest(key: object.key, object: object, origin: Origin(file: "bench.yaml", line: 1))
    }
}
