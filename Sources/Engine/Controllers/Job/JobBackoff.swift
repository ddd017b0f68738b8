import Model

/// How long a Job waits before it replaces pods that failed: 10 s after the first, doubled after each further one, up
/// to ten minutes. A success forgets the failures before it. Kept in a note about the Job.
struct JobBackoff: Equatable {
    private(set) var failures = 0
    private(set) var last: Instant?

    private static let first = Duration.seconds(10)
    private static let most = Duration.seconds(600)

    init(note: Value?) {
        failures = note?["failures"]?.int ?? 0
        last = note?["lastFailure"]?.int.map { Instant(milliseconds: Int64($0)) }
    }

    var note: Value {
        var note: Value = ["failures": Value(failures)]
        if let last { note["lastFailure"] = Value(Int(last.milliseconds)) }
        return note
    }

    mutating func count(succeeded: [Value], failed: [Value]) {
        let failed = failed.compactMap(\.endTime).sorted()
        guard let lastSuccess = succeeded.compactMap(\.endTime).max() else {
            failures += failed.count
            last = failed.last ?? last
            return
        }
        let later = failed.filter { $0 > lastSuccess }
        failures = later.count
        last = later.last
    }

    /// When pods may be made again; nil for now.
    func end(at now: Instant) -> Instant? {
        guard let last else { return nil }
        return JobBackoff.end(failures: failures, last: last, at: now)
    }

    static func end(failures: Int, last: Instant, at now: Instant) -> Instant? {
        guard failures > 0 else { return nil }
        let delay = min(first * (1 << min(failures - 1, 10)), most)
        return last + delay > now ? last + delay : nil
    }
}
