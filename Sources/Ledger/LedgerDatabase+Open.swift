public import Apply
import GRDB
import Model

/// A transaction that was begun and has not come to its end: a crash, or a rollback that could not be completed.
public struct OpenTransaction: Sendable {
    public var journal: JournalContents
    public var context: TransactionContext
    /// True where it had failed before, so that its revision is to blame; false where the process died in it, or only
    /// trouble that passes made it fail.
    public var hadFailed: Bool
}

extension LedgerDatabase {
    /// The open transaction of an application. There is at most one.
    public func openTransaction(application: String) async throws -> OpenTransaction? {
        try await read { database in
            guard
                let row = try Row.fetchOne(
                    database,
                    sql: """
                        SELECT * FROM "transaction" WHERE application = ? AND outcome IN ('Running', 'Stuck')
                        ORDER BY id DESC LIMIT 1
                        """, arguments: [application])
            else { return nil }
            return try LedgerDatabase.open(row, database)
        }
    }

    private static func open(_ row: Row, _ database: Database) throws -> OpenTransaction {
        let id = row["id"] as Int64
        var journal = OpenJournal(transaction: id)
        let notes = try Row.fetchCursor(
            database, sql: "SELECT kind, step, body FROM journal WHERE \"transaction\" = ? ORDER BY sequence",
            arguments: [id])
        while let note = try notes.next() {
            try journal.read(note["kind"], of: note["step"], try Value(json: note["body"] as String))
        }
        if let former = row["applied"] as String? {
            for entry in try Value(json: former).elements { journal.readApplied(entry) }
        }
        let startedAt = Instant(milliseconds: row["startedAt"])
        var context = TransactionContext(
            application: row["application"], kind: .init(rawValue: row["kind"]) ?? .sync,
            from: row["fromRevision"], to: row["toRevision"], author: row["author"], message: row["message"],
            trigger: row["trigger"], actor: row["actor"], startedAt: startedAt, applied: journal.applied)
        context.isHeldAfterwards = context.kind != .heal
        context.rejects = journal.rejects
        return OpenTransaction(
            journal: JournalContents(
                record: TransactionRecord(
                    id: String(id), application: row["application"], from: row["fromRevision"], to: row["toRevision"],
                    steps: journal.steps, startedAt: startedAt),
                intents: journal.intents, results: journal.results,
                phase: Phase(rawValue: row["phase"]) ?? .applying),
            context: context,
            // Neither what runs on failure, nor the phase, nor that it is stuck: what a former process left open is undone
            // too, through no fault of its revision, and so is what failed through trouble that passes.
            hadFailed: journal.results.contains { result in
                let runsOnFailure =
                    journal.steps.indices.contains(result.step) && journal.steps[result.step].hook == .onFailure
                return result.result == .failed && !result.isPassing && !runsOnFailure
            })
    }
}
