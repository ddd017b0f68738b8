import ClusterAPI
import Model

/// The garbage collector, as kube-controller-manager's: https://kubernetes.io/docs/concepts/architecture/garbage-collection/
extension ClusterState {
    /// Looks at one object: is it an owner that waits for its dependents, or a dependent whose owners are gone?
    mutating func collect(_ key: ObjectKey, _ item: WorkItem) {
        guard let object = store.object(key) else { return }
        if object.isBeingDeleted {
            if object.finalizers.contains(Finalizer.orphan) { return orphanDependents(of: object, key) }
            if object.finalizers.contains(Finalizer.foreground) { return awaitDependents(of: object, key) }
            return
        }
        collectDependent(object, key)
    }

    /// Removes the references to an owner that leaves its dependents behind, then lets it go.
    private mutating func orphanDependents(of owner: Value, _ key: ObjectKey) {
        for dependent in store.dependents(of: owner.uid) {
            guard let object = store.object(dependent) else { continue }
            let kept = object.ownerReferences.filter { $0["uid"]?.string != owner.uid }
            writeOwners(kept, of: object, dependent)
        }
        dropFinalizer(Finalizer.orphan, of: key)
    }

    /// An owner that is deleted in the foreground goes when nothing is left that blocks it.
    private mutating func awaitDependents(of owner: Value, _ key: ObjectKey) {
        let dependents = store.dependents(of: owner.uid)
        for dependent in dependents { queue.add(.collect(dependent)) }
        let isBlocked = dependents.contains { dependent in
            store.object(dependent)?.ownerReferences.contains {
                $0["uid"]?.string == owner.uid && $0["blockOwnerDeletion"]?.bool == true
            } ?? false
        }
        if !isBlocked { dropFinalizer(Finalizer.foreground, of: key) }
    }

    private enum Owner { case present, absent, waiting }

    private mutating func collectDependent(_ object: Value, _ key: ObjectKey) {
        let references = object.ownerReferences
        guard !references.isEmpty else { return }
        let states = references.map { owner(of: object, named: $0) }
        let isKept = states.contains { $0 == .present }
        if isKept {
            let rest = zip(references, states).filter { $0.1 == .present }.map(\.0)
            if rest.count < references.count { writeOwners(rest, of: object, key) }
            return
        }
        var options = Request.Options()
        options.preconditionUID = object.uid
        let waits = states.contains(.waiting) && store.hasDependents(object.uid)
        options.propagation = waits ? .foreground : .background
        // What the object's own finalizers ask for goes before.
        if object.finalizers.contains(Finalizer.orphan) { options.propagation = .orphan }
        if object.finalizers.contains(Finalizer.foreground) { options.propagation = .foreground }
        guard let kind = try? servedKind(of: object) else { return }
        _ = try? delete(object, kind, options)
    }

    /// An owner counts only where it is: in the same namespace, or in none.
    private func owner(of object: Value, named reference: Value) -> Owner {
        guard let uid = reference["uid"]?.string, let key = store.keysByUID[uid],
            key.namespace.isEmpty || key.namespace == object.namespace, let owner = store.object(key)
        else { return .absent }
        let isWaiting = owner.isBeingDeleted && owner.finalizers.contains(Finalizer.foreground)
        return isWaiting && reference["blockOwnerDeletion"]?.bool == true || isWaiting ? .waiting : .present
    }

    private mutating func writeOwners(_ owners: [Value], of object: Value, _ key: ObjectKey) {
        var object = object
        object.set(owners.isEmpty ? nil : Value(owners), at: "metadata", "ownerReferences")
        _ = store.put(object, at: key)
    }

    private mutating func dropFinalizer(_ name: String, of key: ObjectKey) {
        guard var object = store.object(key) else { return }
        let rest = object.finalizers.filter { $0 != name }
        object.set(rest.isEmpty ? nil : Value(strings: rest), at: "metadata", "finalizers")
        _ = removeIfFinal(store.put(object, at: key), key)
    }

    /// Whom a write concerns besides the controllers: the garbage collector, the namespace, the age of Events.
    mutating func routeLifecycle(_ change: StoredChange) {
        let key = change.key
        if let object = change.new {
            if object.isBeingDeleted {
                let finalizers = object.finalizers
                if finalizers.contains(Finalizer.orphan) || finalizers.contains(Finalizer.foreground) {
                    queue.add(.collect(key))
                }
            }
            if !object.ownerReferences.isEmpty, object.ownerReferences != change.old?.ownerReferences {
                queue.add(.collect(key))
            }
        }
        if let gone = change.old, change.new?.uid != gone.uid {
            for dependent in store.dependents(of: gone.uid) { queue.add(.collect(dependent)) }
        }
        if let old = change.old {
            // Owners that wait for this one, whether it is gone or merely no longer theirs.
            for uid in old.ownerUIDs where change.new == nil || change.new?.ownerReferences != old.ownerReferences {
                guard let owner = store.keysByUID[uid], store.object(owner)?.isBeingDeleted == true else { continue }
                queue.add(.collect(owner))
            }
        }
        routeNamespace(change)
        if key.kind == "Event", key.group.isEmpty, change.new != nil {
            queue.setTimer(.expire(key), at: now + settings.eventLifetime)
        }
    }
}
