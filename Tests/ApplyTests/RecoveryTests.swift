import Apply
import ClusterAPI
import Diff
import Engine
import Model
import Synchronization
import Testing

/// What is made of a journal that a process left open.
@Suite struct RecoveryTests {
    private static let first = [Objects.namespace, Objects.configMap(), Objects.configMap("old"), Objects.secret()]
    private static let next = [
        Objects.namespace, Objects.configMap("config", ["MODE": "b"]), Objects.configMap("new"), Objects.secret(),
    ]

    /// A world in which a process died: `results` of its writes are known, all of them were sent, and those of `lost`
    /// never arrived.
    private func left(_ world: World, results known: Set<String>, lost: Set<String> = []) async throws
        -> JournalContents
    {
        #expect(try await world.apply(Self.first) == .committed(warnings: []))
        let plan = try await world.plan(Self.next)
        var contents = JournalContents(
            record: TransactionRecord(
                id: "9", application: "shop", from: "a", to: "b", steps: plan.steps,
                startedAt: await world.cluster.now), intents: [], results: [], phase: .applying)
        for step in plan.steps where step.action != .delete {
            contents.intents.append(Intent(step: step.id, body: step.body))
            guard !lost.contains(step.key.name), let body = step.body else { continue }
            let type = World.type(of: body)
            let made: Value
            if step.action == .create {
                made = try await world.cluster.create(type, body, manager: "plumb")
            } else {
                made = try await world.cluster.update(type, body, manager: "plumb")
            }
            if known.contains(step.key.name) {
                contents.results.append(StepResult(step: step.id, result: .applied, object: made))
            }
        }
        return contents
    }

    @Test("what is written down as applied and is as it was before is taken for undone")
    func undoneUnwritten() async throws {
        let world = World()
        let first = [Objects.namespace, Objects.configMap()]
        #expect(try await world.apply(first) == .committed(warnings: []))
        let steps = try await world.plan([Objects.namespace, Objects.configMap("config", ["MODE": "b"])]).steps
        let now = await world.cluster.now
        let contents = JournalContents(
            record: TransactionRecord(
                id: "9", application: "shop", from: "", to: "", steps: steps, startedAt: now),
            intents: steps.map { Intent(step: $0.id, body: $0.change.result) },
            results: steps.map { StepResult(step: $0.id, result: .applied, object: $0.change.result) },
            phase: .verifying)
        let outcome = await world.runner().run(Transaction.undoing(contents, at: now))
        guard case .rolledBack = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(await world.live(Objects.configMap())?["data"] == ["MODE": "a"])
    }

    @Test(
        "a lost answer is not a lost write: where everything had arrived, it is finished",
        arguments: [["config", "new"], ["config"], ["new"], []] as [Set<String>])
    func finished(known: Set<String>) async throws {
        let world = World()
        let contents = try await left(world, results: known)
        let outcome = await world.runner().run(Transaction.undoing(contents, at: await world.cluster.now))
        #expect(outcome == .committed(warnings: []))
        #expect(await world.live(Objects.configMap())?["data"] == ["MODE": "b"])
        #expect(await world.live(Objects.configMap("new")) != nil)
        #expect(await world.live(Objects.configMap("old")) == nil)
    }

    @Test("where one write had not arrived, everything is undone", arguments: ["config", "new"])
    func undone(lost: String) async throws {
        let world = World()
        let contents = try await left(world, results: [], lost: [lost])
        guard
            case .rolledBack(let reasons) = await world.runner().run(
                Transaction.undoing(contents, at: await world.cluster.now))
        else {
            Issue.record("was not undone")
            return
        }
        #expect(reasons.map(\.message) == ["plumb ended in the middle of it"])
        #expect(await world.live(Objects.configMap())?["data"] == ["MODE": "a"])
        #expect(await world.live(Objects.configMap("new")) == nil)
        #expect(await world.live(Objects.configMap("old")) != nil)
    }

    @Test("a second crash in the middle of the recovery changes nothing of it", arguments: 1..<12)
    func again(after steps: Int) async throws {
        let world = World()
        var contents = try await left(world, results: ["config"], lost: ["new"])
        let dead = DeadAfter(world.cluster, journal: world.journal, entries: steps)
        try await world.journal.begin(contents.record)
        try await world.journal.intend(contents.intents, in: "9")
        try await world.journal.record(contents.results, in: "9")
        try await world.journal.enter(.applying, in: "9", at: await world.cluster.now)
        let transaction = Transaction.undoing(contents, at: await world.cluster.now)
        let task = Task { await TransactionRunner(cluster: dead, journal: dead, time: world.time).run(transaction) }
        await dead.wait(orUntil: task)
        if world.journal.isOpen {
            contents = try #require(world.journal.contents)
            guard
                case .rolledBack = await world.runner().run(
                    Transaction.undoing(contents, at: await world.cluster.now))
            else {
                Issue.record("was not undone")
                return
            }
        }
        #expect(await world.live(Objects.configMap())?["data"] == ["MODE": "a"])
        #expect(await world.live(Objects.configMap("new")) == nil)
    }

