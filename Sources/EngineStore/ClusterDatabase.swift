public import Engine
import GRDB
import Model

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The embedded cluster's objects in one SQLite file: a row an object, its JSON text in it.
///
/// A batch has reached the disk when `append` returns (`synchronous=FULL`). SQLite blocks, so it works on GRDB's own
/// threads. The file is for its owner only: it holds Secrets.
public final class ClusterDatabase: ObjectPersistence {
    private let pool: DatabasePool
    private let path: String

    /// Opens the file, and makes it where there is none. Throws `ClusterDatabaseError` where it is not one of these or is
    /// damaged.
    public init(path: String) throws {
        self.path = path
        do {
            if !FileManager.default.fileExists(atPath: path) {
                _ = FileManager.default.createFile(
                    atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
            }
            var configuration = Configuration()
            configuration.busyMode = .timeout(10)
            pool = try DatabasePool(path: path, configuration: configuration)
            // GRDB sets synchronous=NORMAL while it turns WAL on, so FULL comes after, and is read back.
            let level = try pool.writeWithoutTransaction { database in
                try database.execute(sql: "PRAGMA synchronous=FULL")
                return try Int.fetchOne(database, sql: "PRAGMA synchronous")
            }
            guard level == 2 else { throw ClusterDatabaseError("\(path): SQLite does not keep synchronous=FULL") }
            try ClusterDatabase.migrations.migrate(pool)
        } catch let error as DatabaseError {
            throw ClusterDatabaseError(
                "\(path): the embedded cluster's file cannot be opened: \(error.message ?? "\(error.resultCode)"). "
                    + "Move the file away to begin a new cluster; what Git describes is applied to it anew.")
        }
    }

    /// Brings everything into the one file and closes it.
    public func close() throws {
        try pool.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
        try pool.close()
    }

    private static var migrations: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1: objects and notes") { database in
            try database.execute(
                sql: """
                    CREATE TABLE object (key TEXT PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID;
                    CREATE TABLE note (uid TEXT PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID;
                    CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
                    """)
        }
        return migrator
    }

    /// Rows that cannot be read are an error that names them all: a cluster that forgets objects silently would have
    /// their dependents collected.
    public func load() async throws -> KeptState? {
        let path = path
        do {
            return try await pool.read { database in
                guard let text = try String.fetchOne(database, sql: "SELECT value FROM meta WHERE key = 'version'")
                else { return nil }
                guard let version = UInt64(text) else {
                    throw ClusterDatabaseError("\(path): the version \"\(text)\" in table meta is not a number")
                }
                var bad: [String] = []
                let objects = try ClusterDatabase.rows(database, "SELECT key, body FROM object", "object", &bad)
                let notes = try ClusterDatabase.rows(database, "SELECT uid, body FROM note", "note", &bad)
                guard bad.isEmpty else { throw ClusterDatabaseError(path: path, badRows: bad) }
                return KeptState(
                    objects: objects.map(\.value), notes: Dictionary(notes) { $1 }, resourceVersion: version)
            }
        } catch let error as DatabaseError {
            throw ClusterDatabaseError("\(path): cannot be read: \(error.message ?? "\(error.resultCode)")")
        }
    }

    private static func rows(
        _ database: Database, _ query: String, _ table: String, _ bad: inout [String]
    ) throws -> [(key: String, value: Value)] {
        var rows: [(String, Value)] = []
        let cursor = try Row.fetchCursor(database, sql: query)
        while let row = try cursor.next() {
            guard let key = String.fromDatabaseValue(row[0]) else {
                bad.append("\(table): a row whose name is not text")
                continue
            }
            guard let data = Data.fromDatabaseValue(row[1]) else {
                bad.append("\(table) \(key): no bytes")
                continue
            }
            do throws(JSONError) {
                let value = try Value(json: Array(data))
                if table == "object", ObjectKey(key)?.name != value.name {
                    bad.append("\(table) \(key): holds \(value.key)")
                } else {
                    rows.append((key, value))
                }
            } catch {
                bad.append("\(table) \(key): \(error)")
            }
        }
        return rows
    }

    public func append(_ batch: WriteBatch) async throws {
        // In the order of the keys, which is the order of the pages they are on.
        let objects = batch.objects.map { (key: $0.key.description, body: $0.value.map { Data($0.jsonBytes) }) }
            .sorted { $0.key < $1.key }
        let notes = batch.notes.map { (key: $0.key, body: $0.value.map { Data($0.jsonBytes) }) }
            .sorted { $0.key < $1.key }
        do {
            try await pool.write { database in
                try ClusterDatabase.write(objects, database, table: "object", column: "key")
                try ClusterDatabase.write(notes, database, table: "note", column: "uid")
                try database.execute(
                    sql: "INSERT OR REPLACE INTO meta (key, value) VALUES ('version', ?)",
                    arguments: [String(batch.resourceVersion)])
            }
        } catch let error as DatabaseError {
            throw ClusterDatabaseError("\(path): cannot be written: \(error.message ?? "\(error.resultCode)")")
        }
    }

    private static func write(
        _ rows: [(key: String, body: Data?)], _ database: Database, table: String, column: String
    ) throws {
        guard !rows.isEmpty else { return }
        let put = try database.cachedStatement(sql: "INSERT OR REPLACE INTO \(table) (\(column), body) VALUES (?, ?)")
        let remove = try database.cachedStatement(sql: "DELETE FROM \(table) WHERE \(column) = ?")
        for row in rows {
            if let body = row.body {
                try put.execute(arguments: [row.key, body])
            } else {
                try remove.execute(arguments: [row.key])
            }
        }
    }
}
