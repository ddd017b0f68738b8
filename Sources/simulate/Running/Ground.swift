import Engine
import GRDBSQLite
import Git
import Ledger
import Model

/// What every simulation begins with: an empty cluster, and a ledger that nothing was written to.
struct Ground {
    var cluster: ClusterState
    var ledger: [String: [UInt8]]
    var source: GitSource

    /// Works on the simulated disk.
    init() throws {
        var settings = ClusterSettings()
        settings.simulation.missingImages = ["*:bad"]
        settings.nodes = [NodeSettings(), NodeSettings(name: "plumb-node-2")]
        cluster = ClusterState(
            settings: settings, controllers: standardControllers, at: Instant(seconds: 1_790_000_000))
        cluster.advance(to: Instant(seconds: 1_790_000_010))
        _ = cluster.takeWrites()
        source = try GitSource(repo: "https://git.example/shop.git")
        insert(FaultyDisk(seed: 0))
        do { _ = try LedgerDatabase(path: Incarnation.ledgerPath, isBlocking: true) }
        try Ground.fixDigestKey()
        ledger = presentDisk.contents
    }

    /// The ledger makes a key by chance at its first start; a simulation has the same one for the same seed.
    private static func fixDigestKey() throws {
        var database: OpaquePointer?
        defer { sqlite3_close(database) }
        let fixed = String(repeating: "5e", count: 32)
        guard sqlite3_open(Incarnation.ledgerPath, &database) == SQLITE_OK,
            sqlite3_exec(database, "UPDATE meta SET value = x'\(fixed)' WHERE key = 'digest-key'", nil, nil, nil)
                == SQLITE_OK
        else {
            throw Broken(description: "the ledger cannot be prepared: \(String(cString: sqlite3_errmsg(database)))")
        }
    }

    struct Broken: Error, CustomStringConvertible {
        var description: String
    }
}
