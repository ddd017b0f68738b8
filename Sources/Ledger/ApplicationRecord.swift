import GRDB

/// What plumb remembers of one application between runs.
public struct ApplicationRecord: Sendable, Hashable {
    /// A revision that is not tried again until the branch moves or somebody says `retry`.
    public struct Rejection: Sendable, Hashable {
        public var revision: String
        public var reason: String
        /// True where it was refused before the first write; false where it was rolled back.
        public var wasRefused: Bool

        public init(revision: String, reason: String, wasRefused: Bool) {
            self.revision = revision
            self.reason = reason
            self.wasRefused = wasRefused
        }

        var state: String { wasRefused ? "Refused" : "RolledBack" }
    }

    public var name: String
    /// The commit that the cluster holds; empty before the first.
    public var revision = ""
    public var rejected: Rejection?
    public var isSuspended = false

    public init(name: String) { self.name = name }
}

extension LedgerDatabase {
    public func application(_ name: String) async throws -> ApplicationRecord {
        try await read { database in
            var record = ApplicationRecord(name: name)
            guard
                let row = try Row.fetchOne(database, sql: "SELECT * FROM application WHERE name = ?", arguments: [name])
            else { return record }
            record.revision = row["revision"]
            record.isSuspended = row["suspended"]
            if let rejected = row["rejectedRevision"] as String? {
                record.rejected = .init(
                    revision: rejected, reason: row["rejectedReason"] ?? "",
                    wasRefused: (row["rejectedState"] as String?) == "Refused")
            }
            return record
        }
    }

    /// The names of all applications that the ledger knows.
    public func applicationNames() async throws -> [String] {
        try await read { try String.fetchAll($0, sql: "SELECT name FROM application ORDER BY name") }
    }

    /// Replaces the record, together with an audit entry where one belongs to it.
    public func save(_ record: ApplicationRecord, audit entry: AuditEntry? = nil) async throws {
        let key = digestKey
        try await writer.write { database in
            try LedgerDatabase.save(record, in: database)
            if let entry { try LedgerDatabase.append(entry, in: database, sealedBy: key) }
        }
    }

    /// The application holds this revision, and rejects that one, or none.
    static func hold(
        _ revision: String, rejecting rejected: ApplicationRecord.Rejection?, by application: String,
        in database: Database
    ) throws {
        try database.execute(
            sql: """
                INSERT INTO application (name, revision, rejectedRevision, rejectedReason, rejectedState, suspended)
                VALUES (?, ?, ?, ?, ?, 0)
                ON CONFLICT (name) DO UPDATE SET revision = excluded.revision,
                    rejectedRevision = excluded.rejectedRevision, rejectedReason = excluded.rejectedReason,
                    rejectedState = excluded.rejectedState
                """,
            arguments: [application, revision, rejected?.revision, rejected?.reason, rejected?.state])
    }

    static func save(_ record: ApplicationRecord, in database: Database) throws {
        try database.execute(
            sql: """
                INSERT OR REPLACE INTO application
                    (name, revision, rejectedRevision, rejectedReason, rejectedState, suspended)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                record.name, record.revision, record.rejected?.revision, record.rejected?.reason,
                record.rejected?.state, record.isSuspended,
            ])
    }
}
