import GRDB

/// Lets writes that come at the same time share one transaction, and so one sync to disk.
actor GroupCommit {
    typealias Work = @Sendable (Database) throws -> Void

    private struct Pending {
        var work: Work
        var done: CheckedContinuation<Void, any Error>
    }

    private let pool: DatabasePool
    private var pending: [Pending] = []
    private var isFlushing = false
    private let isBlocking: Bool

    /// - Parameter isBlocking: SQLite works on the calling thread, which waits for it.
    init(pool: DatabasePool, isBlocking: Bool) {
        self.pool = pool
        self.isBlocking = isBlocking
    }

    /// Returns when the work is on disk; throws what the work threw, and then nothing of it is kept.
    func write(_ work: @escaping Work) async throws {
        try await withCheckedThrowingContinuation { continuation in
            pending.append(Pending(work: work, done: continuation))
            guard !isFlushing else { return }
            isFlushing = true
            Task { await flush() }
        }
    }

    private func flush() async {
        while !pending.isEmpty {
            let batch = pending
            pending = []
            let outcomes = await perform(batch.map(\.work))
            for (entry, outcome) in zip(batch, outcomes) { entry.done.resume(with: outcome) }
        }
        isFlushing = false
    }

    private func perform(_ works: [Work]) async -> [Result<Void, any Error>] {
        do {
            return isBlocking ? try writeBlocking(works) : try await pool.write { GroupCommit.carryOut(works, in: $0) }
        } catch {
            let failure = LedgerError("the ledger cannot be written: \(error)")
            return works.map { _ in .failure(failure) }
        }
    }

    private func writeBlocking(_ works: [Work]) throws -> [Result<Void, any Error>] {
        try pool.write { GroupCommit.carryOut(works, in: $0) }
    }

    private static func carryOut(_ works: [Work], in database: Database) -> [Result<Void, any Error>] {
        works.map { work in
            Result {
                try database.inSavepoint {
                    try work(database)
                    return .commit
                }
            }
        }
    }
}
