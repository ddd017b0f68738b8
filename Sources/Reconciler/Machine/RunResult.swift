public import Ledger

/// How one pass through the pipeline ended.
public enum RunResult: Sendable, Hashable {
    /// There was nothing to do.
    case inSync
    /// The revision was applied, or drift was set right.
    case healed
    /// Drift was found and left, as the settings want it: how many fields.
    case drift(fields: Int)
    /// Nothing was written.
    case refused(reason: String)
    /// Nothing was written: another application holds what the revision defines. Tried again once that lets go.
    case contested(reason: String)
    /// Nothing was decided: another application has to take up the same commit first.
    case waiting(reason: String)
    case rolledBack(reason: String)
    case stuck(reason: String)
    /// A transaction that a crash had left open is closed: finished, or undone through no fault of its revision.
    ///
    /// - Parameters:
    ///   - kind: what it was: a commit of a `heal` leaves a rejection as it is.
    ///   - rejects: what is set aside with it, where it was a rollback.
    case recovered(committed: Bool, of: SyncMachine.Run.Kind = .sync, rejects: ApplicationRecord.Rejection? = nil)
    /// The cluster does not answer; nothing was decided.
    case unreachable(reason: String)
    /// How it ended could not be written down: the transaction is open, and is closed before anything else.
    case unfinished(reason: String)
    /// The revision's files cannot be read.
    case unreadable(reason: String)
    /// plumb is stopping.
    case stopped

    /// The revision was taken up, whatever came of it.
    var isTakenUp: Bool {
        switch self {
        case .inSync, .healed, .refused, .contested, .rolledBack: true
        default: false
        }
    }
}

/// Why a source could not be read: what, and what to do.
public struct SourceTrouble: Error, Sendable, Hashable {
    public var message: String
    public init(_ message: String) { self.message = message }
}
