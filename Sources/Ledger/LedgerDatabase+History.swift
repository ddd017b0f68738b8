import GRDB
import Model
import Synchronization

extension LedgerDatabase {
    /// The id for the next transaction.
    public func nextTransactionID() -> String { String(transactionCounter.wrappingAdd(1, ordering: .relaxed).newValue) }

    /// Transactions with their steps, newest first; of one application, or of all where it is nil. Many of them are many
    /// steps: ask for the `headlines`, and for the steps of one after the other.
    public func history(application: String? = nil, limit: Int = 100) async throws -> [HistoryEntry] {
        var entries = try await headlines(application: application, limit: limit)
        for index in entries.indices { entries[index].steps = try await steps(of: entries[index].id) }
        return entries
    }

    /// Transactions without their steps, newest first; of one application, or of all where it is nil.
    public func headlines(application: String? = nil, limit: Int = 100) async throws -> [HistoryEntry] {
        try await read { database in
            // Not `*`: the objects of an open transaction are not wanted.
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT id, application, kind, fromRevision, toRevision, author, message, trigger, actor, outcome,
                        reason, startedAt, finishedAt
                    FROM "transaction" WHERE ?1 IS NULL OR application = ?1 ORDER BY id DESC LIMIT ?2
                    """, arguments: [application, limit])
            return rows.map { LedgerDatabase.headline($0) }
        }
    }

    /// The steps of one transaction, in their order.
    ///
    /// - Parameter isWhole: with before and after of each field.
    public func steps(of id: String, isWhole: Bool = false) async throws -> [HistoryEntry.StepEntry] {
        guard let number = Int64(id) else { return [] }
        return try await read { try LedgerDatabase.steps(of: number, isWhole: isWhole, $0) }
    }

    /// One transaction; nil where there is none of that id.
    public func transaction(_ id: String) async throws -> HistoryEntry? {
        guard let number = Int64(id) else { return nil }
        return try await read { database in
            guard
                let row = try Row.fetchOne(
                    database, sql: "SELECT * FROM \"transaction\" WHERE id = ?", arguments: [number])
            else { return nil }
            var entry = LedgerDatabase.headline(row)
            entry.steps = try LedgerDatabase.steps(of: number, isWhole: true, database)
            return entry
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

    private static func steps(
        of id: Int64, isWhole: Bool, _ database: Database
    ) throws -> [HistoryEntry.StepEntry] {
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT object, action, fields, result, reason\(isWhole ? ", changes" : "") FROM step
                WHERE "transaction" = ? ORDER BY number
                """, arguments: [id])
        var steps: [HistoryEntry.StepEntry] = []
        while let row = try rows.next() {
            guard let object = ObjectKey(row["object"] as String) else { continue }
            steps.append(
                HistoryEntry.StepEntry(
                    object: object, action: row["action"],
                    fields: try Value(json: row["fields"] as String).elements.compactMap(\.string),
                    changes: isWhole ? try Value(json: row["changes"] as String).elements : [], result: row["result"],
                    reason: row["reason"]))
        }
        return steps
    }

    private static func headline(_ row: Row) -> HistoryEntry {
        HistoryEntry(
            id: String(row["id"] as Int64), application: row["application"], kind: row["kind"],
            from: row["fromRevision"], to: row["toRevision"], author: row["author"], message: row["message"],
            trigger: row["trigger"], actor: row["actor"], outcome: row["outcome"], reason: row["reason"], steps: [],
            startedAt: Instant(milliseconds: row["startedAt"]),
            finishedAt: (row["finishedAt"] as Int64?).map { Instant(milliseconds: $0) })
    }
}