    @Test("what was undone before the second crash, and changed by somebody since, stays as it is")
    func undoneBefore() async throws {
        let world = World()
        var contents = try await left(world, results: ["config", "new"])
        let step = try #require(contents.record.steps.first { $0.key.name == "config" })
        try await world.edit(Objects.configMap()) { $0.set("somebody's", at: "data", "MODE") }
        contents.phase = .rollingBack
        contents.results.append(StepResult(step: step.id, result: .undone))
        _ = await world.runner().run(Transaction.undoing(contents, at: await world.cluster.now))
        #expect(await world.live(Objects.configMap())?["data"] == ["MODE": "somebody's"])
        #expect(await world.live(Objects.configMap("new")) == nil)
    }

    @Test("where both changed a field after the write, it goes back, and that is said")
    func bothChanged() async throws {
        let world = World()
        let contents = try await left(world, results: ["config"], lost: ["new"])
        try await world.edit(Objects.configMap()) {
            $0.set("somebody's", at: "data", "MODE")
            $0.set("theirs", at: "data", "EXTRA")
        }
        guard
            case .rolledBack(let reasons) = await world.runner().run(
                Transaction.undoing(contents, at: await world.cluster.now))
        else {
            Issue.record("was not undone")
            return
        }
        #expect(await world.live(Objects.configMap())?["data"] == ["EXTRA": "theirs", "MODE": "a"])
        #expect(
            reasons.map(\.message).contains(
                "ConfigMap \"config\": data.MODE, which kubectl changed meanwhile, is back as it was before"))
    }

    @Test("what a recovery found is written down, or the transaction stays open")
    func journalFailsWhileRecovering() async throws {
        let world = World()
        let contents = try await left(world, results: [])
        let dead = try #require(contents.record.steps.first { $0.action != .delete })
        var transaction = Transaction.undoing(contents, at: await world.cluster.now)
        _ = transaction.next(at: await world.cluster.now)
        #expect(transaction.phase == .recovering)
        let live = try #require(await world.live(dead.key))
        transaction.record(.answered(call: 1, .success(Response(.object(live)))), at: await world.cluster.now)
        _ = transaction.next(at: await world.cluster.now)
        transaction.record(.journalFailed("the disk is full"), at: await world.cluster.now)
        _ = transaction.next(at: await world.cluster.now)
        #expect(transaction.outcome == .unfinished("the journal cannot be written: the disk is full"))
        try await world.journal.begin(contents.record)
        let again = Transaction.undoing(contents, at: await world.cluster.now)
        #expect(await world.runner().run(again) == .committed(warnings: []))
        #expect(
            world.journal.state.withLock { $0.results.filter { $0.result == .applied }.count }
                == contents.record.steps.count)
    }

    @Test("what an undoing brought back that nobody could write down goes when the transaction is finished")
    func broughtBack() async throws {
        let world = World()
        let contents = try await left(world, results: ["config", "new"])
        let old = try #require(contents.record.steps.first { $0.key.name == "old" }?.change.live)
        let type = World.type(of: old)
        try await world.cluster.delete(type, namespace: "shop", name: "old")
        var again = old
        for name in ["uid", "resourceVersion", "creationTimestamp", "managedFields"] {
            again.set(nil, at: "metadata", name)
        }
        try await world.cluster.create(type, again, manager: "plumb")
        let outcome = await world.runner().run(Transaction.undoing(contents, at: await world.cluster.now))
        #expect(outcome == .committed(warnings: []))
        #expect(await world.live(Objects.configMap("old")) == nil)
    }

    @Test("a journal that fails in the middle, or at the end, leaves it open, and what was written is undone")
    func journalFails() async throws {
        for entries in [1, 2, 3, 4] {
            let world = World()
            #expect(try await world.apply(Self.first) == .committed(warnings: []))
            let before = world.journal.state.withLock { $0.entries }
            world.journal.fail(after: before + entries)
            let outcome = try await world.apply(Self.next)
            guard case .unfinished(let reason) = outcome else {
                Issue.record("\(entries): \(outcome)")
                continue
            }
            #expect(reason == "the journal cannot be written: the disk is full")
            guard world.journal.isOpen else { continue }
            world.journal.fail(after: .max)
            let contents = try #require(world.journal.contents)
            switch await world.runner().run(Transaction.undoing(contents, at: await world.cluster.now)) {
            case .rolledBack:
                #expect(await world.live(Objects.configMap())?["data"] == ["MODE": "a"])
                #expect(await world.live(Objects.configMap("new")) == nil)
            case .committed: #expect(await world.live(Objects.configMap("old")) == nil)
            case let other: Issue.record("\(entries): \(other)")
            }
            #expect(!world.journal.isOpen)
        }
    }
}
