import GRDB
import Synchronization

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// plumb's memory, in one SQLite file: what was applied, every transaction with its steps, and the audit.
///
/// A write has reached the disk when its call returns (`synchronous=FULL`). Calls that come at the same time share one
/// sync. The file is for its owner only: before-images hold Secret values.
public final class LedgerDatabase: Sendable {
    let pool: DatabasePool
    let writer: GroupCommit
    let transactionCounter: Atomic<Int64>
    /// Turns Secret values into digests, for diffs and the audit.
    public let digestKey: DigestKey

    /// What became of a former ledger that was damaged, as long as its file is there or this process runs; nil where all is well.
    public let notice: String?

    private let isBlocking: Bool

    /// Opens the ledger, and makes it where there is none. Throws `LedgerError` where the file is no ledger or cannot be
    /// read; `repairing(path:)` begins a new one instead.
    ///
    /// - Parameter isBlocking: every call works on its caller's thread and lets it wait, for simulations, which have one
    ///   thread only.
    public convenience init(path: String, isBlocking: Bool = false) throws {
        try self.init(path: path, isBlocking: isBlocking, isCounted: false, repaired: nil)
    }

    /// - Parameters:
    ///   - isCounted: how far it has come is kept beside it, so that what is missing at the end is noticed.
    ///   - repaired: what was just done about a damaged ledger.
    init(path: String, isBlocking: Bool, isCounted: Bool, repaired: String?) throws {
        self.isBlocking = isBlocking
        do {
            if !FileManager.default.fileExists(atPath: path) {
                _ = FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
            }
            var configuration = Configuration()
            configuration.busyMode = .timeout(10)
            pool = try DatabasePool(path: path, configuration: configuration)
            // GRDB sets synchronous=NORMAL while it turns WAL on, so FULL comes after, and is read back.
            let level = try pool.writeWithoutTransaction { database in
                try database.execute(sql: "PRAGMA synchronous=FULL")
                // What undoes a statement that fails in the middle needs no file, and a large plan no second reading.
                try database.execute(sql: "PRAGMA temp_store=MEMORY; PRAGMA cache_size=-8000")
                try database.execute(sql: "PRAGMA wal_autocheckpoint=\(GroupCommit.pagesAtMost)")
                return try Int.fetchOne(database, sql: "PRAGMA synchronous")
            }
            guard level == 2 else { throw LedgerError("\(path): SQLite does not keep synchronous=FULL") }
            try LedgerDatabase.migrations.migrate(pool)
            let counter =
                isCounted
                ? try WriteCounter(ledger: path, at: try pool.read { try WriteCounter.count(of: $0) }) : nil
            writer = GroupCommit(pool: pool, isBlocking: isBlocking, counter: counter)
            digestKey = try LedgerDatabase.digestKey(pool)
            let last = try pool.read { try Int64.fetchOne($0, sql: "SELECT max(id) FROM \"transaction\"") }
            transactionCounter = Atomic(last ?? 0)
            notice = try pool.read { try LedgerDatabase.notice($0) } ?? repaired
        } catch let error as DatabaseError {
            throw LedgerError(
                "\(path): the ledger cannot be opened: \(error.message ?? error.resultCode.description). "
                    + "Move the file away to begin a new one; the cluster and Git are not touched by that.")
        }
    }

    /// Puts everything into the one file and lets go of it; nothing works afterwards.
    func close() throws {
        try pool.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
        try pool.close()
    }

    /// Returns when everything is written and synced, what nobody waits for included.
    public func rest() async { await writer.rest() }

    private static func digestKey(_ pool: DatabasePool) throws -> DigestKey {
        let bytes = try pool.write { database in
            if let stored = try Data.fetchOne(database, sql: "SELECT value FROM meta WHERE key = 'digest-key'") {
                return [UInt8](stored)
            }
            let made = DigestKey.random()
            try database.execute(
                sql: "INSERT INTO meta (key, value) VALUES ('digest-key', ?)", arguments: [Data(made)])
            return made
        }
        return DigestKey(bytes: bytes)
    }

    func read<T: Sendable>(_ work: @escaping @Sendable (Database) throws -> T) async throws -> T {
        do {
            return isBlocking ? try readBlocking(work) : try await pool.read(work)
        } catch let error as DatabaseError {
            throw LedgerError("the ledger cannot be read: \(error.message ?? error.resultCode.description)")
        }
    }

    private func readBlocking<T>(_ work: (Database) throws -> T) throws -> T { try pool.read(work) }
}
