import GRDB
import Model
import Testing

@testable import Ledger

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

@Suite struct AuditTests {
    /// A ledger with five entries in a folder of its own.
    func ledger() async throws -> (LedgerDatabase, String) {
        let path = FileManager.default.temporaryDirectory.path + "/plumb-ledger-\(UUID().uuidString).sqlite"
        let ledger = try LedgerDatabase(path: path)
        for number in 1...5 {
            try await ledger.append(
                AuditEntry(
                    time: Instant(seconds: 1_700_000_000 + Int64(number)), application: number == 3 ? "blog" : "shop",
                    event: "sync", actor: "plumb", trigger: "poll", from: "a\(number - 1)", to: "a\(number)",
                    author: "Ada <ada@example>", outcome: "Committed",
                    changes: [["path": "spec.replicas", "before": 1, "after": 2]]))
        }
        return (ledger, path)
    }

    @Test("an untouched audit verifies")
    func intact() async throws {
        let (ledger, _) = try await ledger()
        let verdict = try await ledger.verifyAudit()
        guard case .intact(let entries, _) = verdict else {
            Issue.record("\(verdict)")
            return
        }
        #expect(entries == 5)
        #expect(try await ledger.auditEntries(application: "blog").count == 1)
    }

    @Test(
        "whatever is done to the rows is found, and named",
        arguments: [
            ("UPDATE audit SET entry = replace(entry, 'Committed', 'Refused!!') WHERE sequence = 2", 2),
            ("UPDATE audit SET entry = replace(entry, '\"event\":', '\"event\": ') WHERE sequence = 4", 4),
            ("DELETE FROM audit WHERE sequence = 3", 3),
            ("DELETE FROM audit WHERE sequence = 5", 5),
            ("UPDATE audit SET sequence = 9 WHERE sequence = 2", 2),
            (
                """
                UPDATE audit SET sequence = -1 WHERE sequence = 2; UPDATE audit SET sequence = 2 WHERE sequence = 3;
                UPDATE audit SET sequence = 3 WHERE sequence = -1
                """, 2
            ),
            ("UPDATE audit SET application = 'blog' WHERE sequence = 1", 1),
            ("DELETE FROM meta WHERE key = 'audit-head'", 5),
        ])
    func tampered(sql: String, sequence: Int) async throws {
        let (ledger, _) = try await ledger()
        try await ledger.pool.write { try $0.execute(sql: sql) }
        let verdict = try await ledger.verifyAudit()
        guard case .broken(let found, _) = verdict else {
            Issue.record("not found: \(sql)")
            return
        }
        #expect(found == sequence, "\(verdict)")
    }

    @Test("the hash is SHA-256 over the canonical JSON of the entry without it")
    func hash() async throws {
        let (ledger, _) = try await ledger()
        var entry = try #require(try await ledger.auditEntries().first)
        let stored = entry["hash"]?.string
        entry["hash"] = nil
        #expect(AuditChain.hash(of: entry) == stored)
        #expect(entry["previous"]?.string == AuditChain.root)
    }

    @Test("every commit reaches the disk: synchronous is FULL and the file is its owner's alone")
    func durable() async throws {
        let (ledger, path) = try await ledger()
        let level = try await ledger.pool.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA synchronous") }
        #expect(level == 2)
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test("writes at the same time each get their place, and one that fails does not take the others with it")
    func concurrent() async throws {
        let (ledger, _) = try await ledger()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<50 {
                group.addTask {
                    if number == 25 {
                        await #expect(throws: (any Error).self) {
                            try await ledger.writer.write { try $0.execute(sql: "INSERT INTO nowhere VALUES (1)") }
                        }
                    } else {
                        try await ledger.append(
                            AuditEntry(
                                time: Instant(seconds: 1), application: "x", event: "sync", actor: "a",
                                trigger: "poll", outcome: "Committed"))
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(
            try await ledger.verifyAudit()
                == .intact(entries: 54, head: ledger.auditEntries().last?["hash"]?.string ?? ""))
    }
}
