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
            return owners
        }
    }

    static func saveApplied(
        _ application: String, replacing changed: [ObjectKey: Value?], in database: Database
    ) throws {
        if changed.isEmpty { return }
        let put = try database.cachedStatement(
            sql: """
                INSERT INTO applied (application, object, body, sum) VALUES (?, ?, ?, ?)
                ON CONFLICT (application, object) DO UPDATE SET body = excluded.body, sum = excluded.sum
                """)
        let remove = try database.cachedStatement(sql: "DELETE FROM applied WHERE application = ? AND object = ?")
        // In the order of the rows on disk.
        let rows = changed.map { (key: $0.key.description, object: $0.value) }.sorted { $0.key < $1.key }
        for (key, object) in rows {
            if let object {
                let body = object.json
                try put.execute(arguments: [application, key, body, rowSum(key, body)])
            } else {
                try remove.execute(arguments: [application, key])
            }
        }
    }
}
