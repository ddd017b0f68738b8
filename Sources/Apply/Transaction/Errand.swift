internal import Model

/// What a request is for.
enum Errand: Hashable, Sendable {
    /// Is this there, which the revision needs and does not define?
    case need(ObjectKey)
    case dryRun(Int)
    case write(Int)
    /// A write was refused because the object is not as it was: how is it now?
    case look(Int)
    /// Was it written before the process ended?
    case recoveryLook(Int)
    /// How is it now, before it is undone?
    case undoLook(Int)
    case undoWrite(Int)
    /// Delete a broken pod that holds up a StatefulSet's rollout.
    case unblock(ObjectKey, uid: String)
}
