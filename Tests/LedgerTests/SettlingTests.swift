import Apply
import GRDB
import Model
import Testing

@testable import Ledger

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A commit is one small write; what it leaves to be put away is put away afterwards, whatever comes in between.
@Suite struct SettlingTests {
    let path = FileManager.default.temporaryDirectory.path + "/plumb-settling-\(UUID().uuidString).sqlite"
    let ledger: LedgerDatabase

    init() throws { ledger = try LedgerDatabase(path: path) }

    private func object(_ name: String, _ mode: String = "a") -> Value {
        [
            "apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": Value(name), "namespace": "shop"],
            "data": ["MODE": Value(mode)],
        ]
    }
    private func notes(_ ledger: LedgerDatabase) async throws -> Int {
        try await ledger.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM journal") ?? -1 }
    }

    @Test("what was committed is applied, also where the process ended before it was in its place")
    func unsettled() async throws {
        try await ledger.commit(object("one"), for: "shop", isSettled: true)
        try await ledger.commit(object("one"), for: "shop", isGone: true, isSettled: false)
        try await ledger.commit(object("two", "a"), for: "shop", isSettled: false)
        try await ledger.commit(object("two", "b"), for: "shop", isSettled: false)
        try await ledger.commit(object("three"), for: "blog", isSettled: false)
        let expected = [object("two").key: object("two", "b")]
        for isSettled in [false, true] {
            if isSettled { try await ledger.settle() }
            #expect(try await ledger.openTransaction(application: "shop") == nil)
            #expect(try await ledger.applied(application: "shop") == expected)
            #expect(try await ledger.applied(application: "blog") == [object("three").key: object("three")])
            #expect(try await ledger.owners() == [object("two").key: "shop", object("three").key: "blog"])
            #expect(try await (notes(ledger) == 0) == isSettled)
        }
    }

    @Test("the next start puts it away, and so does the next transaction", arguments: [true, false])
    func later(isStart: Bool) async throws {
        try await ledger.commit(object("one"), for: "shop", isSettled: false)
        try await ledger.commit(object("other"), for: "shop", isSettled: false, as: .rolledBack(reasons: []))
        #expect(try await notes(ledger) > 0)
        var present = ledger
        if isStart {
            try ledger.close()
            present = try LedgerDatabase.repairing(path: path, at: Instant(seconds: 1_790_000_000))
            #expect(present.notice == nil)
        } else {
            try await ledger.commit(object("two"), for: "blog", isSettled: true)
        }
        #expect(try await notes(present) == 0)
        #expect(try await present.applied(application: "shop") == [object("one").key: object("one")])
    }

    @Test("a transaction that is open, or was prepared only, keeps its journal")
    func open() async throws {
        let id = try await ledger.commit(
            object("one"), for: "shop", isSettled: true, as: .stuck(reasons: [], notBack: []))
        let before = try await notes(ledger)
        #expect(before > 0)
        try await ledger.settle()
        try await ledger.commit(object("two"), for: "blog", isSettled: true)
        #expect(try await notes(ledger) == before)
        #expect(try await ledger.openTransaction(application: "shop")?.journal.record.id == id)
        #expect(try await ledger.applied(application: "shop").isEmpty)
    }

    @Test("what cannot be written afterwards is tried again when something else was written, and not before")
    func heldUp() async throws {
        let tries = Tries()
        try await ledger.writer.write(
            afterwards: { database in
                try database.execute(sql: "INSERT INTO meta (key, value) VALUES ('afterwards', '')")
                if tries.next() == 1 { throw DatabaseError(resultCode: .SQLITE_FULL) }
            }, { _ in })
        await ledger.rest()
        #expect(tries.count == 1)
        let query = "SELECT count(*) FROM meta WHERE key = 'afterwards'"
        #expect(try await ledger.read { try Int.fetchOne($0, sql: query) } == 0)
        try await ledger.writer.write { _ in }
        await ledger.rest()
        #expect(tries.count == 2)
        #expect(try await ledger.read { try Int.fetchOne($0, sql: query) } == 1)
        try await ledger.writer.write { _ in }
        await ledger.rest()
        #expect(tries.count == 2)
    }

    @Test("what follows a write that failed does not happen")
    func notAfterwards() async throws {
        let tries = Tries()
        await #expect(throws: LedgerError.self) {
            try await ledger.writer.write(afterwards: { _ in _ = tries.next() }, { _ in throw LedgerError("no") })
        }
        await ledger.rest()
        #expect(tries.count == 0)
    }
}
