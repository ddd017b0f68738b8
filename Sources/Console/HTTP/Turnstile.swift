import Synchronization

/// Lets so many in at a time, and no more.
final class Turnstile: Sendable {
    private let inside = Mutex(0)
    private let limit: Int

    init(limit: Int) { self.limit = limit }

    /// False where it is full. Whoever entered has to `leave`.
    func enter() -> Bool {
        inside.withLock { inside in
            if inside >= limit { return false }
            inside += 1
            return true
        }
    }

    func leave() { inside.withLock { $0 = max($0 - 1, 0) } }
}
