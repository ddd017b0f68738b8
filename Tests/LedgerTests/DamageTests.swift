import Apply
import Foundation
import GRDB
import Model
import TestSupport
import Testing

@testable import Ledger

/// What is made of a ledger that a disk gave back differently.
@Suite struct DamageTests {
    private let folder = NSTemporaryDirectory() + "plumb-damage-\(UUID().uuidString)"
    private var path: String { folder + "/plumb.sqlite" }
    private let now = Instant(seconds: 1_790_000_000)

    init() throws { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) }

    private static func object(_ application: String = "shop") -> Value {
        [
            "apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": "config", "namespace": Value(application)],
            "data": ["MODE": Value("value-of-\(application)")],
        ]
    }

    /// A ledger with one committed transaction, closed cleanly: everything is in the one file.
    private func fill(_ applications: [String] = ["shop"]) async throws {
        let ledger = try LedgerDatabase(path: path)
        for name in applications {
            let id = ledger.nextTransactionID()
            var context = TransactionContext(
                application: name, kind: .sync, from: "", to: String(repeating: "a", count: 40), author: "Ada",
                message: "m", trigger: "poll", actor: "plumb", startedAt: now,
                applied: [Self.object(name).key: .some(Self.object(name))])
            context.isHeldAfterwards = true
            let journal = LedgerJournal(ledger: ledger, context: context)
            try await journal.begin(
                TransactionRecord(
                    id: id, application: name, from: "", to: context.to, steps: [], startedAt: now))
            try await journal.finish(.committed(warnings: []), of: id, at: now)
        }
        await ledger.rest()
        try ledger.close()
    }

    private func change(_ change: (inout Data) -> Void) throws {
        var data = try Data(contentsOf: URL(fileURLWithPath: path))
        change(&data)
        try data.write(to: URL(fileURLWithPath: path))
    }

    private var aside: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter {
            $0.contains("damaged-") && !$0.hasSuffix("-wal") && !$0.hasSuffix("-shm")
        }
    }

    @Test("a whole ledger is opened as it is")
    func whole() async throws {
        try await fill()
        let ledger = try LedgerDatabase.repairing(path: path, isExpected: true, at: now)
        #expect(ledger.notice == nil)
        #expect(aside.isEmpty)
        #expect(try await ledger.applied(application: "shop")[Self.object().key] == Self.object())
    }

    @Test(
        "one that is no database, cut off, empty or gone is set aside, begun anew, and said",
        arguments: ["garbage", "torn", "empty", "gone"])
    func unreadable(how: String) async throws {
        try await fill()
        switch how {
        case "garbage": try change { $0 = Data(repeating: 0x41, count: $0.count) }
        case "torn": try change { $0 = $0.prefix(6000) }
        case "empty": try change { $0 = Data() }
        default: try FileManager.default.removeItem(atPath: path)
        }
        let ledger = try LedgerDatabase.repairing(path: path, isExpected: true, at: now)
        #expect(try await ledger.wantsRebuild(application: "shop"))
        #expect(try await ledger.applied(application: "shop").isEmpty)
        let entries = try await ledger.auditEntries()
        #expect(entries.last?["event"]?.string == "ledger-damaged")
        #expect(entries.last?["reason"]?.string?.hasPrefix("the ledger \(path) was damaged (") == true)
        #expect(ledger.notice == entries.last?["reason"]?.string)
        guard case .intact = try await ledger.verifyAudit() else {
            Issue.record("the audit is broken")
            return
        }
        if how != "gone" {
            #expect(aside.count == 1)
            #expect(ledger.notice?.contains("rebuilt from the marks in the cluster") == true, "\(ledger.notice ?? "–")")
        }
        // A first start of all is no damage.
        #expect(try LedgerDatabase.repairing(path: folder + "/other.sqlite", at: now).notice == nil)
    }

    @Test("one changed byte in what was applied is noticed, and the other applications keep theirs")
    func changedByte() async throws {
        try await fill(["shop", "blog"])
        try change { data in
            // Also where a former copy was and nothing is any more.
            while let mark = data.range(of: Data("value-of-shop".utf8)) { data[mark.lowerBound] ^= 1 }
        }
        let ledger = try LedgerDatabase.repairing(path: path, isExpected: true, at: now)
        #expect(ledger.notice?.contains("is not as it was written") == true)
        #expect(try await ledger.wantsRebuild(application: "shop"))
        #expect(try await !ledger.wantsRebuild(application: "blog"))
        #expect(try await ledger.applied(application: "blog")[Self.object("blog").key] == Self.object("blog"))
        // Revision, history and audit are whole.
        #expect(try await ledger.application("shop").revision == String(repeating: "a", count: 40))
        #expect(try await ledger.history().count == 2)
        guard case .intact(let entries, _) = try await ledger.verifyAudit() else {
            Issue.record("the audit is broken")
            return
        }
        #expect(entries == 3)
        // It is told until the file is deleted.
        try ledger.close()
        #expect(try LedgerDatabase(path: path).notice != nil)
        for file in aside { try FileManager.default.removeItem(atPath: "\(folder)/\(file)") }
        #expect(try LedgerDatabase(path: path).notice == nil)
    }

    @Test(
        "a write-ahead log that is gone, or cut off, is noticed, and what was applied is rebuilt",
        arguments: ["gone", "empty", "cut off"])
    func lostLog(how: String) async throws {
        let ledger = try LedgerDatabase.repairing(path: path, at: now)
        for number in 0..<4 {
            var context = TransactionContext(
                application: "shop", kind: .sync, from: "", to: String(repeating: "\(number)", count: 40),
                author: "Ada", message: "m", trigger: "poll", actor: "plumb", startedAt: now,
                applied: [Self.object().key: .some(Self.object())])
            context.isHeldAfterwards = true
            let id = ledger.nextTransactionID()
            let journal = LedgerJournal(ledger: ledger, context: context)
            try await journal.begin(
                TransactionRecord(id: id, application: "shop", from: "", to: context.to, steps: [], startedAt: now))
            try await journal.finish(.committed(warnings: []), of: id, at: now)
            if number == 0 { try await ledger.pool.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) } }
        }
        await ledger.rest()
        // As a process leaves it that is killed.
        let copy = folder + "/copy"
        try FileManager.default.createDirectory(atPath: copy, withIntermediateDirectories: true)
        for suffix in ["", "-wal", "-mark"] {
            try FileManager.default.copyItem(atPath: path + suffix, toPath: "\(copy)/plumb.sqlite\(suffix)")
        }
        let log = "\(copy)/plumb.sqlite-wal"
        switch how {
        case "gone": try FileManager.default.removeItem(atPath: log)
        case "empty": try Data().write(to: URL(fileURLWithPath: log))
        default:
            let data = try Data(contentsOf: URL(fileURLWithPath: log))
            try data.prefix(data.count - 5000).write(to: URL(fileURLWithPath: log))
        }
        let again = try LedgerDatabase.repairing(path: copy + "/plumb.sqlite", isExpected: true, at: now)
        let notice = try #require(again.notice)
        #expect(notice.contains("it ends before what was written last: its write-ahead log"), "\(notice)")
        #expect(
            notice.contains("what \"shop\" has applied, which is rebuilt from the marks in the cluster"), "\(notice)")
        #expect(try await again.wantsRebuild(application: "shop"))
        #expect(try await again.auditEntries().last?["event"]?.string == "ledger-damaged")
        guard case .intact = try await again.verifyAudit() else {
            Issue.record("the audit is broken")
            return
        }
        // Once is enough.
        try again.close()
        let third = try LedgerDatabase.repairing(path: copy + "/plumb.sqlite", isExpected: true, at: now)
        #expect(third.notice == notice)
    }

    @Test("of a damaged ledger, what was committed and is not in its place yet is rebuilt")
    func unsettled() async throws {
        let ledger = try LedgerDatabase(path: path)
        try await ledger.commit(Self.object("blog"), for: "blog", isSettled: true)
        try await ledger.commit(Self.object(), for: "shop", isSettled: false)
        try ledger.close()
        try change { data in
            while let mark = data.range(of: Data("value-of-shop".utf8)) { data[mark.lowerBound] ^= 1 }
        }
        let again = try LedgerDatabase.repairing(path: path, isExpected: true, at: now)
        #expect(again.notice?.contains("an entry of the journal is not as it was written") == true)
        #expect(try await again.wantsRebuild(application: "shop"))
        #expect(try await !again.wantsRebuild(application: "blog"))
        #expect(try await again.applied(application: "blog")[Self.object("blog").key] == Self.object("blog"))
    }

    @Test("a log that is whole, or was put into the file by another program, is no damage", arguments: [true, false])
    func wholeLog(isCheckpointed: Bool) async throws {
        let ledger = try LedgerDatabase.repairing(path: path, at: now)
        for _ in 0..<3 {
            try await ledger.append(
                AuditEntry(
                    time: now, application: "shop", event: "retry", actor: "a", trigger: "cli", outcome: "Done"))
        }
        let copy = folder + "/copy.sqlite"
        for suffix in ["", "-wal", "-mark"] {
            try FileManager.default.copyItem(atPath: path + suffix, toPath: copy + suffix)
        }
        if isCheckpointed { try LedgerDatabase(path: copy).close() }
        let again = try LedgerDatabase.repairing(path: copy, isExpected: true, at: now)
        #expect(again.notice == nil)
        #expect(try await again.auditEntries().count == 3)
    }

    @Test("writes that fail, or are refused by the disk, are not counted as if they were there")
    func failedWrites() async throws {
        let ledger = try LedgerDatabase.repairing(path: path, at: now)
        for number in 0..<6 {
            _ = try? await ledger.writer.write { database in
                try database.execute(sql: "INSERT INTO meta (key, value) VALUES (?, '')", arguments: ["n\(number)"])
                if number % 2 == 1 { throw LedgerError("not this one") }
            }
        }
        let count = try await ledger.read { try WriteCounter.count(of: $0) }
        #expect(count == 3)
        #expect(WriteCounter.marked(beside: path) == 3)
    }

    @Test("a mark that cannot be read says nothing")
    func brokenMark() async throws {
        try await fill()
        try Data("000000".utf8).write(to: URL(fileURLWithPath: path + "-mark"))
        #expect(try LedgerDatabase.repairing(path: path, isExpected: true, at: now).notice == nil)
    }

    @Test("a rebuild is done with when a transaction of the application commits")
    func rebuilt() async throws {
        try await fill()
        try change { $0 = Data(repeating: 0x41, count: $0.count) }
        let ledger = try LedgerDatabase.repairing(path: path, isExpected: true, at: now)
        try ledger.close()
        try await fill()
        let again = try LedgerDatabase(path: path)
        #expect(try await !again.wantsRebuild(application: "shop"))
        #expect(try await again.wantsRebuild(application: "blog"))
    }
}
