import Model

/// One look at a claim that is not bound yet.
struct ClaimSync {
    var claim: Value
    let view: any ClusterView
    let now: Instant
    private(set) var mutations: [Mutation] = []
    private(set) var again: Instant?

    /// How long the simulated provisioner takes.
    private static let provisioningTime = Duration.milliseconds(100)

    init(claim: Value, view: any ClusterView, now: Instant) {
        self.claim = claim
        self.view = view
        self.now = now
    }

    mutating func run() {
        protect()
        takeDefaultClass()
        let wanted = claim.at("spec", "volumeName")?.string ?? ""
        if let volume = wanted.isEmpty ? findVolume() : volume(named: wanted) { return bind(volume) }
        if !wanted.isEmpty { return }
        let className = claim.at("spec", "storageClassName")?.string ?? ""
        if className.isEmpty {
            return record(
                .normal, "FailedBinding",
                "no persistent volumes available for this claim and no storage class is set")
        }
        guard let storageClass = view.storageClass(of: claim) else {
            return record(
                .warning, "ProvisioningFailed", "storageclass.storage.k8s.io \"\(className)\" not found")
        }
        if storageClass.text("volumeBindingMode") == "WaitForFirstConsumer",
            claim.annotation(VolumeNames.selectedNode) == nil
        {
            return record(
                .normal, "WaitForFirstConsumer", "waiting for first consumer to be created before binding")
        }
        let provisioner = storageClass.text("provisioner")
        if provisioner != VolumeNames.noProvisioner { provision(storageClass, by: provisioner) }
    }

    private mutating func protect() {
        guard !claim.finalizers.contains(VolumeNames.claimProtection) else { return }
        claim.set(
            Value(strings: claim.finalizers + [VolumeNames.claimProtection]), at: "metadata", "finalizers")
        mutations.append(.update(claim.unversioned))
    }

    private mutating func takeDefaultClass() {
        guard claim.at("spec", "storageClassName") == nil, claim.at("spec", "volumeName") == nil else { return }
        let classes = view.objects(group: "storage.k8s.io", kind: "StorageClass", namespace: nil)
            .filter { $0.annotation(VolumeNames.defaultClass) == "true" }
        guard let newest = classes.max(by: { $0.isOlder(than: $1) }) else { return }
        claim.set(Value(newest.name), at: "spec", "storageClassName")
        mutations.append(.update(claim.unversioned))
    }

    private func volume(named name: String) -> Value? {
        guard let volume = view.object(ObjectKey(group: "", kind: "PersistentVolume", namespace: "", name: name)),
            volume.at("spec", "claimRef") == nil || volume.isBound(toClaim: claim)
        else { return nil }
        return volume
    }

    /// One that is reserved for this claim, else the smallest that fits.
    private func findVolume() -> Value? {
        let volumes = view.objects(group: "", kind: "PersistentVolume", namespace: nil)
        if let reserved = volumes.first(where: {
            !$0.isBeingDeleted && $0.phase != "Released" && $0.phase != "Failed" && $0.at("spec", "claimRef") != nil
                && $0.isBound(toClaim: claim)
        }) {
            return reserved
        }
        // One that waits for its first consumer gets a volume that is to be had where that is.
        let waits = view.storageClass(of: claim)?.text("volumeBindingMode") == "WaitForFirstConsumer"
        guard waits else { return fittingVolumes().min { capacity($0) < capacity($1) } }
        guard let name = claim.annotation(VolumeNames.selectedNode) else { return nil }
        let node = view.object(ObjectKey(group: "", kind: "Node", namespace: "", name: name))
        return fittingVolumes().filter { volume in node.map { volume.isReachable(from: $0) } ?? false }
            .min { capacity($0) < capacity($1) }
    }

    /// The volumes that nobody has and that are what the claim asks for.
    func fittingVolumes() -> [Value] {
        let selector = claim.at("spec", "selector").map { ObjectSelector($0) }
        return view.objects(group: "", kind: "PersistentVolume", namespace: nil).filter {
            !$0.isBeingDeleted && $0.phase != "Released" && $0.phase != "Failed" && $0.at("spec", "claimRef") == nil
                && fits($0) && selector?.matches($0) ?? true
        }
    }

    private func capacity(_ volume: Value) -> Quantity {
        Quantity(volume.at("spec", "capacity", "storage")) ?? .zero
    }

