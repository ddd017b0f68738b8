import GRDB
import Testing

@testable import Ledger

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

@Suite struct DurabilityTests {
    func ledger(isBlocking: Bool = false) throws -> LedgerDatabase {
        let path = FileManager.default.temporaryDirectory.path + "/plumb-ledger-\(UUID().uuidString).sqlite"
        return try LedgerDatabase(path: path, isBlocking: isBlocking)
    }

    @Test(
        "a write is there when its call returns, and every connection keeps full durability", arguments: [true, false])
    func written(isBlocking: Bool) async throws {
        let ledger = try ledger(isBlocking: isBlocking)
        for number in 0..<20 {
            try await ledger.writer.write(number % 3 == 0 ? .synced : .written) { database in
                try database.execute(
                    sql: "INSERT INTO meta (key, value) VALUES (?, '')", arguments: ["n\(number)"])
            }
            let count = try await ledger.read {
                try Int.fetchOne($0, sql: "SELECT count(*) FROM meta WHERE key LIKE 'n%'")
            }
            #expect(count == number + 1)
        }
        // Behind whatever is still being synced.
        try await ledger.writer.write { _ in }
        let level = try await ledger.pool.writeWithoutTransaction {
            try Int.fetchOne($0, sql: "PRAGMA synchronous")
        }
        #expect(level == 2)
    }

    @Test("one work that fails leaves nothing, and the others of its batch stay")
    func failing() async throws {
        let ledger = try ledger()
        await withTaskGroup(of: Bool.self) { group in
            for number in 0..<12 {
                group.addTask {
                    do {
                        try await ledger.writer.write(.written) { database in
                            try database.execute(
                                sql: "INSERT INTO meta (key, value) VALUES (?, '')", arguments: ["n\(number)"])
                            if number % 4 == 0 { throw LedgerError("not this one") }
                        }
                        return number % 4 != 0
                    } catch { return number % 4 == 0 }
                }
            }
            for await isRight in group { #expect(isRight) }
        }
        let keys = try await ledger.read {
            try String.fetchAll($0, sql: "SELECT key FROM meta WHERE key LIKE 'n%' ORDER BY key")
        }
        #expect(keys == (0..<12).filter { $0 % 4 != 0 }.map { "n\($0)" }.sorted())
    }
}
