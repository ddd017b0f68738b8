import Model

extension StatefulSetSync {
    private var claimTemplates: [Value] { self.set.at("spec", "volumeClaimTemplates")?.elements ?? [] }

    private func claimName(_ template: Value, ordinal: Int) -> String { "\(template.name)-\(set.name)-\(ordinal)" }

    private func claimKeys(of pod: Value) -> [ObjectKey] {
        guard let ordinal = PodIdentity(name: pod.name)?.ordinal else { return [] }
        return claimTemplates.map {
            ObjectKey(
                group: "", kind: "PersistentVolumeClaim", namespace: set.namespace,
                name: claimName($0, ordinal: ordinal))
        }
    }

    /// Volumes of the claims' templates, in place of what the pod's template has under the same names.
    func mountClaims(on pod: inout Value, ordinal: Int) {
        guard !claimTemplates.isEmpty else { return }
        let names = Set(claimTemplates.map(\.name))
        let others = (pod.at("spec", "volumes")?.elements ?? []).filter { !names.contains($0.text("name")) }
        let claims: [Value] = claimTemplates.map {
            [
                "name": Value($0.name),
                "persistentVolumeClaim": ["claimName": Value(claimName($0, ordinal: ordinal))],
            ]
        }
        pod.set(Value(claims + others), at: "spec", "volumes")
    }

    mutating func createMissingClaims(of pod: Value) {
        guard let ordinal = PodIdentity(name: pod.name)?.ordinal else { return }
        for (template, key) in zip(claimTemplates, claimKeys(of: pod)) where view.object(key) == nil {
            var claim = template
            claim["apiVersion"] = "v1"
            claim["kind"] = "PersistentVolumeClaim"
            claim["status"] = nil
            claim.set(Value(key.name), at: "metadata", "name")
            claim.set(Value(set.namespace), at: "metadata", "namespace")
            for (name, value) in set.at("spec", "selector", "matchLabels")?.members ?? Members() {
                claim.set(value, at: "metadata", "labels", name)
            }
            let owners = claimOwners(ordinal: ordinal, pod: pod, beside: [])
            if !owners.isEmpty { claim.set(Value(owners), at: "metadata", "ownerReferences") }
            if let refusal = view.refusal(ofCreating: claim) {
                record(
                    .warning, "FailedCreate",
                    "Create Claim \(key.name) for Pod \(pod.name) in StatefulSet \(set.name) failed error: \(refusal)")
                continue
            }
            mutations.append(.create(claim))
            record(
                .normal, "SuccessfulCreate",
                "Create Claim \(key.name) Pod \(pod.name) in StatefulSet \(set.name) success")
        }
    }

    /// A claim that still goes with an earlier pod of this name: the new pod has to wait until it is gone.
    func hasStaleClaim(_ pod: Value) -> Bool {
        claimKeys(of: pod).contains { key in
            view.object(key)?.ownerReferences.contains {
                $0.text("kind") == "Pod" && $0.text("name") == pod.name
            } ?? false
        }
    }

    /// Makes the claims of a pod belong to what `persistentVolumeClaimRetentionPolicy` says.
    mutating func setClaimOwners(of pod: Value) {
        guard let ordinal = PodIdentity(name: pod.name)?.ordinal else { return }
        for key in claimKeys(of: pod) {
            guard var claim = view.object(key), !claim.isBeingDeleted else { continue }
            let owners = claimOwners(ordinal: ordinal, pod: pod, beside: claim.ownerReferences)
            if owners == claim.ownerReferences { continue }
            claim.set(owners.isEmpty ? nil : Value(owners), at: "metadata", "ownerReferences")
            mutations.append(.update(claim.unversioned))
        }
    }

    /// `whenDeleted: Delete` makes the set an owner, `whenScaled: Delete` the pod that is about to go for good.
    private func claimOwners(ordinal: Int, pod: Value, beside known: [Value]) -> [Value] {
        let policy = set.at("spec", "persistentVolumeClaimRetentionPolicy")
        let isScaledDown = ordinal < start || ordinal >= start + set.replicas
        let whenScaled = policy?.text("whenScaled") == "Delete" && isScaledDown
        let whenDeleted = policy?.text("whenDeleted") == "Delete" && !whenScaled
        var owners = known.filter {
            let isOfSet = $0.text("uid") == set.uid
            let isOfPod = $0.text("kind") == "Pod" && $0.text("name") == pod.name
            return (!isOfSet || whenDeleted) && (!isOfPod || whenScaled)
        }
        if whenDeleted, !owners.contains(where: { $0.text("uid") == set.uid }) { owners.append(set.asController) }
        if whenScaled, !pod.uid.isEmpty, !owners.contains(where: { $0.text("uid") == pod.uid }) {
            owners.append(pod.asController)
        }
        return owners
    }
}
