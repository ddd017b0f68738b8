import GRDB
import Model

/// What a transaction leaves behind that has come to its end. That it is committed is one small write, and makes what its
/// journal says applied: the rows are brought to their place afterwards, and the journal's, with their before-images, go.
/// Whoever reads meanwhile, or after a crash in between, reads both.
extension LedgerDatabase {
    /// Does what is left of this; for whoever comes after a process that may have ended in between.
    func settle() async throws {
        let isSettled = try await read { try LedgerDatabase.finished(in: $0).isEmpty }
        if !isSettled { try await writer.write(.written) { try LedgerDatabase.settle(in: $0) } }
    }

    /// - Parameter known: what one journal says, where somebody has that in memory.
    static func settle(
        knowing known: (id: Int64, applied: [ObjectKey: Value?])? = nil, in database: Database
    ) throws {
        for transaction in try finished(in: database) {
            if transaction.isCommitted {
                let applied =
                    if let known, known.id == transaction.id { known.applied } else {
                        try transaction.applied(in: database)
                    }
                try saveApplied(transaction.application, replacing: AppliedRow.rows(applied), in: database)
            }
            let delete = try database.cachedStatement(sql: "DELETE FROM journal WHERE \"transaction\" = ?")
            try delete.execute(arguments: [transaction.id])
            let forget = try database.cachedStatement(
                sql: "UPDATE \"transaction\" SET applied = NULL WHERE id = ? AND applied IS NOT NULL")
            try forget.execute(arguments: [transaction.id])
        }
    }

    /// A transaction that is over, and whose journal is still there.
    struct Finished {
        var id: Int64
        var application: String
        var isCommitted: Bool
        /// As journals before this one's had it.
        var former: String?

        /// What it made applied; nil removes one.
        func applied(in database: Database) throws -> [ObjectKey: Value?] {
            var journal = OpenJournal(transaction: id)
            let notes = try Row.fetchCursor(
                database,
                sql: """
                    SELECT kind, step, body FROM journal
                    WHERE "transaction" = ? AND kind IN ('plan', 'applied') ORDER BY sequence
                    """, arguments: [id])
            while let note = try notes.next() {
                try journal.read(note["kind"], of: note["step"], try Value(json: note["body"] as String))
            }
            for entry in try former.map({ try Value(json: $0).elements }) ?? [] { journal.readApplied(entry) }
            return journal.applied
        }
    }

    /// In the order in which they were begun, which for one application is the order in which they ended.
    static func finished(_ application: String? = nil, in database: Database) throws -> [Finished] {
        let query = try database.cachedStatement(
            sql: """
                SELECT id, application, outcome, applied FROM "transaction"
                WHERE id IN (SELECT DISTINCT "transaction" FROM journal) AND outcome NOT IN ('Running', 'Stuck')
                    AND (?1 IS NULL OR application = ?1)
                ORDER BY id
                """)
        return try Row.fetchAll(query, arguments: [application]).map { row in
            Finished(
                id: row["id"], application: row["application"],
                isCommitted: (row["outcome"] as String) == "Committed",
                former: row["applied"])
        }
    }
}
