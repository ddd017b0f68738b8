/// How a transaction goes about it.
public struct TransactionSettings: Hashable, Sendable {
    /// From the first write to everything healthy; and once more for a rollback.
    public var timeout = Duration.seconds(300)
    /// Undo what was done when it fails.
    public var rollback = true
    /// Ask for everything that can be refused, and end before the first write: refused, or stopped where nothing speaks
    /// against the plan.
    public var isPreflightOnly = false
    /// Requests under way at once.
    public var parallelism = 16
    /// How many writes that wait for their turn have their intents written down ahead, with one sync of the disk.
    public var announcedWrites = 1024
    /// The first pause before a request is tried again; it doubles, with jitter, up to `longestPause`.
    public var firstPause = Duration.milliseconds(100)
    public var longestPause = Duration.seconds(10)
    /// How long a delete that was accepted may take before the transaction goes on without it.
    public var deletionGrace = Duration.seconds(30)
    /// For the jitter.
    public var seed: UInt64 = 0

    public init() {}
}
