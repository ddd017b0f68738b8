import Synchronization

/// Patterns that rules have used, so that each is read once; at most a thousand.
final class CELPatternCache: Sendable {
    static let shared = CELPatternCache()

    private let patterns = Mutex<[String: GoPattern]>([:])

    /// nil for what is no pattern.
    func pattern(_ text: String) -> GoPattern? {
        if let known = patterns.withLock({ $0[text] }) { return known }
        guard let pattern = GoPattern(text) else { return nil }
        patterns.withLock { patterns in
            if patterns.count >= 1000 { patterns.removeAll() }
            patterns[text] = pattern
        }
        return pattern
    }
}
