import Ledger
import Model
import Reconciler

/// What has been counted since the process began. Values in, values out.
struct Tallies: Sendable {
    struct Transaction: Hashable, Sendable, Comparable {
        var application: String
        var outcome: String

        static func < (left: Transaction, right: Transaction) -> Bool {
            (left.application, left.outcome) < (right.application, right.outcome)
        }
    }

    struct Delivery: Hashable, Sendable, Comparable {
        var provider: String
        var result: String

        static func < (left: Delivery, right: Delivery) -> Bool {
            (left.provider, left.result) < (right.provider, right.result)
        }
    }

    private(set) var transactions: [Transaction: Int] = [:]
    private(set) var durations: [String: Histogram] = [:]
    private(set) var pushesToHealthy: [String: Histogram] = [:]
    private(set) var healed: [String: Int] = [:]
    private(set) var deliveries: [Delivery: Int] = [:]
    /// Transactions that ended and that history may not have yet, by application.
    private var ended: [String: [String]] = [:]
    /// When a webhook told of a push that has not been followed yet.
    private var pushes: [String: Instant] = [:]

    mutating func delivered(_ provider: String, _ result: DeliveryResult) {
        deliveries[Delivery(provider: provider, result: result.rawValue), default: 0] += 1
    }

    mutating func pushSeen(by application: String, at time: Instant) {
        if pushes[application] == nil { pushes[application] = time }
    }

    /// Takes a fact in; returns the transactions that are to be looked up in history now, to be `record`ed. A status
    /// comes after what it tells of is on disk.
    mutating func take(_ fact: ReconcilerFact) -> [String] {
        if let id = fact.endedTransaction { ended[fact.application, default: []].append(id) }
        guard case .status = fact else { return [] }
        return ended.removeValue(forKey: fact.application) ?? []
    }

    mutating func record(_ entry: HistoryEntry) {
        let application = entry.application
        transactions[Transaction(application: application, outcome: entry.outcome), default: 0] += 1
        guard let end = entry.finishedAt else { return }
        durations[application, default: Histogram()].observe((end - entry.startedAt).inSeconds)
        guard entry.outcome == "Committed" else { return }
        switch (entry.kind, entry.trigger) {
        case ("heal", _): healed[application, default: 0] += 1
        case ("sync", "webhook"), ("sync", "poll"):
            let seen = min(pushes[application] ?? entry.startedAt, entry.startedAt)
            pushesToHealthy[application, default: Histogram()].observe((end - seen).inSeconds)
        default: break
        }
    }

    /// Nothing of the application is under way: whatever push was told of has been followed.
    mutating func settled(_ application: String) { pushes[application] = nil }
}

extension Duration {
    var inSeconds: Double { Double(milliseconds) / 1000 }
}
