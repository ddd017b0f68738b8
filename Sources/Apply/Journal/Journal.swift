public import Model

/// What a transaction writes down as it goes, so that whoever comes after a crash can finish or undo it.
///
/// Each call returns when what it was given is as safe as the implementation makes it; `begin` and `intend` must be on
/// disk. An error ends the transaction: without a journal nothing more is written to the cluster than what intents on
/// disk announce already.
public protocol Journal: Sendable {
    /// Before the first write.
    func begin(_ record: TransactionRecord) async throws
    /// Before the calls that these announce.
    func intend(_ intents: [Intent], in transaction: String) async throws
    func record(_ results: [StepResult], in transaction: String) async throws
    func enter(_ phase: Phase, in transaction: String, at time: Instant) async throws
    /// Where it stands, in words, for whoever asks while it is open. Nothing depends on it.
    func explain(_ text: String, in transaction: String) async throws
    /// The end. A transaction that was refused, or had nothing to do, may finish without having begun.
    func finish(_ outcome: Outcome, of transaction: String, at time: Instant) async throws
    /// These steps may be begun soon, in this transaction: an implementation may use the time until then. Where nothing
    /// is begun, nothing stays of it after `finish`.
    func prepare(_ steps: [Step], in transaction: String)
    /// All of these, in their order. Where they come together, an implementation may keep all or none of them.
    func write(_ entries: [JournalEntry], in transaction: String) async throws
}

extension Journal {
    public func prepare(_ steps: [Step], in transaction: String) {}
    public func explain(_ text: String, in transaction: String) async throws {}
}

/// What a journal holds of one transaction that was begun and not finished.
public struct JournalContents: Hashable, Sendable {
    public var record: TransactionRecord
    /// In the order they were written.
    public var intents: [Intent]
    public var results: [StepResult]
    public var phase: Phase

    public init(record: TransactionRecord, intents: [Intent], results: [StepResult], phase: Phase) {
        self.record = record
        self.intents = intents
        self.results = results
        self.phase = phase
    }
}

/// Writes nothing down: for simulations, and for tests that do not ask.
public struct NoJournal: Journal {
    public init() {}
    public func begin(_ record: TransactionRecord) async throws {}
    public func intend(_ intents: [Intent], in transaction: String) async throws {}
    public func record(_ results: [StepResult], in transaction: String) async throws {}
    public func enter(_ phase: Phase, in transaction: String, at time: Instant) async throws {}
    public func finish(_ outcome: Outcome, of transaction: String, at time: Instant) async throws {}
}
