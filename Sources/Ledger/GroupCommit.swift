import GRDB

/// Lets writes that come at the same time share one transaction, and so one sync to disk.
actor GroupCommit {
    typealias Work = @Sendable (Database) throws -> Void

    /// What a write waits for.
    enum Durability: Comparable, Sendable {
        /// Its caller goes on once it would survive the end of the process; it reaches the disk with the next write that
        /// does. Writes reach the disk in their order: none is there without those before it.
        case written
        /// Likewise, and it reaches the disk right afterwards.
        case soon
        /// Its caller goes on once it would survive a crash of the machine.
        case synced
    }

    /// How long the write-ahead log gets, in pages of 4 kB: where nobody waits for it, and before somebody has to.
    private static let pagesInPassing = 2000
    static let pagesAtMost = 16000

    private struct Pending {
        var work: Work
        var durability: Durability
        /// What nobody waits for, once this is done.
        var afterwards: Work?
        var done: CheckedContinuation<Void, any Error>
    }

    private let pool: DatabasePool
    private var pending: [Pending] = []
    private var isFlushing = false
    /// What is done when nobody waits for the disk.
    private var later: [Work] = []
    /// It failed the last time: it is tried again when something else has been written.
    private var isLaterHeldUp = false
    private var idle: [CheckedContinuation<Void, Never>] = []
    private let isBlocking: Bool
    private let counter: WriteCounter?

    /// - Parameter isBlocking: SQLite works on the calling thread, which waits for it.
    init(pool: DatabasePool, isBlocking: Bool, counter: WriteCounter?) {
        self.pool = pool
        self.isBlocking = isBlocking
        self.counter = counter
    }

    /// Returns when the work is done, and on disk as far as is asked; throws what the work threw, and then nothing of it
    /// is kept.
    ///
    /// - Parameter afterwards: a write of its own that follows once nobody waits for another, and that reads what it goes
    ///   by: where the process ends before, or the disk is full until then, whoever comes next can do it.
    func write(
        _ durability: Durability = .synced, afterwards: Work? = nil, _ work: @escaping Work
    ) async throws {
        try await withCheckedThrowingContinuation { continuation in
            pending.append(
                Pending(work: work, durability: durability, afterwards: afterwards, done: continuation))
            guard !isFlushing else { return }
            isFlushing = true
            Task { await flush() }
        }
    }

    private func flush() async {
        var isBehind = false
        while true {
            if pending.isEmpty, !later.isEmpty, !isLaterHeldUp {
                await tidy(later.removeFirst())
                continue
            }
            if pending.isEmpty, !isBehind { break }
            let batch = pending
            pending = []
            let mayFollow = !batch.isEmpty && batch.allSatisfy { $0.durability != .synced }
            let outcomes = await perform(batch.map(\.work), mayFollow ? .written : .synced)
            for (entry, outcome) in zip(batch, outcomes) {
                if case .success = outcome {
                    isLaterHeldUp = false
                    if let afterwards = entry.afterwards { later.append(afterwards) }
                }
                entry.done.resume(with: outcome)
            }
            // While the disk is busy others go on: they are let, where it works on the caller's thread.
            if isBlocking { for _ in 0..<4 { await giveWay() } }
            isBehind = mayFollow && (isBehind || batch.contains { $0.durability == .soon })
        }
        isFlushing = false
        for waiting in idle { waiting.resume() }
        idle = []
    }

    private func tidy(_ work: @escaping Work) async {
        guard case .failure = await perform([work], .written).first else { return }
        later.insert(work, at: 0)
        isLaterHeldUp = true
    }

    /// Returns when nothing is being written, and nothing is to be.
    func rest() async {
        if isFlushing { await withCheckedContinuation { idle.append($0) } }
    }

    /// As `Task.yield`, by way of a task of its own, which every executor sees.
    private func giveWay() async { await withCheckedContinuation { whenRun in Task { whenRun.resume() } } }

    private func perform(_ works: [Work], _ durability: Durability) async -> [Result<Void, any Error>] {
        do {
            let outcomes =
                isBlocking
                ? try writeBlocking(works, durability)
                : try await pool.writeWithoutTransaction { [counter] in
                    try GroupCommit.carryOut(works, durability, counter, in: $0)
                }
            if durability == .synced { counter?.keep() }
            return outcomes
        } catch {
            let failure = LedgerError(words(for: error))
            // The log may hold more than the database needs: what follows finds the room that it gives back.
            if (error as? DatabaseError)?.resultCode == .SQLITE_FULL {
                try? makeRoom()
            }
            return works.map { _ in .failure(failure) }
        }
    }

    private func makeRoom() throws { try pool.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) } }

    private func words(for error: any Error) -> String {
        guard let error = error as? DatabaseError else { return "the ledger \(pool.path) cannot be written: \(error)" }
        if error.resultCode == .SQLITE_FULL {
            return "no room is left on the disk of \(pool.path). Make some; plumb goes on by itself then"
        }
        return "the ledger \(pool.path) cannot be written: \(error.message ?? error.resultCode.description)"
    }

    private func writeBlocking(_ works: [Work], _ durability: Durability) throws -> [Result<Void, any Error>] {
        try pool.writeWithoutTransaction { try GroupCommit.carryOut(works, durability, counter, in: $0) }
    }

    private static func carryOut(
        _ works: [Work], _ durability: Durability, _ counter: WriteCounter?, in database: Database
    ) throws -> [Result<Void, any Error>] {
        if works.isEmpty {
            counter?.begin()
            // Nobody waits for this one, so it is also the one to copy pages from the log into the file.
            try database.execute(sql: "PRAGMA wal_autocheckpoint=\(pagesInPassing)")
            defer { try? database.execute(sql: "PRAGMA wal_autocheckpoint=\(pagesAtMost)") }
            return try carryOut(works, counter, in: database)
        }
        counter?.begin()
        guard durability == .written else { return try carryOut(works, counter, in: database) }
        // With NORMAL a commit is in the write-ahead log, and the log is not synced; the next commit with FULL syncs all.
        try database.execute(sql: "PRAGMA synchronous=NORMAL")
        let outcomes = Result { try carryOut(works, counter, in: database) }
        try database.execute(sql: "PRAGMA synchronous=FULL")
        return try outcomes.get()
    }

    private static func carryOut(
        _ works: [Work], _ counter: WriteCounter?, in database: Database
    ) throws -> [Result<Void, any Error>] {
        var outcomes: [Result<Void, any Error>] = []
        try database.inTransaction(.immediate) {
            // A commit of nothing would not touch the log.
            if works.isEmpty {
                let nothing = try database.cachedStatement(
                    sql: "INSERT OR REPLACE INTO meta (key, value) VALUES ('synced', '')")
                try nothing.execute()
            }
            if works.count == 1 {
                // Alone it fails with the whole transaction.
                outcomes = works.map { work in Result { try work(database) } }
                if outcomes.contains(where: { (try? $0.get()) == nil }) { return .rollback }
                try counter?.count(in: database)
                return .commit
            }
            outcomes = works.map { work in
                Result {
                    try database.inSavepoint {
                        try work(database)
                        return .commit
                    }
                }
            }
            try counter?.count(in: database)
            return .commit
        }
        return outcomes
    }
}
