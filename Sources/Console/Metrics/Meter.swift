import Ledger
import Logging
import Model
import Reconciler
import Synchronization

/// Counts what happens, and hands out what it counted.
final class Meter: Sendable {
    let startedAt: Instant
    private let state = Mutex(Tallies())

    init(startedAt: Instant) { self.startedAt = startedAt }

    var tallies: Tallies { state.withLock { $0 } }

    func delivered(_ provider: String, _ result: DeliveryResult) { state.withLock { $0.delivered(provider, result) } }

    func pushSeen(by applications: [String], at time: Instant) {
        state.withLock { state in for name in applications { state.pushSeen(by: name, at: time) } }
    }

    /// Follows the facts until cancelled.
    func follow(_ facts: AsyncStream<ReconcilerFact>, _ ledger: LedgerDatabase, _ logger: Logger) async {
        for await fact in facts {
            for id in state.withLock({ $0.take(fact) }) {
                do {
                    if let entry = try await ledger.transaction(id) { state.withLock { $0.record(entry) } }
                } catch {
                    logger.warning("a transaction is not counted", metadata: ["error": "\(error)"])
                }
            }
            if case .status(let status) = fact, status.activity == "idle" { state.withLock { $0.settled(status.name) } }
        }
    }
}
