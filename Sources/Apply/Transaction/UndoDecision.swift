internal import ClusterAPI
internal import Diff
internal import Model

/// What brings one object nearer to what it was before the transaction.
enum UndoDecision: Equatable {
    /// It is as it was, as far as it was ours to change.
    case nothing
    case create(Value)
    case update(Undone)
    /// Exactly this one.
    case delete(Value)
    /// It is being deleted; nothing can be done before it is gone.
    case waitUntilGone
}

/// Looks at an object as it is now, and says what to do next to undo a step. Asked again after each write, so that it
/// also holds where a former attempt was cut off half way.
///
/// - Parameters:
///   - before: The before-image.
///   - wrote: What the step wrote: as the cluster answered, else as it was sent.
func undoDecision(
    of step: Step, before: Value?, wrote: Value?, live: Value?, application: String,
    schema: (Value) -> Schema
) -> UndoDecision {
    if let before, before.isBeingDeleted, step.hook == nil {
        return undoDecision(of: step, overGoing: before, wrote, live, application, schema)
    }
    // A hook leaves nothing behind, and what a former run of it left is nothing to come back.
    switch step.hook == nil ? step.action : .create {
    case .create:
        guard let live else { return .nothing }
        guard isOurs(live, wrote, application, schema(live)) else { return .nothing }
        return live.isBeingDeleted ? .waitUntilGone : .delete(live)
    case .update:
        guard let before else { return .nothing }
        guard let live else { return .create(asItWas(before, step)) }
        if live.isBeingDeleted { return .waitUntilGone }
        let merged = undone(wrote: wrote ?? live, before: before, live: live, schema: schema(live))
        return merged.object == live ? .nothing : .update(merged)
    case .delete:
        guard let before else { return .nothing }
        guard let live else { return .create(asItWas(before, step)) }
        return live.isBeingDeleted ? .waitUntilGone : .nothing
    case .replace:
        guard let before else { return .nothing }
        guard let live else { return .create(asItWas(before, step)) }
        if live.isBeingDeleted { return .waitUntilGone }
        if live.uid == before.uid { return .nothing }
        return isOurs(live, wrote, application, schema(live)) && !isLike(live, asItWas(before, step), schema(live))
            ? .delete(live) : .nothing
    }
}

/// The object was on its way out when the transaction met it: it is not made again, and what we made in its place goes.
private func undoDecision(
    of step: Step, overGoing before: Value, _ wrote: Value?, _ live: Value?, _ application: String,
    _ schema: (Value) -> Schema
) -> UndoDecision {
    guard let live else { return .nothing }
    if live.uid == before.uid {
        guard step.action == .update, let wrote else { return .nothing }
        let merged = undone(wrote: wrote, before: before, live: live, schema: schema(live))
        return merged.object == live ? .nothing : .update(merged)
    }
    guard isOurs(live, wrote, application, schema(live)) else { return .nothing }
    return live.isBeingDeleted ? .waitUntilGone : .delete(live)
}

/// Whether an object is the one that the step made.
func isOurs(_ live: Value, _ wrote: Value?, _ application: String, _ schema: Schema) -> Bool {
    if let uid = wrote?.uid, !uid.isEmpty { return uid == live.uid }
    // The answer was lost. Before there was no such object; this one says whose it is, or is what was to be made.
    if let owner = Marks.application(of: live) { return owner == application }
    if let wrote, holds(live, wrote, schema) { return true }
    return (live.metadata["managedFields"]?.elements ?? []).contains { $0["manager"]?.string == fieldManager }
}

/// Whether an object has everything that its former self had.
private func holds(_ live: Value, _ before: Value, _ schema: Schema) -> Bool {
    merge(base: nil, desired: asNew(before), live: live, schema: schema).isNoDifference
}

/// Whether an object says just what its former self said. One that says more is no former self come back.
private func isLike(_ live: Value, _ before: Value, _ schema: Schema) -> Bool {
    Set(live.members.keys).union(before.members.keys).subtracting(["metadata", "status"]).allSatisfy { name in
        sameMeaning(live[name], before[name], schema.member(name))
    } && holds(live, before, schema)
}

/// The before-image of an object that is gone, to be made again. It could only go because those who had set finalizers on
/// it took them off: nobody is left to take them off a second time. The revision's own come back.
private func asItWas(_ before: Value, _ step: Step) -> Value {
    var object = asNew(before)
    let own = before.finalizers.filter { step.change.base?.finalizers.contains($0) == true }
    object.set(own.isEmpty ? nil : Value(strings: own), at: "metadata", "finalizers")
    return object
}
