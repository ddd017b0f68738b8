import Model

/// Annotations and finalizers of claims and volumes.
enum VolumeNames {
    static let bindCompleted = "pv.kubernetes.io/bind-completed"
    static let boundByController = "pv.kubernetes.io/bound-by-controller"
    static let provisionedBy = "pv.kubernetes.io/provisioned-by"
    static let provisioner = "volume.kubernetes.io/storage-provisioner"
    static let oldProvisioner = "volume.beta.kubernetes.io/storage-provisioner"
    static let selectedNode = "volume.kubernetes.io/selected-node"
    static let claimProtection = "kubernetes.io/pvc-protection"
    static let volumeProtection = "kubernetes.io/pv-protection"
    static let defaultClass = "storageclass.kubernetes.io/is-default-class"
    /// A class whose volumes people make themselves.
    static let noProvisioner = "kubernetes.io/no-provisioner"
}

extension Value {
    /// The names of the claims that a pod mounts.
    var claimNames: [String] {
        (at("spec", "volumes")?.elements ?? []).compactMap { volume in
            if let name = volume.at("persistentVolumeClaim", "claimName")?.string { return name }
            return volume["ephemeral"].map { _ in "\(self.name)-\(volume.text("name"))" }
        }
    }

    /// Bound to a volume, both ways.
    var isClaimBound: Bool {
        !(at("spec", "volumeName")?.string ?? "").isEmpty && annotation(VolumeNames.bindCompleted) != nil
    }

    func isBound(toClaim claim: Value) -> Bool {
        at("spec", "claimRef")?.text("name") == claim.name
            && at("spec", "claimRef")?.text("namespace") == claim.namespace
            && (at("spec", "claimRef", "uid")?.string ?? claim.uid) == claim.uid
    }
}

extension ClusterView {
    func storageClass(of claim: Value) -> Value? {
        guard let name = claim.at("spec", "storageClassName")?.string, !name.isEmpty else { return nil }
        return object(ObjectKey(group: "storage.k8s.io", kind: "StorageClass", namespace: "", name: name))
    }

    func claim(_ name: String, namespace: String) -> Value? {
        object(ObjectKey(group: "", kind: "PersistentVolumeClaim", namespace: namespace, name: name))
    }
}
