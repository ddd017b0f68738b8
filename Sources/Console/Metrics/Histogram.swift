/// How often something took how long, as Prometheus keeps it.
struct Histogram: Hashable, Sendable {
    /// Upper bounds in seconds, ascending; everything is below the last one, which is infinity and not listed.
    static let bounds = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600]

    /// How many were at most each bound, and not at most the one before; the last is for all above.
    private(set) var counts = [Int](repeating: 0, count: bounds.count + 1)
    private(set) var sum = 0.0
    var count: Int { counts.reduce(0, +) }

    mutating func observe(_ seconds: Double) {
        let value = max(seconds, 0)
        counts[Histogram.bounds.firstIndex { value <= $0 } ?? Histogram.bounds.count] += 1
        sum += value
    }
}
