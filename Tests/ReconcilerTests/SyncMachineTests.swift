import Ledger
import Model
import Testing

@testable import Reconciler

/// What the machine does, told as stories: events in, effects out.
@Suite struct SyncMachineTests {
    static let start = Instant(seconds: 1_700_000_000)

    func revision(_ letter: Character) -> Revision {
        Revision(
            id: String(repeating: letter, count: 40), author: "A <a@example>", message: "change", time: Self.start)
    }

    func machine(
        selfHeal: Bool = true, dependencies: Bool = false, record: ApplicationRecord? = nil, open: String? = nil
    ) -> SyncMachine {
        SyncMachine(
            policy: .init(interval: .seconds(30), selfHeal: selfHeal, hasDependencies: dependencies),
            record: record ?? ApplicationRecord(name: "shop"), open: open, at: Self.start)
    }

    /// A machine whose cluster holds revision a.
    func synced(selfHeal: Bool = true) -> SyncMachine {
        var machine = machine(selfHeal: selfHeal)
        _ = machine.handle(.wake(Wake(.startup)), at: Self.start)
        _ = machine.handle(.looked(.success(revision("a"))), at: Self.start)
        _ = machine.handle(.finished(.healed), at: Self.start)
        return machine
    }

    func runs(_ effects: [SyncMachine.Effect]) -> [SyncMachine.Run] {
        effects.compactMap { if case .run(let run) = $0 { run } else { nil } }
    }

    @Test("a new tip is looked up, applied, remembered, and then it is quiet")
    func newTip() {
        var machine = machine()
        #expect(machine.handle(.wake(Wake(.webhook, actor: "github")), at: Self.start) == [.look])
        let effects = machine.handle(.looked(.success(revision("a"))), at: Self.start)
        #expect(runs(effects).map(\.kind) == [.sync])
        #expect(machine.state == .progressing)
        let after = machine.handle(.finished(.healed), at: Self.start)
        #expect(machine.state == .synced)
        #expect(machine.record.revision == revision("a").id)
        #expect(after.contains(.remember(machine.record, event: nil, nil)))
        #expect(after.contains(.wakeAt(Self.start + .seconds(30))))
    }

    @Test(
        "what differed when plumb started is set right by the revision that stays, where the tip is rejected",
        arguments: [RunResult.refused(reason: "no"), .rolledBack(reason: "no")])
    func driftBeforeRejection(result: RunResult) {
        var machine = machine(record: synced().record)
        _ = machine.handle(.wake(Wake(.startup)), at: Self.start)
        _ = machine.handle(.looked(.success(revision("b"))), at: Self.start)
        let effects = machine.handle(.finished(result), at: Self.start)
        #expect(runs(effects).map(\.kind) == [.heal])
        #expect(runs(effects).map(\.revision) == [revision("a").id])
        #expect(runs(machine.handle(.finished(.inSync), at: Self.start)).isEmpty)
        _ = machine.handle(.wake(Wake(.poll)), at: Self.start)
        #expect(runs(machine.handle(.looked(.success(revision("b"))), at: Self.start)).isEmpty)
    }

    @Test("what another lets go of while drift is looked for is taken up afterwards")
    func releasedMeanwhile() {
        var machine = machine(record: synced().record)
        _ = machine.handle(.wake(Wake(.startup)), at: Self.start)
        _ = machine.handle(.looked(.success(revision("b"))), at: Self.start)
        #expect(runs(machine.handle(.finished(.contested(reason: "held")), at: Self.start)).map(\.kind) == [.heal])
        #expect(machine.handle(.released, at: Self.start).contains(.remember(machine.record, event: nil, nil)))
        #expect(machine.handle(.finished(.inSync), at: Self.start).contains(.look))
        #expect(runs(machine.handle(.looked(.success(revision("b"))), at: Self.start)).map(\.kind) == [.sync])
    }

