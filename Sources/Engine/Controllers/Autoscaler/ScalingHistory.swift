import Model

/// What an autoscaler recommended and did in the last hour, the oldest first.
struct ScalingHistory: Equatable {
    struct Entry: Equatable {
        var time: Instant
        var count: Int
    }
    var recommendations: [Entry] = []
    /// Replicas added, and taken away.
    var additions: [Entry] = []
    var removals: [Entry] = []

    init(note: Value?) {
        func entries(_ name: String) -> [Entry] {
            (note?[name]?.elements ?? []).compactMap { pair in
                guard let time = pair[0]?.int, let count = pair[1]?.int else { return nil }
                return Entry(time: Instant(milliseconds: Int64(time)), count: count)
            }
        }
        recommendations = entries("recommendations")
        additions = entries("additions")
        removals = entries("removals")
    }

    var note: Value {
        func value(_ entries: [Entry]) -> Value {
            Value(entries.map { [Value($0.time.milliseconds), Value($0.count)] })
        }
        return [
            "recommendations": value(recommendations), "additions": value(additions), "removals": value(removals),
        ]
    }

    /// An hour is the longest that a policy may look back; it looks every 15 seconds.
    mutating func forget(before time: Instant) {
        recommendations.removeAll { $0.time < time }
        additions.removeAll { $0.time < time }
        removals.removeAll { $0.time < time }
    }
}
