public import Model

/// A plan being carried out, whole or not at all. Decides; `TransactionRunner` acts.
public struct Transaction: Sendable {
    public let id: String
    public private(set) var phase = Phase.planned
    public private(set) var outcome: Outcome?
    /// By the step's `id`.
    public private(set) var steps: [Step]
    let settings: TransactionSettings

    public init(
        id: String, application: String, from: String = "", to: String = "", plan: Plan,
        settings: TransactionSettings = TransactionSettings(), at now: Instant
    ) {
        self.id = id
        self.steps = plan.steps
        self.settings = settings
    }
}

extension Transaction {
    /// The transaction that a crash left open, to be brought to an end: where every step had been applied it is
    /// finished, else it is undone. The cluster is asked what really happened; the journal says what to ask for.
    public static func undoing(
        _ contents: JournalContents, settings: TransactionSettings = TransactionSettings(), at now: Instant
    ) -> Transaction {
        Transaction(
            id: contents.record.id, application: contents.record.application, from: contents.record.from,
            to: contents.record.to, plan: Plan(steps: contents.record.steps), settings: settings, at: now)
    }
}