    @Test("a tip that did not move is not applied again")
    func unmoved() {
        var machine = synced()
        _ = machine.handle(.wake(Wake(.poll)), at: Self.start)
        _ = machine.handle(.looked(.success(revision("a"))), at: Self.start)
        if case .running = machine.activity { _ = machine.handle(.finished(.inSync), at: Self.start) }
        _ = machine.handle(.wake(Wake(.poll)), at: Self.start)
        let effects = machine.handle(.looked(.success(revision("a"))), at: Self.start)
        #expect(runs(effects).isEmpty)
    }

    @Test(
        "a failed revision is rejected until the branch moves",
        arguments: [(RunResult.rolledBack(reason: "no"), SyncState.rolledBack), (.refused(reason: "no"), .refused)])
    func rejected(result: RunResult, state: SyncState) {
        var machine = synced()
        _ = machine.handle(.wake(Wake(.poll)), at: Self.start)
        _ = machine.handle(.looked(.success(revision("b"))), at: Self.start)
        _ = machine.handle(.finished(result), at: Self.start)
        #expect(machine.state == state)
        #expect(machine.record.rejected?.revision == revision("b").id)
        #expect(machine.record.revision == revision("a").id)

        _ = machine.handle(.wake(Wake(.poll)), at: Self.start)
        let again = machine.handle(.looked(.success(revision("b"))), at: Self.start)
        #expect(!runs(again).contains { $0.kind == .sync })
        if case .running = machine.activity { _ = machine.handle(.finished(.inSync), at: Self.start) }
        #expect(machine.state == state)

        _ = machine.handle(.wake(Wake(.poll)), at: Self.start)
        let next = machine.handle(.looked(.success(revision("c"))), at: Self.start)
        #expect(runs(next).map(\.revision) == [revision("c").id])
        _ = machine.handle(.finished(.healed), at: Self.start)
        #expect(machine.state == .synced)
        #expect(machine.record.rejected == nil)
    }

    @Test("retry forgets the rejection and tries the same revision")
    func retry() {
        var machine = synced()
        _ = machine.handle(.wake(Wake(.poll)), at: Self.start)
        _ = machine.handle(.looked(.success(revision("b"))), at: Self.start)
        _ = machine.handle(.finished(.rolledBack(reason: "no")), at: Self.start)
        let effects = machine.handle(.command(.retry(Wake(.cli, actor: "ada"))), at: Self.start)
        #expect(effects.contains(.look))
        let found = machine.handle(.looked(.success(revision("b"))), at: Self.start)
        #expect(runs(found).map(\.kind) == [.sync])
    }

    @Test("allowing a number of prunes tries a rejected revision again, and the run carries the number")
    func allowsPrune() {
        var machine = synced()
        _ = machine.handle(.wake(Wake(.poll)), at: Self.start)
        _ = machine.handle(.looked(.success(revision("b"))), at: Self.start)
        _ = machine.handle(.finished(.refused(reason: "would prune 6")), at: Self.start)
        #expect(machine.state == .refused)
        var effects = machine.handle(.command(.sync(Wake(.cli, actor: "ada", allowPrune: 6))), at: Self.start)
        #expect(effects.contains { if case .remember(_, "allow-prune 6", _) = $0 { true } else { false } })
        if case .running = machine.activity { effects += machine.handle(.finished(.inSync), at: Self.start) }
        if case .looking = machine.activity {
            effects += machine.handle(.looked(.success(revision("b"))), at: Self.start)
        }
        #expect(runs(effects).last?.kind == .sync)
        #expect(runs(effects).last?.wake.allowPrune == 6)
    }

