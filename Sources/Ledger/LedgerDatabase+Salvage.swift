import GRDB
import Model

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension LedgerDatabase {
    /// Takes over what can be read of a damaged ledger: a table whole, or not at all. Of applications whose copy of what
    /// is applied is lost, or that had a transaction open, it is written down that they are to be rebuilt.
    ///
    /// Returns what happened, in words.
    func salvage(from aside: String, damage: Damage, at now: Instant) throws -> String {
        let isThere = FileManager.default.fileExists(atPath: aside)
        let old = isThere ? try? DatabasePool(path: aside) : nil
        var lost: [String] = []
        // The audit is sealed with the key, so they come together or not at all.
        if copy(from: old, [("meta", "key IN ('digest-key', 'audit-head')"), ("audit", "1")]) == nil {
            lost.append("the audit, which begins anew")
        }
        let closed = "outcome NOT IN ('Running', 'Stuck')"
        let history = [
            ("transaction", closed), ("step", "\"transaction\" IN (SELECT id FROM \"transaction\" WHERE \(closed))"),
        ]
        if copy(from: old, history) == nil { lost.append("the history") }
        let known = copy(from: old, [("application", "1")])?.first?.rows.compactMap {
            String.fromDatabaseValue($0["name"] ?? .null)
        }
        var rebuild: [String] = []
        for name in known ?? [] where damage.isBehind || !isWhole(name, old) {
            rebuild.append(name)
            lost.append("what \"\(name)\" has applied, which is rebuilt from the marks in the cluster")
        }
        if damage.isBehind { lost.append("what was written last: history, audit and rejections end before it") }
        if known == nil {
            rebuild = ["*"]
            lost.append("what was applied and rejected; what was applied is rebuilt from the marks in the cluster")
        }
        let text =
            "the ledger \(pool.path) was damaged (\(damage.text)), and a new one was begun at \(now.description)"
            + (lost.isEmpty ? "; nothing is lost" : "; lost: \(lost.joined(separator: "; "))")
            + (isThere ? ". The former file is kept as \(aside); delete it once it is not needed any more" : "")
        let marks = [("damage", text), ("damage-file", aside)] + rebuild.map { ("rebuild:\($0)", damage.text) }
        try pool.write { database in
            for (name, value) in marks {
                try database.execute(
                    sql: "INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", arguments: [name, value])
            }
        }
        return text
    }

    /// Copies what an application has applied; false where that cannot be read, or is not what was written, or where a
    /// transaction was open, or not put away: what that had written is in nobody's copy.
    private func isWhole(_ application: String, _ old: DatabasePool?) -> Bool {
        let name = application.replacing("'", with: "''")
        let isOpen = try? old?.read { database in
            try Bool.fetchOne(
                database,
                sql: """
                    SELECT EXISTS (
                        SELECT 1 FROM "transaction" WHERE application = ? AND (
                            outcome IN ('Running', 'Stuck')
                            OR outcome = 'Committed' AND id IN (SELECT "transaction" FROM journal)))
                    """, arguments: [application])
        }
        guard isOpen == false else { return false }
        return copy(from: old, [("applied", "application = '\(name)'")]) { row in
            guard let sum = Int64.fromDatabaseValue(row["sum"] ?? .null) else { return true }
            return sum
                == rowSum(
                    String.fromDatabaseValue(row["object"] ?? .null) ?? "",
                    String.fromDatabaseValue(row["body"] ?? .null) ?? "")
        } != nil
    }

    private struct Table {
        var name: String
        var rows: [[String: DatabaseValue]]
    }

    /// All of these tables' rows, or nothing: nil where one cannot be read or is not right.
    private func copy(
        from old: DatabasePool?, _ tables: [(name: String, condition: String)],
        where isRight: ([String: DatabaseValue]) -> Bool = { _ in true }
    ) -> [Table]? {
        guard let old else { return nil }
        do {
            let found = try old.read { database in
                try tables.map { table in
                    let rows = try Row.fetchAll(
                        database, sql: "SELECT * FROM \"\(table.name)\" WHERE \(table.condition)")
                    return Table(
                        name: table.name,
                        rows: rows.map { Dictionary($0.map { ($0.0, $0.1) }, uniquingKeysWith: { first, _ in first }) })
                }
            }
            guard found.allSatisfy({ $0.rows.allSatisfy(isRight) }) else { return nil }
            try pool.write { database in
                for table in found { for row in table.rows { try LedgerDatabase.put(row, in: table.name, database) } }
            }
            return found
        } catch {
            return nil
        }
    }

    private static func put(_ row: [String: DatabaseValue], in table: String, _ database: Database) throws {
        // An older ledger may have others.
        let known = Set(try database.columns(in: table).map(\.name))
        let columns = row.keys.filter { known.contains($0) }.sorted()
        let names = columns.map { "\"\($0)\"" }.joined(separator: ", ")
        let marks = columns.map { _ in "?" }.joined(separator: ", ")
        try database.execute(
            sql: "INSERT OR REPLACE INTO \"\(table)\" (\(names)) VALUES (\(marks))",
            arguments: StatementArguments(columns.map { row[$0] ?? .null }))
    }

    /// Whether an application's copy of what is applied was lost with a damaged ledger, and not rebuilt since.
    public func wantsRebuild(application: String) async throws -> Bool {
        try await read { database in
            if try LedgerDatabase.has("rebuild:\(application)", database) { return true }
            return try LedgerDatabase.has("rebuild:*", database)
                && !LedgerDatabase.has("rebuilt:\(application)", database)
        }
    }

    /// A transaction of the application has committed: what is applied is known again.
    static func rebuilt(_ application: String, in database: Database) throws {
        if try has("rebuild:\(application)", database) {
            try database.execute(sql: "DELETE FROM meta WHERE key = ?", arguments: ["rebuild:\(application)"])
        }
        if try has("rebuild:*", database) {
            try database.execute(
                sql: "INSERT OR REPLACE INTO meta (key, value) VALUES (?, '')", arguments: ["rebuilt:\(application)"])
        }
    }

    private static func has(_ key: String, _ database: Database) throws -> Bool {
        let query = try database.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM meta WHERE key = ?)")
        return try Bool.fetchOne(query, arguments: [key]) ?? false
    }
}
