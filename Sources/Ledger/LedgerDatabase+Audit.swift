import GRDB
public import Model

extension LedgerDatabase {
    /// Adds an entry to the end of the chain.
    public func append(_ entry: AuditEntry) async throws {
        let key = digestKey
        try await writer.write { try LedgerDatabase.append(entry, in: $0, sealedBy: key) }
    }

    /// - Parameter changes: Those of the entry as canonical JSON, where somebody has put them into words already.
    static func append(
        _ entry: AuditEntry, changes: String? = nil, in database: Database, sealedBy key: DigestKey
    ) throws {
        let (linked, text) = AuditChain.link(entry, changes: changes, after: try head(database, key) ?? .none)
        let insert = try database.cachedStatement(
            sql: "INSERT INTO audit (sequence, application, entry) VALUES (?, ?, ?)")
        try insert.execute(arguments: [linked.sequence, linked.application, text])
        let head = "\(linked.sequence) \(linked.hash)"
        let seal = try database.cachedStatement(
            sql: "INSERT OR REPLACE INTO meta (key, value) VALUES ('audit-head', ?)")
        try seal.execute(arguments: ["\(head) \(key.code(head))"])
    }

    /// Entries as they are stored, oldest first; of one application, or of all where it is nil; the last `limit` of them
    /// where it is given.
    public func auditEntries(application: String? = nil, limit: Int? = nil) async throws -> [Value] {
        try await read { database in
            let texts = try String.fetchAll(
                database,
                sql: """
                    SELECT entry FROM audit WHERE ?1 IS NULL OR application = ?1
                    ORDER BY sequence DESC LIMIT ?2
                    """, arguments: [application, limit ?? -1])
            return try texts.reversed().map { try Value(json: $0) }
        }
    }

    /// Recomputes the whole chain.
    public func verifyAudit() async throws -> AuditChain.Verdict {
        let key = digestKey
        return try await read { database in
            let rows = try Row.fetchAll(
                database, sql: "SELECT sequence, entry, application FROM audit ORDER BY sequence")
            guard let head = try LedgerDatabase.head(database, key) else {
                return rows.isEmpty
                    ? .intact(entries: 0, head: AuditChain.root)
                    : .broken(sequence: rows.count, why: "the record of the chain's end is gone or was changed")
            }
            let verdict = AuditChain.verify(rows.map { ($0["sequence"], $0["entry"]) }, head: head)
            guard case .intact = verdict else { return verdict }
            for row in rows {
                let entry = try Value(json: row["entry"] as String)
                if entry["application"]?.string != row["application"] as String {
                    return .broken(sequence: row["sequence"], why: "it is filed under another application")
                }
            }
            return verdict
        }
    }

    /// nil where there is none or its seal does not fit.
    private static func head(_ database: Database, _ key: DigestKey) throws -> AuditChain.Head? {
        let query = try database.cachedStatement(sql: "SELECT value FROM meta WHERE key = 'audit-head'")
        guard let stored = try String.fetchOne(query) else { return nil }
        let parts = stored.split(separator: " ").map(String.init)
        guard parts.count == 3, let sequence = Int(parts[0]), key.code("\(parts[0]) \(parts[1])") == parts[2] else {
            return nil
        }
        return AuditChain.Head(sequence: sequence, hash: parts[1])
    }
}
