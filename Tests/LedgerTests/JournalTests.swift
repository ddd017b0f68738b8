import Apply
import ClusterAPI
import Diff
import GRDB
import Model
import Testing

@testable import Ledger

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

@Suite struct JournalTests {
    let ledger: LedgerDatabase
    let steps: [Step]
    let applied: [ObjectKey: Value?]

    init() throws {
        let path = FileManager.default.temporaryDirectory.path + "/plumb-ledger-\(UUID().uuidString).sqlite"
        ledger = try LedgerDatabase(path: path)
        let type = ResourceType(group: "", version: "v1", kind: "ConfigMap", plural: "configmaps", isNamespaced: true)
        steps = (0..<70).map { number in
            var object: Value = [
                "apiVersion": "v1", "kind": "ConfigMap",
                "metadata": ["name": Value("config-\(number)"), "namespace": "shop"],
            ]
            object["data"] = ["NUMBER": Value("\(number)")]
            let change = Change(key: object.key, action: .create, desired: object, result: object)
            return Step(id: number, change: change, action: .create, type: type)
        }
        applied = Dictionary(uniqueKeysWithValues: steps.map { ($0.key, $0.change.desired) })
    }

    private func journal() -> LedgerJournal {
        LedgerJournal(
            ledger: ledger,
            context: TransactionContext(
                application: "shop", kind: .sync, from: "", to: "aa", author: "", message: "", trigger: "poll",
                actor: "plumb", startedAt: Instant(milliseconds: 0), applied: applied))
    }
    private func record(_ id: String) -> TransactionRecord {
        TransactionRecord(
            id: id, application: "shop", from: "", to: "aa", steps: steps, startedAt: Instant(milliseconds: 0))
    }
    private func notes() async throws -> Int {
        try await ledger.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM journal") ?? -1 }
    }

    @Test("what is begun reads back whole, prepared before or not", arguments: [true, false])
    func readsBack(isPrepared: Bool) async throws {
        let (id, journal) = (ledger.nextTransactionID(), journal())
        if isPrepared { journal.prepare(steps, in: id) }
        try await journal.write([.begin(record(id)), .enter(.applying, at: Instant(milliseconds: 1))], in: id)
        try await journal.intend(steps.map { Intent(step: $0.id, body: $0.change.desired) }, in: id)
        let open = try #require(try await ledger.openTransaction(application: "shop"))
        #expect(open.journal.record.steps.map(\.key) == steps.map(\.key))
        #expect(open.journal.record.steps.map(\.change.desired) == steps.map(\.change.desired))
        #expect(open.journal.intents.count == steps.count)
        #expect(open.context.applied == applied)
    }

    @Test("of what was prepared and refused nothing stays but the refusal")
    func refused() async throws {
        let (id, journal) = (ledger.nextTransactionID(), journal())
        journal.prepare(steps, in: id)
        try await journal.finish(.refused([Problem("no")]), of: id, at: Instant(milliseconds: 5))
        #expect(try await notes() == 0)
        #expect(try await ledger.steps(of: id).isEmpty)
        #expect(try await ledger.headlines().map(\.outcome) == ["Refused"])
    }

    @Test("what a process prepared and died over is forgotten when the ledger is opened again")
    func forgotten() async throws {
        let (id, journal) = (ledger.nextTransactionID(), journal())
        journal.prepare(steps, in: id)
        // Behind what is being prepared.
        while try await notes() == 0 { await Task.yield() }
        let path = ledger.pool.path
        try ledger.close()
        let again = try LedgerDatabase.repairing(path: path, at: Instant(milliseconds: 9))
        #expect(try await again.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM journal") } == 0)
    }

    @Test("history and audit have all steps, though the process that began them wrote none of them down")
    func takenOver() async throws {
        let id = ledger.nextTransactionID()
        try await journal().begin(record(id))
        #expect(try await ledger.steps(of: id).isEmpty)
        try await journal().finish(.rolledBack(reasons: [Problem("it ended")]), of: id, at: Instant(milliseconds: 5))
        #expect(try await ledger.steps(of: id).map(\.object) == steps.map(\.key))
        let audit = try #require(try await ledger.auditEntries().last)
        #expect(audit["changes"]?.elements.count == steps.count)
    }

    @Test("a commit leaves the objects applied, the results in the audit, and nothing in the journal")
    func committed() async throws {
        let (id, journal) = (ledger.nextTransactionID(), journal())
        journal.prepare(steps, in: id)
        try await journal.begin(record(id))
        try await journal.record(steps.map { StepResult(step: $0.id, result: .applied) }, in: id)
        try await journal.finish(.committed(warnings: []), of: id, at: Instant(milliseconds: 5))
        #expect(try await ledger.applied(application: "shop").count == steps.count)
        await ledger.rest()
        #expect(try await notes() == 0)
        #expect(try await ledger.applied(application: "shop").count == steps.count)
        guard case .intact = try await ledger.verifyAudit() else {
            Issue.record("the audit is broken")
            return
        }
        let audit = try #require(try await ledger.auditEntries().last)
        #expect(audit["changes"]?.elements.allSatisfy { $0["result"]?.string == "applied" } == true)
        #expect(try await ledger.steps(of: id).allSatisfy { $0.result == "applied" })
    }
}
