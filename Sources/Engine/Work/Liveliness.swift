import Model

/// Notices what keeps itself busy at one instant for ever, so that a quarrel between two controllers costs a little
/// work every second, and not all of the processor.
struct Liveliness: Sendable {
    private var instant = Instant.distantPast
    private var counts: [WorkItem: Int] = [:]
    /// More than any honest rollout needs: one look for each change that the objects below an object can see at once.
    private let limit = 500

    /// Whether the item may run now; else it should wait.
    mutating func allows(_ item: WorkItem, at now: Instant) -> Bool {
        if now != instant {
            instant = now
            counts.removeAll(keepingCapacity: true)
        }
        counts[item, default: 0] += 1
        return counts[item, default: 0] <= limit
    }
}
