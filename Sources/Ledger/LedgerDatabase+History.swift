import GRDB
import Model
import Synchronization

extension LedgerDatabase {
    /// The id for the next transaction.
    public func nextTransactionID() -> String { String(transactionCounter.wrappingAdd(1, ordering: .relaxed).newValue) }

    /// Transactions, newest first; of one application, or of all where it is nil.
    public func history(application: String? = nil, limit: Int = 100) async throws -> [HistoryEntry] {
        try await read { database in
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT * FROM "transaction" WHERE ?1 IS NULL OR application = ?1 ORDER BY id DESC LIMIT ?2
                    """, arguments: [application, limit])
            return try rows.map { try LedgerDatabase.entry($0, database) }
        }
    }

    /// One transaction; nil where there is none of that id.
    public func transaction(_ id: String) async throws -> HistoryEntry? {
        guard let number = Int64(id) else { return nil }
        return try await read { database in
            try Row.fetchOne(database, sql: "SELECT * FROM \"transaction\" WHERE id = ?", arguments: [number])
                .map { try LedgerDatabase.entry($0, database) }
        }
    }

    /// The revision that an application held before the present one, for a rollback that names none.
    public func previousRevision(application: String) async throws -> String? {
        try await read { database in
            try String.fetchOne(
                database,
                sql: """
                    SELECT fromRevision FROM "transaction"
                    WHERE application = ? AND outcome = 'Committed' AND fromRevision <> toRevision AND fromRevision <> ''
                    ORDER BY id DESC LIMIT 1
                    """, arguments: [application])
        }
    }

    private static func entry(_ row: Row, _ database: Database) throws -> HistoryEntry {
        let id = row["id"] as Int64
        let steps = try Row.fetchAll(
            database, sql: "SELECT * FROM step WHERE \"transaction\" = ? ORDER BY number", arguments: [id])
        return HistoryEntry(
            id: String(id), application: row["application"], kind: row["kind"], from: row["fromRevision"],
            to: row["toRevision"], author: row["author"], message: row["message"], trigger: row["trigger"],
            actor: row["actor"], outcome: row["outcome"], reason: row["reason"],
            steps: try steps.compactMap { step in
                guard let object = ObjectKey(step["object"] as String) else { return nil }
                return HistoryEntry.StepEntry(
                    object: object, action: step["action"],
                    fields: try Value(json: step["fields"] as String).elements.compactMap(\.string),
                    changes: try Value(json: step["changes"] as String).elements, result: step["result"],
                    reason: step["reason"])
            },
            startedAt: Instant(milliseconds: row["startedAt"]),
            finishedAt: (row["finishedAt"] as Int64?).map { Instant(milliseconds: $0) })
    }
}
