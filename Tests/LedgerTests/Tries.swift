import Synchronization

/// How often something was tried.
final class Tries: Sendable {
    private let made = Mutex(0)
    var count: Int { made.withLock { $0 } }

    func next() -> Int {
        made.withLock { made in
            made += 1
            return made
        }
    }
}
