import Model

/// Looks again and again until there is something to return. Throws with `what` and the last look when time is up.
func eventually<T>(
    _ what: String, within limit: Duration = .seconds(30), _ look: () async throws -> (found: T?, seen: String)
) async throws -> T {
    let deadline = ContinuousClock.now + limit
    while true {
        let (found, seen) = try await look()
        if let found { return found }
        if ContinuousClock.now > deadline { throw Problem("not within \(limit): \(what). At last: \(seen)") }
        try await Task.sleep(for: .milliseconds(100))
    }
}
