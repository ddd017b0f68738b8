public import Model

/// What history and audit say of a transaction besides its steps.
public struct TransactionContext: Sendable {
    public enum Kind: String, Sendable { case sync, heal, rollback }

    public var application: String
    public var kind: Kind
    public var from: String
    public var to: String
    public var author: String
    public var message: String
    public var trigger: String
    public var actor: String
    public var startedAt: Instant
    /// What will be the application's applied objects once this commits, as far as it differs; nil removes one.
    public var applied: [ObjectKey: Value?]
    /// Why it was done, where that is more than a new revision: what drifted, and through whom.
    public var note: String
    /// Once this commits, the application's record names `to`, and rejects `rejects` or nothing: one write with the
    /// commit itself.
    public var isHeldAfterwards = false
    /// What a rollback sets aside.
    public var rejects: ApplicationRecord.Rejection?

    public init(
        application: String, kind: Kind, from: String, to: String, author: String, message: String, trigger: String,
        actor: String, startedAt: Instant, applied: [ObjectKey: Value?], note: String = ""
    ) {
        self.application = application
        self.kind = kind
        self.from = from
        self.to = to
        self.author = author
        self.message = message
        self.trigger = trigger
        self.actor = actor
        self.startedAt = startedAt
        self.applied = applied
        self.note = note
    }
}