    @Test("what could not be closed is tried again later each time, and nothing else before")
    func unfinished() {
        var machine = synced()
        _ = machine.handle(.wake(Wake(.poll)), at: Self.start)
        _ = machine.handle(.looked(.success(revision("b"))), at: Self.start)
        var effects = machine.handle(
            .finished(.unfinished(reason: "the journal cannot be written: the disk is full")), at: Self.start)
        #expect(machine.state == .error)
        #expect(runs(effects).isEmpty)
        #expect(effects.contains(.wakeAt(Self.start + .seconds(1))))
        effects = machine.handle(.time, at: Self.start + .seconds(1))
        #expect(runs(effects).map(\.kind) == [.recovery])
        effects = machine.handle(.finished(.unfinished(reason: "still full")), at: Self.start + .seconds(1))
        #expect(runs(effects).isEmpty)
        #expect(effects.contains(.wakeAt(Self.start + .seconds(3))))
        effects = machine.handle(.time, at: Self.start + .seconds(3))
        effects = machine.handle(.finished(.recovered(committed: false)), at: Self.start + .seconds(3))
        #expect(effects.contains(.look))
    }

    @Test("another application is waited for, a wake-up at a time, and the wait is told to the next run")
    func waits() {
        var machine = synced()
        _ = machine.handle(.wake(Wake(.poll)), at: Self.start)
        _ = machine.handle(.looked(.success(revision("b"))), at: Self.start)
        var effects = machine.handle(.finished(.waiting(reason: "waits for \"blog\"")), at: Self.start)
        #expect(machine.state == .outOfSync && machine.reason == "waits for \"blog\"")
        #expect(machine.record.rejected == nil)
        #expect(effects.contains(.wakeAt(Self.start + .milliseconds(250))))
        effects = machine.handle(.released, at: Self.start + .seconds(1))
        #expect(effects == [.look])
        effects = machine.handle(.looked(.success(revision("b"))), at: Self.start + .seconds(1))
        #expect(runs(effects).map(\.waited) == [.seconds(1)])
        effects = machine.handle(.finished(.healed), at: Self.start + .seconds(1))
        #expect(machine.state == .synced)
        #expect(machine.handle(.released, at: Self.start + .seconds(2)).isEmpty)
    }

    @Test("what another holds is refused, and tried again by itself once the other lets go; another refusal is not")
    func contested() {
        for isContested in [true, false] {
            var machine = synced()
            _ = machine.handle(.wake(Wake(.poll)), at: Self.start)
            _ = machine.handle(.looked(.success(revision("b"))), at: Self.start)
            _ = machine.handle(
                .finished(isContested ? .contested(reason: "blog has it") : .refused(reason: "wrong")), at: Self.start)
            #expect(machine.state == .refused && machine.record.rejected?.revision == revision("b").id)
            let effects = machine.handle(.released, at: Self.start)
            #expect(effects.contains(.look) == isContested)
            #expect((machine.record.rejected == nil) == isContested)
        }
    }

    @Test("drift is healed at once, and while something runs right after it")
    func drift() {
        var machine = synced()
        #expect(runs(machine.handle(.drifted, at: Self.start)).map(\.kind) == [.heal])
        #expect(runs(machine.handle(.drifted, at: Self.start)).isEmpty)
        let effects = machine.handle(.finished(.healed), at: Self.start)
        #expect(runs(effects).map(\.kind) == [.heal])
    }

    @Test(
        "drift that cannot be healed is tried again with growing pauses, and not in between",
        arguments: [RunResult.rolledBack(reason: "no"), .refused(reason: "no")])
    func cannotHeal(result: RunResult) {
        var machine = synced()
        var now = Self.start
        for pause in [1, 2, 4] {
            #expect(runs(machine.handle(.drifted, at: now)).map(\.kind) == [.heal])
            let effects = machine.handle(.finished(result), at: now)
            #expect(runs(effects).isEmpty)
            #expect(effects.contains(.wakeAt(now + .seconds(Int64(pause)))))
            #expect(machine.state != .synced)
            // Neither what moves meanwhile, nor a look.
            #expect(runs(machine.handle(.drifted, at: now)).isEmpty)
            _ = machine.handle(.wake(Wake(.webhook)), at: now)
            #expect(runs(machine.handle(.looked(.success(revision("a"))), at: now)).isEmpty)
            #expect(machine.state != .synced)
            now = now + .seconds(Int64(pause))
        }
        #expect(runs(machine.handle(.drifted, at: now)).map(\.kind) == [.heal])
        _ = machine.handle(.finished(.healed), at: now)
        #expect(machine.state == .synced)
        #expect(runs(machine.handle(.drifted, at: now)).map(\.kind) == [.heal])
    }

