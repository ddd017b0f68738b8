import ClusterAPI
import Kinds
import Model

extension ClusterState {
    /// Marks a definition as ending; its objects go first.
    mutating func deleteDefinition(_ object: Value, _ kind: KindRules, _ options: Request.Options) -> Deletion {
        if object.isBeingDeleted { return Deletion(object: object, isGone: false) }
        var marked = object
        marked.set(Value(now.description), at: "metadata", "deletionTimestamp")
        marked.set(0, at: "metadata", "deletionGracePeriodSeconds")
        if !object.finalizers.contains(DefinitionStatus.finalizer) {
            marked.set(
                Value(strings: object.finalizers + [DefinitionStatus.finalizer]), at: "metadata", "finalizers")
        }
        marked = DefinitionStatus.setting(
            "Terminating", true, "InstanceDeletionPending",
            "CustomResourceDefinition marked for deletion; CustomResource deletion will begin soon", in: marked,
            at: now)
        marked.set(Value(object.generation + 1), at: "metadata", "generation")
        if options.dryRun { return Deletion(object: marked, isGone: false) }
        return Deletion(object: store.put(marked, at: object.key(of: kind)), isGone: false)
    }
}
