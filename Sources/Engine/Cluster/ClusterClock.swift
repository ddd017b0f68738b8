public import Model

/// What the time is, and how to wait for it: handed to a cluster, never asked for by what decides.
public protocol ClusterClock: Sendable {
    var now: Instant { get }
    /// Returns at that time, or throws when the task is cancelled.
    func sleep(until instant: Instant) async throws
}

/// The system's own clock.
public struct WallClock: ClusterClock {
    public init() {}

    public var now: Instant {
        let time = SystemTime.now()
        return Instant(milliseconds: time)
    }

    public func sleep(until instant: Instant) async throws {
        let left = instant - now
        if left > .zero { try await Task.sleep(for: left) }
    }
}
