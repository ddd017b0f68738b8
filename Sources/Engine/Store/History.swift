import DequeModule
import Model

/// The latest writes of one kind, for watches that resume. Bounded; what falls out is remembered as a version only.
struct History: Sendable {
    private(set) var changes: Deque<StoredChange> = []
    /// Everything up to this version may be missing.
    private(set) var forgotten: UInt64

    init(forgotten: UInt64) { self.forgotten = forgotten }

    mutating func append(_ change: StoredChange, limit: Int) {
        changes.append(change)
        while changes.count > max(limit, 1) {
            if let first = changes.popFirst() { forgotten = first.resourceVersion }
        }
    }

    /// The writes after a version, oldest first; nil where some of them are gone.
    func changes(after version: UInt64) -> [StoredChange]? {
        if version < forgotten { return nil }
        var low = 0
        var high = changes.count
        while low < high {
            let middle = (low + high) / 2
            if changes[middle].resourceVersion <= version { low = middle + 1 } else { high = middle }
        }
        return Array(changes[low...])
    }
}
