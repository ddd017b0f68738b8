public import Engine
import GRDB
import Model
import Synchronization

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The embedded cluster's objects in one SQLite file: a row an object, its JSON text in it.
///
/// Rows have numbers in the order in which the objects came, so that what is written together lies together; which
/// object has which number is known from `load` on.
///
/// A batch has reached the disk when `append` returns (`synchronous=FULL`). SQLite blocks, so it works on GRDB's own
/// threads. The file is for its owner only: it holds Secrets.
public final class ClusterDatabase: ObjectPersistence {
    private let pool: DatabasePool
    private let path: String
    /// The rows of the objects; nil before they were looked up.
    private let numbers = Mutex<[ObjectKey: Int64]?>(nil)

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
                try database.execute(sql: "PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-8000")
                try database.execute(sql: "PRAGMA wal_autocheckpoint=4000")
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
        migrator.registerMigration("2: objects by number") { database in
            try database.execute(
                sql: """
                    ALTER TABLE object RENAME TO formerObject;
                    CREATE TABLE object (number INTEGER PRIMARY KEY, key TEXT NOT NULL, body BLOB NOT NULL);
                    INSERT INTO object (key, body) SELECT key, body FROM formerObject ORDER BY key;
                    DROP TABLE formerObject;
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
                var numbers: [ObjectKey: Int64] = [:]
                var objects: [Value] = []
                try ClusterDatabase.read(database, "SELECT key, body, number FROM object", "object", &bad) { row in
                    guard let key = ObjectKey(row.name), key.name == row.value.name else {
                        return "holds \(row.value.key)"
                    }
                    if numbers.updateValue(row.number, forKey: key) != nil { return "is there twice" }
                    objects.append(row.value)
                    return nil
                }
                var notes: [String: Value] = [:]
                try ClusterDatabase.read(database, "SELECT uid, body, 0 FROM note", "note", &bad) { row in
                    notes[row.name] = row.value
                    return nil
                }
                guard bad.isEmpty else { throw ClusterDatabaseError(path: path, badRows: bad) }
                self.numbers.withLock { $0 = numbers }
                return KeptState(objects: objects, notes: notes, resourceVersion: version)
            }
        } catch let error as DatabaseError {
            throw ClusterDatabaseError("\(path): cannot be read: \(error.message ?? "\(error.resultCode)")")
        }
    }

    /// Hands on each row that can be read; `take` says what is wrong with it.
    private static func read(
        _ database: Database, _ query: String, _ table: String, _ bad: inout [String],
        _ take: ((name: String, value: Value, number: Int64)) -> String?
    ) throws {
        let cursor = try Row.fetchCursor(database, sql: query)
        while let row = try cursor.next() {
            guard let name = String.fromDatabaseValue(row[0]) else {
                bad.append("\(table): a row whose name is not text")
                continue
            }
            guard let data = Data.fromDatabaseValue(row[1]) else {
                bad.append("\(table) \(name): no bytes")
                continue
            }
            do throws(JSONError) {
                if let wrong = take((name, try Value(json: Array(data)), row[2])) {
                    bad.append("\(table) \(name): \(wrong)")
                }
            } catch {
                bad.append("\(table) \(name): \(error)")
            }
        }
    }

    public func append(_ batch: WriteBatch) async throws {
        let objects = batch.objects.map { (key: $0.key, body: $0.value.map { Data($0.jsonBytes) }) }
            .sorted { $0.key < $1.key }
        let notes = batch.notes.map { (key: $0.key, body: $0.value.map { Data($0.jsonBytes) }) }
            .sorted { $0.key < $1.key }
        do {
            let changed = try await pool.write { database in
                let changed = try self.write(objects, database)
                try ClusterDatabase.write(notes, database)
                try database.execute(
                    sql: "INSERT OR REPLACE INTO meta (key, value) VALUES ('version', ?)",
                    arguments: [String(batch.resourceVersion)])
                return changed
            }
            numbers.withLock { numbers in
                for (key, number) in changed { numbers?[key] = number }
            }
        } catch let error as DatabaseError {
            if error.resultCode == .SQLITE_FULL {
                throw ClusterDatabaseError(
                    "no room is left on the disk of \(path). Make some; it goes on by itself then")
            }
            throw ClusterDatabaseError("\(path): cannot be written: \(error.message ?? "\(error.resultCode)")")
        }
    }

    /// Returns the numbers of new rows, and nil for those that are gone.
    private func write(
        _ objects: [(key: ObjectKey, body: Data?)], _ database: Database
    ) throws -> [(key: ObjectKey, number: Int64?)] {
        guard !objects.isEmpty else { return [] }
        let insert = try database.cachedStatement(sql: "INSERT INTO object (key, body) VALUES (?, ?)")
        let update = try database.cachedStatement(sql: "UPDATE object SET body = ? WHERE number = ?")
        let remove = try database.cachedStatement(sql: "DELETE FROM object WHERE number = ?")
        let known = try places(of: objects.map(\.key), database)
        var changed: [(key: ObjectKey, number: Int64?)] = []
        for (object, number) in zip(objects, known) {
            switch (object.body, number) {
            case (let body?, let number?): try update.execute(arguments: [body, number])
            case (let body?, nil):
                try insert.execute(arguments: [object.key.description, body])
                changed.append((object.key, database.lastInsertedRowID))
            case (nil, let number?):
                try remove.execute(arguments: [number])
                changed.append((object.key, nil))
            case (nil, nil): break
            }
        }
        return changed
    }

    private func places(of keys: [ObjectKey], _ database: Database) throws -> [Int64?] {
        if let known = numbers.withLock({ numbers in numbers.map { found in keys.map { found[$0] } } }) { return known }
        var found: [ObjectKey: Int64] = [:]
        let rows = try Row.fetchCursor(database, sql: "SELECT number, key FROM object")
        while let row = try rows.next() {
            if let key = ObjectKey(row["key"] as String) { found[key] = row["number"] }
        }
        numbers.withLock { $0 = found }
        return keys.map { found[$0] }
    }

    private static func write(_ notes: [(key: String, body: Data?)], _ database: Database) throws {
        guard !notes.isEmpty else { return }
        let put = try database.cachedStatement(sql: "INSERT OR REPLACE INTO note (uid, body) VALUES (?, ?)")
        let remove = try database.cachedStatement(sql: "DELETE FROM note WHERE uid = ?")
        for note in notes {
            if let body = note.body {
                try put.execute(arguments: [note.key, body])
            } else {
                try remove.execute(arguments: [note.key])
            }
        }
    }
}
