import Apply
import ClusterAPI
import Model
import Synchronization

/// A process that is killed once its journal has so many entries: nothing of it reaches the cluster or the disk any
/// more, and it never learns of it.
final class DeadAfter: Cluster, Journal {
    private let cluster: any Cluster
    private let journal: MemoryJournal
    private let entries: Int
    private let state = Mutex<(count: Int, isDead: Bool)>((0, false))
    private let death: AsyncStream<Void>
    private let die: AsyncStream<Void>.Continuation

    init(_ cluster: any Cluster, journal: MemoryJournal, entries: Int) {
        self.cluster = cluster
        self.journal = journal
        self.entries = entries
        (death, die) = AsyncStream.makeStream(of: Void.self)
    }

    /// Until it is dead, or its work is done.
    func wait(orUntil task: Task<Outcome, Never>) async {
        let die = die
        let end = Task {
            _ = await task.value
            die.finish()
        }
        for await _ in death { break }
        end.cancel()
    }

    private var isDead: Bool { state.withLock { $0.isDead } }

    private func enter() async throws {
        let isDead = state.withLock { state in
            state.count += 1
            if state.count > entries { state.isDead = true }
            return state.isDead
        }
        if isDead { try await never() }
    }

    /// As far as the dead one knows, everything takes for ever.
    private func never() async throws {
        die.yield()
        try await Task.sleep(for: .seconds(3600))
    }

    func begin(_ record: TransactionRecord) async throws {
        try await enter()
        try await journal.begin(record)
    }
    func intend(_ intents: [Intent], in transaction: String) async throws {
        try await enter()
        try await journal.intend(intents, in: transaction)
    }
    func record(_ results: [StepResult], in transaction: String) async throws {
        try await enter()
        try await journal.record(results, in: transaction)
    }
    func enter(_ phase: Phase, in transaction: String, at time: Instant) async throws {
        try await enter()
        try await journal.enter(phase, in: transaction, at: time)
    }
    func finish(_ outcome: Outcome, of transaction: String, at time: Instant) async throws {
        try await enter()
        try await journal.finish(outcome, of: transaction, at: time)
    }

    func resources() async throws(ClusterError) -> [ServedResource] { try await cluster.resources() }
    func perform(_ request: Request) async throws(ClusterError) -> Response {
        if isDead { throw ClusterError(code: 0, reason: .connectionLost, message: "dead") }
        return try await cluster.perform(request)
    }
    func watch(_ request: WatchRequest) async throws(ClusterError) -> WatchStream { try await cluster.watch(request) }
}
