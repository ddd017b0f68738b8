public import Kinds
public import Model

/// Something that happened in a transaction: for logs, pages, metrics and progress on a terminal.
public struct Fact: Hashable, Sendable {
    public enum Event: Hashable, Sendable {
        case entered(Phase)
        case started(ObjectKey, Step.Action)
        case applied(ObjectKey, Step.Action)
        case failed(ObjectKey, Step.Action, reason: String)
        /// A request is tried again after a pause.
        case retrying(ObjectKey, reason: String, after: Duration)
        case health(ObjectKey, Health)
        case undone(ObjectKey)
        /// An object could not be put back yet.
        case notBack(ObjectKey, reason: String)
        /// Why it is being undone, and what it waits for and who blocks that; empty where it goes on by itself.
        case explained(String)
        case finished(Outcome)
    }

    public var transaction: String
    public var time: Instant
    public var event: Event

    public init(transaction: String, time: Instant, event: Event) {
        self.transaction = transaction
        self.time = time
        self.event = event
    }
}