    @Test("where self-heal is off, drift is reported and left")
    func reported() {
        var machine = synced(selfHeal: false)
        let run = runs(machine.handle(.drifted, at: Self.start)).first
        #expect(run?.isCheckOnly == true)
        _ = machine.handle(.finished(.drift(fields: 2)), at: Self.start)
        #expect(machine.state == .outOfSync)
    }

    @Test("a suspended application looks, and does nothing, until it is resumed")
    func suspended() {
        var machine = synced()
        _ = machine.handle(.command(.suspend(Wake(.cli, actor: "ada"))), at: Self.start)
        #expect(machine.state == .suspended)
        #expect(runs(machine.handle(.drifted, at: Self.start)).isEmpty)
        _ = machine.handle(.wake(Wake(.webhook)), at: Self.start)
        #expect(runs(machine.handle(.looked(.success(revision("b"))), at: Self.start)).isEmpty)
        #expect(machine.handle(.command(.resume(Wake(.cli))), at: Self.start).contains(.look))
        let effects = machine.handle(.looked(.success(revision("b"))), at: Self.start)
        #expect(runs(effects).map(\.revision) == [revision("b").id])
    }

    @Test("a source that cannot be read is tried again, later each time, and recovers by itself")
    func unreadable() {
        var machine = synced()
        var waits: [Duration] = []
        for _ in 0..<4 {
            _ = machine.handle(.wake(Wake(.poll)), at: Self.start)
            let effects = machine.handle(.looked(.failure(SourceTrouble("no answer"))), at: Self.start)
            for case .wakeAt(let time) in effects { waits.append(time - Self.start) }
            #expect(machine.state == .error)
        }
        #expect(waits == [.seconds(1), .seconds(2), .seconds(4), .seconds(8)])
        _ = machine.handle(.wake(Wake(.poll)), at: Self.start)
        _ = machine.handle(.looked(.success(revision("a"))), at: Self.start)
        if case .running = machine.activity { _ = machine.handle(.finished(.inSync), at: Self.start) }
        #expect(machine.state == .synced)
    }

    @Test("what arrives during a run is one wake-up after it, the strongest")
    func coalesced() {
        var machine = synced()
        _ = machine.handle(.drifted, at: Self.start)
        for trigger in [Trigger.poll, .webhook, .poll] {
            #expect(machine.handle(.wake(Wake(trigger)), at: Self.start).isEmpty)
        }
        #expect(machine.handle(.finished(.healed), at: Self.start).filter { $0 == .look }.count == 1)
        #expect(machine.activity == .looking(Wake(.webhook)))
    }

    @Test("a transaction left open by a crash is closed before anything else")
    func recovery() {
        var machine = machine(open: revision("b").id)
        let first = machine.handle(.wake(Wake(.startup)), at: Self.start)
        #expect(runs(first).map(\.kind) == [.recovery])
        let then = machine.handle(.finished(.recovered(committed: false)), at: Self.start)
        #expect(then.contains(.look))
        #expect(machine.record.rejected == nil)
    }

