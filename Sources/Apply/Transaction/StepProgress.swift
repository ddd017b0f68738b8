internal import ClusterAPI
internal import Kinds
internal import Model

/// How far one step is.
struct StepProgress: Sendable {
    enum State: Sendable {
        /// Something that it waits for is not true yet.
        case waiting
        /// Its request waits, is under way, or is tried again.
        case writing
        /// It is written, and not healthy yet; or deleted, and not gone yet.
        case settling
        case done
    }

    var state = State.waiting
    /// How many of the step's waits are not met.
    var unmet = 0
    /// An intent was written down: the cluster may hold something of it.
    var isBegun = false
    /// As the cluster answered the write.
    var written: Value?
    /// What of `written` is ours to undo, where that is less.
    var brought: Value?
    /// The first write, where its intent was written down before its turn came.
    var announced: Request?
    /// What the intent said would be written.
    var intended: Value?
    /// An answer was lost: a write may have been carried out unseen.
    var isUncertain = false
    /// What the next write finds is not what the plan saw; its intent says so.
    var isReplanned = false
    /// The old object of a replacement was deleted, and is gone.
    var isCleared = false
    var lastError: ClusterError?
    var health: Health?
    /// When it was written, for its own deadline.
    var writtenAt: Instant?
    /// When its controller's complaints were last asked for.
    var complaintsAskedAt: Instant?
    /// A hook's Job has been deleted after it had run.
    var isCleaned = false
    var reviewAt: Instant?
    /// When a delete was accepted.
    var deletedAt: Instant?

    // Undoing
    var isBack = false
    /// Why it is not back yet, where something holds it up; the others go on without it.
    var obstacle: String?
    /// The next write that undoes it.
    var undo: UndoDecision?
}
