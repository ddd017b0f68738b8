import Model

/// Binds claims to volumes, and makes the volumes of classes that have a provisioner.
struct VolumeController: Controller {
    let name = "persistentvolume-controller"
    let kinds: [GroupKind]? = [.claim, .volume, .pod, GroupKind(group: "storage.k8s.io", kind: "StorageClass")]

    func keys(old: Value?, new: Value?, in view: any ClusterView) -> [ObjectKey] {
        guard let object = new ?? old else { return [] }
        switch (object.group, object.objectKind) {
        case ("", "PersistentVolumeClaim"): return claimKeys(object)
        case ("", "PersistentVolume"): return volumeKeys(object, isGone: new == nil, in: view)
        case ("storage.k8s.io", "StorageClass") where new != nil: return pendingClaims(in: view)
        case ("", "Pod"): return podKeys(old: old, new: new)
        default: return []
        }
    }

    private func claimKeys(_ claim: Value) -> [ObjectKey] {
        let volume = claim.at("spec", "volumeName")?.string ?? ""
        if volume.isEmpty { return [claim.key] }
        return [claim.key, ObjectKey(group: "", kind: "PersistentVolume", namespace: "", name: volume)]
    }

    private func volumeKeys(_ volume: Value, isGone: Bool, in view: any ClusterView) -> [ObjectKey] {
        var keys = isGone ? [] : [volume.key]
        if let reference = volume.at("spec", "claimRef") {
            keys.append(
                ObjectKey(
                    group: "", kind: "PersistentVolumeClaim", namespace: reference.text("namespace"),
                    name: reference.text("name")))
        } else if !isGone {
            keys += pendingClaims(in: view)
        }
        return keys
    }

    private func pendingClaims(in view: any ClusterView) -> [ObjectKey] {
        view.objects(group: "", kind: "PersistentVolumeClaim", namespace: nil).filter { !$0.isClaimBound }.map(\.key)
    }

    /// A pod that goes no longer holds its claims.
    private func podKeys(old: Value?, new: Value?) -> [ObjectKey] {
        guard new == nil, let old else { return [] }
        return old.claimNames.map {
            ObjectKey(group: "", kind: "PersistentVolumeClaim", namespace: old.namespace, name: $0)
        }
    }

    func reconcile(_ key: ObjectKey, in view: any ClusterView, at now: Instant) -> Reconciliation {
        guard let object = view.object(key) else { return Reconciliation() }
        if key.kind == "PersistentVolume" {
            return Reconciliation(volumeChanges(of: object, in: view, at: now))
        }
        if object.isBeingDeleted { return Reconciliation(release(object, in: view)) }
        if object.isClaimBound { return Reconciliation(protect(object)) }
        var sync = ClaimSync(claim: object, view: view, now: now)
        sync.run()
        return Reconciliation(sync.mutations, again: sync.again)
    }

    private func protect(_ claim: Value) -> [Mutation] {
        guard !claim.finalizers.contains(VolumeNames.claimProtection) else { return [] }
        var protected = claim
        protected.set(
            Value(strings: claim.finalizers + [VolumeNames.claimProtection]), at: "metadata", "finalizers")
        return [.update(protected.unversioned)]
    }

    /// A claim goes when no pod uses it any more.
    private func release(_ claim: Value, in view: any ClusterView) -> [Mutation] {
        guard claim.finalizers.contains(VolumeNames.claimProtection) else { return [] }
        let isUsed = view.objects(group: "", kind: "Pod", namespace: claim.namespace)
            .contains { !$0.nodeName.isEmpty && $0.claimNames.contains(claim.name) }
        if isUsed { return [] }
        var released = claim
        let rest = claim.finalizers.filter { $0 != VolumeNames.claimProtection }
        released.set(rest.isEmpty ? nil : Value(strings: rest), at: "metadata", "finalizers")
        return [.update(released.unversioned)]
    }
}

/// What becomes of a volume: available, bound, released, removed with its claim where its policy says so.
func volumeChanges(of volume: Value, in view: any ClusterView, at now: Instant) -> [Mutation] {
    var mutations: [Mutation] = []
    var updated = volume
    let reference = volume.at("spec", "claimRef")
    let claim = reference.flatMap { view.claim($0.text("name"), namespace: $0.text("namespace")) }
    let isClaimed = claim.map { volume.isBound(toClaim: $0) } ?? false
    let wasBound = !(reference?.text("uid") ?? "").isEmpty
    let phase =
        isClaimed && claim?.at("spec", "volumeName")?.string == volume.name
        ? "Bound" : (wasBound && !isClaimed ? "Released" : "Available")
    if volume.phase != phase, !(isClaimed && phase == "Available") {
        updated["status"] = ["phase": Value(phase), "lastPhaseTransitionTime": Value(now.description)]
        mutations.append(.updateStatus(updated.unversioned))
    }
    let goesWithClaim =
        volume.at("spec", "persistentVolumeReclaimPolicy")?.string == "Delete"
        && volume.annotation(VolumeNames.provisionedBy) != nil
    let isToGo = volume.isBeingDeleted ? phase != "Bound" : phase == "Released" && goesWithClaim
    guard isToGo else { return mutations }
    if volume.finalizers.contains(VolumeNames.volumeProtection) {
        let rest = volume.finalizers.filter { $0 != VolumeNames.volumeProtection }
        updated.set(rest.isEmpty ? nil : Value(strings: rest), at: "metadata", "finalizers")
        mutations.append(.update(updated.unversioned))
    }
    if !volume.isBeingDeleted { mutations.append(.delete(volume.key, uid: volume.uid, gracePeriodSeconds: nil)) }
    return mutations
}