    private func fits(_ volume: Value) -> Bool {
        let modes = Set(volume.at("spec", "accessModes")?.elements.compactMap(\.string) ?? [])
        return (volume.at("spec", "storageClassName")?.string ?? "")
            == (claim.at("spec", "storageClassName")?.string ?? "")
            && modes.isSuperset(of: claim.at("spec", "accessModes")?.elements.compactMap(\.string) ?? [])
            && (volume.at("spec", "volumeMode")?.string ?? "Filesystem")
                == (claim.at("spec", "volumeMode")?.string ?? "Filesystem")
            && capacity(volume) >= Quantity(claim.at("spec", "resources", "requests", "storage")) ?? .zero
    }

    private mutating func provision(_ storageClass: Value, by provisioner: String) {
        guard let due = view.note(about: claim.uid)?["provisioned"]?.int else {
            claim.setAnnotation(VolumeNames.provisioner, provisioner)
            claim.setAnnotation(VolumeNames.oldProvisioner, provisioner)
            mutations.append(.update(claim.unversioned))
            record(
                .normal, "ExternalProvisioning",
                "Waiting for a volume to be created either by the external provisioner '\(provisioner)' or manually by "
                    + "the system administrator. If volume creation is delayed, please verify that the provisioner is "
                    + "running and correctly registered.")
            let host = String(provisioner.split(separator: "/").first ?? "")
            if host.hasSuffix(".invalid") || view.simulation.missingProvisioners.contains(provisioner) { return }
            let due = now + ClaimSync.provisioningTime
            mutations.append(.note(uid: claim.uid, ["provisioned": Value(due.milliseconds)]))
            again = due
            return
        }
        if now.milliseconds < Int64(due) {
            again = Instant(milliseconds: Int64(due))
            return
        }
        let volume = makeVolume(storageClass, by: provisioner)
        if view.object(volume.key) == nil { mutations.append(.create(volume)) }
        bind(volume)
    }

    private func makeVolume(_ storageClass: Value, by provisioner: String) -> Value {
        let name = "pvc-\(claim.uid)"
        return [
            "apiVersion": "v1", "kind": "PersistentVolume",
            "metadata": [
                "name": Value(name), "annotations": [VolumeNames.provisionedBy: Value(provisioner)],
                "finalizers": [Value(VolumeNames.volumeProtection)],
            ],
            "spec": [
                "capacity": ["storage": claim.at("spec", "resources", "requests", "storage") ?? "1Gi"],
                "csi": ["driver": Value(provisioner), "volumeHandle": Value(name)],
                "accessModes": claim.at("spec", "accessModes") ?? ["ReadWriteOnce"], "claimRef": reference,
                "persistentVolumeReclaimPolicy": storageClass["reclaimPolicy"] ?? "Delete",
                "storageClassName": Value(storageClass.name),
                "volumeMode": claim.at("spec", "volumeMode") ?? "Filesystem",
            ],
        ]
    }

    private var reference: Value {
        [
            "kind": "PersistentVolumeClaim", "namespace": Value(claim.namespace), "name": Value(claim.name),
            "uid": Value(claim.uid), "apiVersion": "v1",
        ]
    }

    private mutating func bind(_ found: Value) {
        var volume = found
        if volume.at("spec", "claimRef", "uid")?.string != claim.uid {
            if volume.at("spec", "claimRef") == nil { volume.setAnnotation(VolumeNames.boundByController, "yes") }
            volume.set(reference, at: "spec", "claimRef")
            mutations.append(.update(volume.unversioned))
        }
        volume["status"] = ["phase": "Bound", "lastPhaseTransitionTime": Value(now.description)]
        mutations.append(.updateStatus(volume.unversioned))
        if claim.at("spec", "volumeName") == nil { claim.setAnnotation(VolumeNames.boundByController, "yes") }
        claim.setAnnotation(VolumeNames.bindCompleted, "yes")
        claim.set(Value(volume.name), at: "spec", "volumeName")
        claim["status"] = [
            "phase": "Bound", "accessModes": volume.at("spec", "accessModes") ?? .emptyArray,
            "capacity": volume.at("spec", "capacity") ?? .emptyObject,
        ]
        mutations.append(.write(claim.unversioned))
    }

    private mutating func record(_ type: ClusterEvent.EventType, _ reason: String, _ message: String) {
        mutations.append(
            .event(
                ClusterEvent(
                    regarding: claim, type: type, reason: reason, message: message,
                    source: "persistentvolume-controller")))
    }
}