    @Test("what could not be undone is tried again before anything else")
    func stuck() {
        var machine = synced()
        _ = machine.handle(.wake(Wake(.poll)), at: Self.start)
        _ = machine.handle(.looked(.success(revision("b"))), at: Self.start)
        _ = machine.handle(.finished(.stuck(reason: "a finalizer holds it")), at: Self.start)
        #expect(machine.state == .stuck)
        let effects = machine.handle(.wake(Wake(.poll)), at: Self.start)
        #expect(runs(effects).map(\.kind) == [.recovery])
        _ = machine.handle(.finished(.rolledBack(reason: "bad image")), at: Self.start)
        #expect(machine.record.rejected?.revision == revision("b").id)
    }

    @Test("what is stuck stays stuck, with its reason, while it is tried again")
    func stuckAgain() {
        var machine = synced()
        _ = machine.handle(.wake(Wake(.poll)), at: Self.start)
        _ = machine.handle(.looked(.success(revision("b"))), at: Self.start)
        _ = machine.handle(.finished(.stuck(reason: "a finalizer holds it")), at: Self.start)
        _ = machine.handle(.wake(Wake(.poll)), at: Self.start)
        #expect(machine.state == .stuck && machine.reason == "a finalizer holds it")
    }

    @Test("a rollback that a crash cut off, and that was finished after it, holds against the tip")
    func recoveredRollback() throws {
        var machine = synced()
        _ = machine.handle(.wake(Wake(.poll)), at: Self.start)
        _ = machine.handle(.looked(.success(revision("b"))), at: Self.start)
        _ = machine.handle(.finished(.healed), at: Self.start)
        let begun = runs(
            machine.handle(.command(.rollback(to: revision("a").id, Wake(.cli, actor: "ada"))), at: Self.start))
        let rejects = try #require(begun.first?.rejects)
        #expect(rejects.revision == revision("b").id)

        var again = self.machine(record: machine.record, open: revision("a").id)
        _ = again.handle(.wake(Wake(.startup)), at: Self.start)
        _ = again.handle(.finished(.recovered(committed: true, of: .rollback, rejects: rejects)), at: Self.start)
        let found = again.handle(.looked(.success(revision("b"))), at: Self.start)
        #expect(!runs(found).contains { $0.kind == .sync })
        #expect(again.record.revision == revision("a").id)
        #expect(again.record.rejected?.reason == "rolled back to aaaaaaaa by ada")
    }

    @Test("healing that a crash cut off leaves a rejection as it is")
    func recoveredHealing() {
        var record = ApplicationRecord(name: "shop")
        record.revision = revision("a").id
        record.rejected = .init(revision: revision("b").id, reason: "no", wasRefused: false)
        var machine = self.machine(record: record, open: revision("a").id)
        _ = machine.handle(.wake(Wake(.startup)), at: Self.start)
        _ = machine.handle(.finished(.recovered(committed: true, of: .heal)), at: Self.start)
        #expect(machine.record == record)
    }

    @Test("an application waits for those that it depends on")
    func dependencies() {
        var machine = machine(dependencies: true)
        _ = machine.handle(.wake(Wake(.startup)), at: Self.start)
        #expect(runs(machine.handle(.looked(.success(revision("a"))), at: Self.start)).isEmpty)
        #expect(machine.state == .outOfSync)
        #expect(machine.handle(.dependencies(ready: true), at: Self.start).contains(.look))
        #expect(runs(machine.handle(.looked(.success(revision("a"))), at: Self.start)).count == 1)
    }

    @Test("a rollback holds against the branch until the branch moves")
    func manualRollback() {
        var machine = synced()
        _ = machine.handle(.wake(Wake(.poll)), at: Self.start)
        _ = machine.handle(.looked(.success(revision("b"))), at: Self.start)
        _ = machine.handle(.finished(.healed), at: Self.start)
        _ = machine.handle(.command(.rollback(to: revision("a").id, Wake(.cli, actor: "ada"))), at: Self.start)
        _ = machine.handle(.finished(.healed), at: Self.start)
        #expect(machine.record.revision == revision("a").id)
        #expect(machine.record.rejected?.revision == revision("b").id)
        #expect(machine.state == .rolledBack)
    }
}
