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

    init(pool: DatabasePool) { self.pool = pool }

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
            return try await pool.write { database in
                var outcomes: [Result<Void, any Error>] = []
                for work in works {
                    do {
                        try database.inSavepoint {
                            try work(database)
                            return .commit
                        }
                        outcomes.append(.success(()))
                    } catch {
                        outcomes.append(.failure(error))
                    }
                }
                return outcomes
            }
        } catch {
            let failure = LedgerError("the ledger cannot be written: \(error)")
            return works.map { _ in .failure(failure) }
        }
    }
}
