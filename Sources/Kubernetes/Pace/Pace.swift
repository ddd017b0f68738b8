import Model

/// How many requests one server is asked at once: more as long as it answers quickly, fewer as soon as it says that it
/// is busy or grows slow. There is no fixed rate.
///
/// It grows by one for each round of answers, and halves, at most once for each round, when it has to give way: what
/// TCP does, for the same reason.
struct Pace: Sendable {
    static let bounds = 1.0...64.0

    private(set) var limit = 16.0
    /// The quickest answer to a write so far, forgotten slowly.
    private var quickest: Duration?
    /// Requests that began before this gave their say already.
    private var gaveWayAt: Instant?

    /// What a server may take before it counts as slow: four times its quickest, and never less than this.
    static let patience = Duration.milliseconds(250)

    var count: Int { Int(limit) }

    /// An answer came: whether it was "busy", and how long a request took that had begun then.
    mutating func answered(isBusy: Bool, began: Instant, at now: Instant) {
        let took = now - began
        if !isBusy {
            let known = quickest ?? took
            quickest = min(took, known + known / 100 + .milliseconds(1))
        }
        let isSlow = took > max(Self.patience, (quickest ?? took) * 4)
        guard isBusy || isSlow else {
            limit = min(limit + 1 / limit, Self.bounds.upperBound)
            return
        }
        if let gaveWayAt, began <= gaveWayAt { return }
        gaveWayAt = now
        limit = max(isBusy ? limit / 2 : limit * 0.8, Self.bounds.lowerBound)
    }
}
