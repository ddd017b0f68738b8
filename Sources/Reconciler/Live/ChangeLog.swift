import Model

/// Which objects changed lately, in order, so that a reader can ask what changed since it last asked.
struct ChangeLog {
    /// Where the log stands: give it to `keys(since:)` later.
    private(set) var end = 0
    private var keys: [ObjectKey] = []
    private static let limit = 16_384

    mutating func add(_ key: ObjectKey) {
        // Half of it goes at once, so that each entry is moved once.
        if keys.count >= ChangeLog.limit { keys.removeFirst(ChangeLog.limit / 2) }
        keys.append(key)
        end += 1
    }

    /// nil where that is too long ago to know.
    func keys(since place: Int) -> Set<ObjectKey>? {
        let start = end - keys.count
        guard place >= start, place <= end else { return nil }
        return Set(keys[(place - start)...])
    }
}
