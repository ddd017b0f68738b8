internal import Model

/// What a request is for.
enum Errand: Hashable, Sendable {
    /// Is this there, which the revision needs and does not define?
    case need(ObjectKey)
    /// What a namespace's quotas leave.
    case quotas(namespace: String)
    /// What would go with something that is pruned.
    case survey(Int)
    case dryRun(Int)
    case write(Int)
    /// A write was refused because the object is not as it was: how is it now?
    case look(Int)
    /// Was it written before the process ended?
    case recoveryLook(Int)
    /// How is it now, before it is undone?
    case undoLook(Int)
    case undoWrite(Int)
    /// Delete a hook's Job that has run.
    case hookDelete(Int)
    /// Is there a Job of this name, before a hook on failure is made?
    case hookLook(Int)
    case hookCreate(Int)
    /// Does its controller say that it cannot make pods?
    case complaints(Int)
    /// What the cluster tells of a step that failed.
    case evidence(Int, EvidenceSource)
    /// Delete what is in the way: a broken pod that holds up a StatefulSet's rollout, a hook's former Job.
    case unblock(ResourceType, ObjectKey, uid: String)
}
