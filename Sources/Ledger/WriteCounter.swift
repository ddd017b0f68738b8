import GRDB
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Counts the ledger's writes, in the ledger and in a small file beside it.
///
/// A write-ahead log that is lost or cut off leaves a database that is whole and older than it was, and SQLite says
/// nothing of it: only who knows how far it had come can tell. The file is never ahead of what the disk has of the ledger,
/// so it needs no sync of its own; that it falls behind after a power cut raises no alarm.
final class WriteCounter: Sendable {
    private let file: Int32
    /// What was counted in the write that is under way; 0 where nothing was.
    private let latest: Atomic<Int64>

    /// Begins at what the ledger has counted.
    init(ledger path: String, at count: Int64) throws {
        // It may be another ledger's, which was here before.
        if count == 0 { unlink(WriteCounter.path(of: path)) }
        file = open(WriteCounter.path(of: path), O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw LedgerError("\(WriteCounter.path(of: path)) cannot be written: \(errno)") }
        latest = Atomic(count)
        keep()
    }

    deinit { close(file) }

    static func path(of ledger: String) -> String { ledger + "-mark" }

    /// A write begins.
    func begin() { latest.store(0, ordering: .relaxed) }

    /// Counts one, with whatever else is being written.
    func count(in database: Database) throws {
        let raise = try database.cachedStatement(
            sql: """
                INSERT INTO meta (key, value) VALUES ('writes', 1)
                ON CONFLICT (key) DO UPDATE SET value = value + 1 RETURNING value
                """)
        if let count = try Int64.fetchOne(raise) { latest.store(count, ordering: .relaxed) }
    }

    /// What was counted is on disk.
    func keep() {
        let count = latest.load(ordering: .relaxed)
        if count == 0 { return }
        let bytes = Array(WriteCounter.text(count).utf8)
        // One that cannot be written is behind, and no more than that.
        _ = bytes.withUnsafeBytes { pwrite(file, $0.baseAddress, $0.count, 0) }
    }

    /// What the ledger itself has counted.
    static func count(of database: Database) throws -> Int64 {
        guard try database.tableExists("meta") else { return 0 }
        return try Int64.fetchOne(database, sql: "SELECT value FROM meta WHERE key = 'writes'") ?? 0
    }

    /// What the file beside the ledger says; nil where there is none, or none that can be read.
    static func marked(beside ledger: String) -> Int64? {
        let file = open(path(of: ledger), O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: 64)
        let length = bytes.withUnsafeMutableBytes { pread(file, $0.baseAddress, $0.count, 0) }
        guard length > 0 else { return nil }
        let found = String(decoding: bytes.prefix(length), as: UTF8.self)
        guard let count = found.split(separator: " ").first.flatMap({ Int64($0) }), text(count) == found else {
            return nil
        }
        return count
    }

    /// Always as long: a number, and a sum of it.
    private static func text(_ count: Int64) -> String {
        let digits = String(count)
        let number = String(repeating: "0", count: max(0, 19 - digits.utf8.count)) + digits
        let sum = String(UInt64(bitPattern: rowSum(number)), radix: 16)
        return "\(number) \(String(repeating: "0", count: max(0, 16 - sum.utf8.count)))\(sum)\n"
    }
}
