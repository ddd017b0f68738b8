import Apply
import Model
import Synchronization

/// Another journal, and how long a transaction waits for its beginning and its end, in seconds.
final class TimedJournal: Journal {
    private let journal: any Journal
    private let times = Mutex((begin: 0.0, end: 0.0))

    init(_ journal: any Journal) { self.journal = journal }

    var begin: Double { times.withLock { $0.begin } }
    var end: Double { times.withLock { $0.end } }

    func prepare(_ steps: [Step], in transaction: String) { journal.prepare(steps, in: transaction) }

    func write(_ entries: [JournalEntry], in transaction: String) async throws {
        let start = ContinuousClock.now
        try await journal.write(entries, in: transaction)
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        times.withLock { times in
            for entry in entries {
                switch entry {
                case .begin: times.begin += seconds
                case .finish: times.end += seconds
                case .intents, .results, .enter, .explain: break
                }
            }
        }
    }

    func begin(_ record: TransactionRecord) async throws { try await write([.begin(record)], in: record.id) }
    func intend(_ intents: [Intent], in transaction: String) async throws {
        try await write([.intents(intents)], in: transaction)
    }
    func record(_ results: [StepResult], in transaction: String) async throws {
        try await write([.results(results)], in: transaction)
    }
    func enter(_ phase: Phase, in transaction: String, at time: Instant) async throws {
        try await write([.enter(phase, at: time)], in: transaction)
    }
    func finish(_ outcome: Outcome, of transaction: String, at time: Instant) async throws {
        try await write([.finish(outcome, at: time)], in: transaction)
    }
}
