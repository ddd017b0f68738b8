import Synchronization

/// How many requests of each kind were answered and how long that took, for `/metrics`.
final class RequestCounts: Sendable {
    /// What a request was, in the labels of kube-apiserver's metrics. There are as many as resources, verbs and codes.
    struct Key: Hashable, Sendable {
        /// `GET`, `LIST`, `WATCH`, `POST`, `PUT`, `PATCH`, `APPLY`, `DELETE`, `DELETECOLLECTION`.
        var verb: String
        var group = ""
        var version = ""
        var resource = ""
        var subresource = ""
        /// `cluster`, `namespace`, `resource`; empty for what is no resource.
        var scope = ""
        var dryRun = ""
    }

    struct Durations: Sendable {
        var count = 0
        var seconds = 0.0
        /// Of each bucket, those that took no longer.
        var buckets = [Int](repeating: 0, count: RequestCounts.bounds.count)

        fileprivate mutating func add(_ taken: Double) {
            count += 1
            seconds += taken
            for (place, bound) in RequestCounts.bounds.enumerated() where taken <= bound { buckets[place] += 1 }
        }
    }

    struct Snapshot: Sendable {
        var codes: [Key: [Int: Int]] = [:]
        var durations: [Key: Durations] = [:]
        var inFlight = 0
        var mutatingInFlight = 0
        var watches: [Key: Int] = [:]
    }

    /// In seconds.
    static let bounds = [
        0.005, 0.025, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1, 1.25, 1.5, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30, 45, 60,
    ]
    /// A bound for what a client can make it hold; no cluster serves as much.
    private static let limit = 20_000

    private let counts = Mutex(Snapshot())

    var snapshot: Snapshot { counts.withLock { $0 } }

    func began(isMutating: Bool) {
        counts.withLock { counts in
            if isMutating { counts.mutatingInFlight += 1 } else { counts.inFlight += 1 }
        }
    }

    func ended(_ key: Key, isMutating: Bool, code: Int, after taken: Duration) {
        let seconds = Double(taken.components.seconds) + Double(taken.components.attoseconds) / 1e18
        counts.withLock { counts in
            if isMutating { counts.mutatingInFlight -= 1 } else { counts.inFlight -= 1 }
            guard counts.durations[key] != nil || counts.durations.count < RequestCounts.limit else { return }
            counts.codes[key, default: [:]][code, default: 0] += 1
            counts.durations[key, default: Durations()].add(seconds)
        }
    }

    func watchBegan(_ key: Key) { counts.withLock { $0.watches[key, default: 0] += 1 } }
    func watchEnded(_ key: Key) { counts.withLock { $0.watches[key, default: 0] -= 1 } }
}
