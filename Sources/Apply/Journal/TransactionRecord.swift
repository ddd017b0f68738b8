public import Model

/// What the journal holds of a transaction before its first write: every step with its before-image.
public struct TransactionRecord: Hashable, Sendable {
    public var id: String
    public var application: String
    /// What the cluster held, and what it is to hold: full commit ids; empty where there was none.
    public var from: String
    public var to: String
    public var steps: [Step]
    public var startedAt: Instant

    public init(id: String, application: String, from: String, to: String, steps: [Step], startedAt: Instant) {
        self.id = id
        self.application = application
        self.from = from
        self.to = to
        self.steps = steps
        self.startedAt = startedAt
    }
}
