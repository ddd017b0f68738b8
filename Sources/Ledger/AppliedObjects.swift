import GRDB
public import Model

/// The objects that plumb last applied for an application: the base of the next three-way diff.
extension LedgerDatabase {
    public func applied(application: String) async throws -> [ObjectKey: Value] {
        try await read { database in
            var objects: [ObjectKey: Value] = [:]
            let rows = try Row.fetchCursor(
                database, sql: "SELECT object, body FROM applied WHERE application = ?", arguments: [application])
            while let row = try rows.next() {
                guard let key = ObjectKey(row["object"] as String) else { continue }
                objects[key] = try Value(json: row["body"] as String)
            }
            for transaction in try LedgerDatabase.finished(application, in: database) where transaction.isCommitted {
                for (key, object) in try transaction.applied(in: database) { objects[key] = object }
            }
            return objects
        }
    }

    /// Which application applied each object, over all applications.
    public func owners() async throws -> [ObjectKey: String] {
        try await read { database in
            var owners: [ObjectKey: String] = [:]
            let rows = try Row.fetchCursor(database, sql: "SELECT object, application FROM applied")
            while let row = try rows.next() {
                if let key = ObjectKey(row["object"] as String) { owners[key] = row["application"] }
            }
            for transaction in try LedgerDatabase.finished(in: database) where transaction.isCommitted {
                for (key, object) in try transaction.applied(in: database) {
                    if object != nil {
                        owners[key] = transaction.application
                    } else if owners[key] == transaction.application {
                        owners[key] = nil
                    }
                }
            }
            return owners
        }
    }

    static func saveApplied(_ application: String, replacing rows: [AppliedRow], in database: Database) throws {
        if rows.isEmpty { return }
        let put = try database.cachedStatement(
            sql: """
                INSERT INTO applied (application, object, body, sum) VALUES (?, ?, ?, ?)
                ON CONFLICT (application, object) DO UPDATE SET body = excluded.body, sum = excluded.sum
                """)
        let remove = try database.cachedStatement(sql: "DELETE FROM applied WHERE application = ? AND object = ?")
        for row in rows {
            if let body = row.body {
                try put.execute(arguments: [application, row.object, body, row.sum])
            } else {
                try remove.execute(arguments: [application, row.object])
            }
        }
    }
}

/// An object that becomes what plumb last applied, or that is no longer among them.
struct AppliedRow: Sendable {
    var object: String
    /// nil where it goes.
    var body: String?
    var sum: Int64

    /// In the order of the rows on disk.
    static func rows(_ changed: [ObjectKey: Value?]) -> [AppliedRow] {
        changed.map { key, value in
            let (object, body) = (key.description, value?.json)
            return AppliedRow(object: object, body: body, sum: body.map { rowSum(object, $0) } ?? 0)
        }
        .sorted { $0.object < $1.object }
    }
}
