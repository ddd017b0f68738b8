public import Model

/// Where a transaction takes the time from: the system's clock, a test's, or a simulation's.
public protocol TimeSource: Sendable {
    func now() -> Instant
    /// Returns at that time or later; throws `CancellationError` where the task is cancelled before.
    func sleep(until time: Instant) async throws
    /// Lets others that are ready run first. A simulation that orders every job itself has nothing to do here.
    func giveWay() async
}

extension TimeSource {
    public func giveWay() async { await Task.yield() }
}
