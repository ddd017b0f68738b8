public import Apply
import GRDB
import Model

/// A transaction that was begun and has not come to its end: a crash, or a rollback that could not be completed.
public struct OpenTransaction: Sendable {
    public var journal: JournalContents
    public var context: TransactionContext
    /// True where it had failed before, so that its revision is to blame; false where the process died in it.
    public var hadFailed: Bool
    /// Why it failed.
    public var reason: String
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
        let plans = try String.fetchAll(
            database,
            sql: "SELECT plan FROM step WHERE \"transaction\" = ? AND plan IS NOT NULL ORDER BY number", arguments: [id]
        )
        let steps = try plans.map { text in
            guard let step = Step(journalled: try Value(json: text)) else {
                throw LedgerError("transaction \(id): a step in the journal cannot be read")
            }
            return step
        }
        var intents: [Intent] = []
        var results: [StepResult] = []
        let notes = try Row.fetchAll(
            database, sql: "SELECT * FROM journal WHERE \"transaction\" = ? ORDER BY sequence", arguments: [id])
        for note in notes {
            let body = try Value(json: note["body"] as String)
            if note["kind"] == "intent" {
                intents.append(Intent(step: note["step"], journalled: body))
            } else if let result = StepResult(step: note["step"], journalled: body) {
                results.append(result)
            }
        }
        let startedAt = Instant(milliseconds: row["startedAt"])
        return OpenTransaction(
            journal: JournalContents(
                record: TransactionRecord(
                    id: String(id), application: row["application"], from: row["fromRevision"], to: row["toRevision"],
                    steps: steps, startedAt: startedAt),
                intents: intents, results: results, phase: Phase(rawValue: row["phase"]) ?? .applying),
            context: TransactionContext(
                application: row["application"], kind: .init(rawValue: row["kind"]) ?? .sync,
                from: row["fromRevision"], to: row["toRevision"], author: row["author"], message: row["message"],
                trigger: row["trigger"], actor: row["actor"], startedAt: startedAt,
                applied: try applied(row["applied"])),
            hadFailed: row["outcome"] == "Stuck" || row["phase"] == Phase.rollingBack.rawValue, reason: row["reason"])
    }

    private static func applied(_ text: String?) throws -> [ObjectKey: Value?] {
        guard let text else { return [:] }
        var objects: [ObjectKey: Value?] = [:]
        for entry in try Value(json: text).elements {
            if let key = ObjectKey(entry["key"]?.string ?? "") { objects[key] = .some(entry["object"]) }
        }
        return objects
    }
}
