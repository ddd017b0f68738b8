import Synchronization

/// What the log says already, so that what is tried again and again is told once.
final class Told: Sendable {
    private let last = Mutex<[String: String]>([:])

    /// True where this is not what was said of `subject` last.
    func isNew(_ text: String, of subject: String) -> Bool {
        last.withLock { $0.updateValue(text, forKey: subject) != text }
    }

    /// Whatever comes next is new.
    func forget() { last.withLock { $0 = [:] } }
}
