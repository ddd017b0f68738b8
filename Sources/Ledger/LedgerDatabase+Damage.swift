import GRDB
public import Model

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif
#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

extension LedgerDatabase {
    /// Opens the ledger. One that is damaged is set aside under a dated name, and a new one is begun with everything that
    /// can still be read of it; `notice` then says so. Whoever calls this must be the only one who has the file open.
    ///
    /// - Parameter isExpected: plumb has run on this folder before, so that there has to be a ledger.
    public static func repairing(path: String, isExpected: Bool = false, at now: Instant) throws -> LedgerDatabase {
        guard let damage = damage(path: path, isExpected: isExpected) else {
            let ledger = try LedgerDatabase(path: path, isBlocking: false, isCounted: true, repaired: nil)
            try ledger.forgetWhatWasNotBegun()
            return ledger
        }
        let aside = try setAside(path, at: now)
        let text = try LedgerDatabase(path: path).salvage(from: aside, damage: damage, at: now)
        // Read again: its key may be the former one's.
        let ledger = try LedgerDatabase(path: path, isBlocking: false, isCounted: true, repaired: text)
        try ledger.tell(text, at: now)
        return ledger
    }

    /// Plans whose process ended before it began to carry them out, and what it had still to put away.
    private func forgetWhatWasNotBegun() throws {
        try pool.write { database in
            try database.execute(
                sql: "DELETE FROM journal WHERE \"transaction\" NOT IN (SELECT id FROM \"transaction\")")
        }
        // Where that fails (there may be no room) it is done after the next transaction.
        try? pool.write { try LedgerDatabase.settle(in: $0) }
    }

    private func tell(_ notice: String, at now: Instant) throws {
        let key = digestKey
        try pool.write { database in
            try LedgerDatabase.append(
                AuditEntry(
                    time: now, application: "", event: "ledger-damaged", actor: "plumb", trigger: "startup",
                    outcome: "Repaired", reason: notice), in: database, sealedBy: key)
        }
    }

    /// What is wrong with a ledger.
    struct Damage: Sendable {
        var text: String
        /// It is whole, and older than it was: what it says of the cluster counts no more.
        var isBehind = false
    }

    /// What is wrong with a ledger's file; nil where nothing is.
    static func damage(path: String, isExpected: Bool) -> Damage? {
        let size = fileSize(path)
        guard let size, size > 0 else {
            return isExpected ? Damage(text: size == nil ? "it is gone" : "it is empty") : nil
        }
        do {
            let pool = try DatabasePool(path: path)
            if let fault = try pool.read({ try fault(in: $0) }) { return Damage(text: fault) }
            guard let marked = WriteCounter.marked(beside: path) else { return nil }
            let count = try pool.read { try WriteCounter.count(of: $0) }
            if count >= marked { return nil }
            return Damage(
                text: "it ends before what was written last: its write-ahead log \(path)-wal is lost or cut off, or an "
                    + "older copy was put in its place; \(marked - count) of \(marked) writes are missing",
                isBehind: true)
        } catch let error as DatabaseError {
            switch error.resultCode {
            // Trouble of the moment, or of rights: the file may be whole.
            case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_READONLY, .SQLITE_FULL,
                .SQLITE_NOMEM, .SQLITE_AUTH:
                return nil
            default: return Damage(text: error.message ?? error.resultCode.description)
            }
        } catch {
            return Damage(text: "\(error)")
        }
    }

    /// SQLite's own look at its pages, then the sums of the rows that the next transaction or a recovery builds on.
    private static func fault(in database: Database) throws -> String? {
        let found = try String.fetchOne(database, sql: "PRAGMA quick_check(1)") ?? "ok"
        if found != "ok" { return found.split(separator: "\n").last.map(String.init) ?? found }
        guard try database.tableExists("applied") else { return nil }
        guard try database.columns(in: "applied").contains(where: { $0.name == "sum" }) else { return nil }
        let applied = try Row.fetchCursor(
            database, sql: "SELECT application, object, body, sum FROM applied WHERE sum IS NOT NULL")
        while let row = try applied.next() {
            let object = row["object"] as String
            if rowSum(object, row["body"]) != row["sum"] as Int64 {
                return "what was applied of \(object) is not as it was written"
            }
        }
        let journal = try Row.fetchCursor(database, sql: "SELECT kind, body, sum FROM journal WHERE sum IS NOT NULL")
        while let row = try journal.next() {
            let isRight = rowSum(row["kind"], row["body"]) == row["sum"] as Int64
            if !isRight { return "an entry of the journal is not as it was written" }
        }
        return nil
    }

    /// Returns the name that the file has now.
    private static func setAside(_ path: String, at now: Instant) throws -> String {
        let stamp = now.description.filter { $0.isNumber || $0.isLetter }
        var aside = "\(path).damaged-\(stamp)"
        var number = 1
        while FileManager.default.fileExists(atPath: aside) {
            number += 1
            aside = "\(path).damaged-\(stamp)-\(number)"
        }
        for suffix in ["", "-wal", "-shm"] where FileManager.default.fileExists(atPath: path + suffix) {
            do {
                try FileManager.default.moveItem(atPath: path + suffix, toPath: aside + suffix)
            } catch {
                throw LedgerError("\(path)\(suffix) is damaged and cannot be moved away: \(error)")
            }
        }
        // The new one counts anew.
        unlink(WriteCounter.path(of: path))
        return aside
    }

    static func notice(_ database: Database) throws -> String? {
        guard let text = try String.fetchOne(database, sql: "SELECT value FROM meta WHERE key = 'damage'"),
            let file = try String.fetchOne(database, sql: "SELECT value FROM meta WHERE key = 'damage-file'"),
            FileManager.default.fileExists(atPath: file)
        else { return nil }
        return text
    }
}

/// In bytes; nil where there is no such file.
private func fileSize(_ path: String) -> Int? {
    var found = stat()
    return stat(path, &found) == 0 ? Int(found.st_size) : nil
}
