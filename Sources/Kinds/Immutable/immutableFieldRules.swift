import Model

/// A field that cannot be changed once its object exists.
struct ImmutableFieldRule: Sendable {
    /// `GROUP/KIND`
    var kind: String
    /// Dots between members.
    var path: String
    /// Members of the field that may change all the same.
    var exceptFields: [String] = []
    /// Leaving the field out keeps it.
    var keptWhereAbsent = false
    /// Holds only then; gets the object before and after.
    var onlyWhere: (@Sendable (Value, Value) -> Bool)?
    var because: String
}

let immutableFieldRules: [ImmutableFieldRule] = [
    ImmutableFieldRule(
        kind: "apps/Deployment", path: "spec.selector", because: "it says which ReplicaSets are its own"),
    ImmutableFieldRule(kind: "apps/ReplicaSet", path: "spec.selector", because: "it says which pods are its own"),
    ImmutableFieldRule(kind: "apps/DaemonSet", path: "spec.selector", because: "it says which pods are its own"),
    ImmutableFieldRule(
        kind: "apps/StatefulSet", path: "spec",
        exceptFields: [
            "replicas", "ordinals", "template", "updateStrategy", "revisionHistoryLimit",
            "persistentVolumeClaimRetentionPolicy", "minReadySeconds",
        ],
        because: "pods, claims and names that exist were made from it"),
    ImmutableFieldRule(
        kind: "batch/Job", path: "spec.selector", keptWhereAbsent: true, because: "it says which pods are its own"),
    ImmutableFieldRule(
        kind: "batch/Job", path: "spec.template.spec",
        onlyWhere: { before, _ in before.at("spec", "suspend")?.bool != true },
        because: "its pods have been made from it"),
    ImmutableFieldRule(
        kind: "batch/Job", path: "spec.completions",
        onlyWhere: { _, after in
            after.at("spec", "completionMode") != "Indexed"
                || after.at("spec", "completions") != after.at("spec", "parallelism")
        }, because: "finished pods are counted against it"),
    ImmutableFieldRule(kind: "batch/Job", path: "spec.completionMode", because: "pods are named and counted by it"),
    ImmutableFieldRule(
        kind: "/Service", path: "spec.clusterIP", keptWhereAbsent: true,
        onlyWhere: { before, after in
            after.at("spec", "type") != "ExternalName" && !(before.at("spec", "clusterIP")?.isEmpty ?? true)
        }, because: "clients hold on to the address"),
    ImmutableFieldRule(
        kind: "/PersistentVolumeClaim", path: "spec",
        exceptFields: ["resources", "volumeAttributesClassName", "volumeName", "storageClassName"],
        because: "the volume was chosen by it"),
    ImmutableFieldRule(
        kind: "/PersistentVolumeClaim", path: "spec.storageClassName", keptWhereAbsent: true,
        onlyWhere: { before, _ in before.at("spec", "storageClassName") != nil }, because: "the volume was made by it"),
    ImmutableFieldRule(
        kind: "/PersistentVolumeClaim", path: "spec.resources",
        onlyWhere: { before, _ in before.at("status", "phase") != "Bound" },
        because: "only a bound claim can be resized"),
    ImmutableFieldRule(
        kind: "/PersistentVolume", path: "spec",
        exceptFields: [
            "capacity", "accessModes", "claimRef", "persistentVolumeReclaimPolicy", "mountOptions", "storageClassName",
            "nodeAffinity", "volumeAttributesClassName",
        ],
        because: "the storage behind it is what it is"),
    ImmutableFieldRule(
        kind: "/Pod", path: "spec",
        exceptFields: [
            "containers", "initContainers", "ephemeralContainers", "activeDeadlineSeconds", "tolerations", "nodeName",
            "terminationGracePeriodSeconds", "schedulingGates",
        ],
        because: "the kubelet runs a pod as it was made"),
    ImmutableFieldRule(
        kind: "/Pod", path: "spec.containers",
        onlyWhere: { before, after in withoutImages(before) != withoutImages(after) },
        because: "of a container that runs only the image can be changed"),
    ImmutableFieldRule(kind: "/Secret", path: "type", because: "readers rely on the keys that it asks for"),
    ImmutableFieldRule(
        kind: "/Secret", path: "data", onlyWhere: { before, _ in before["immutable"]?.bool == true },
        because: "the Secret says so itself"),
    ImmutableFieldRule(
        kind: "/ConfigMap", path: "data", onlyWhere: { before, _ in before["immutable"]?.bool == true },
        because: "the ConfigMap says so itself"),
    ImmutableFieldRule(
        kind: "/ConfigMap", path: "binaryData", onlyWhere: { before, _ in before["immutable"]?.bool == true },
        because: "the ConfigMap says so itself"),
    ImmutableFieldRule(
        kind: "networking.k8s.io/IngressClass", path: "spec.controller", because: "it names who serves it"),
    ImmutableFieldRule(kind: "discovery.k8s.io/EndpointSlice", path: "addressType", because: "every address is of it"),
    ImmutableFieldRule(kind: "storage.k8s.io/StorageClass", path: "provisioner", because: "volumes were made by it"),
    ImmutableFieldRule(kind: "storage.k8s.io/StorageClass", path: "parameters", because: "volumes were made by them"),
    ImmutableFieldRule(kind: "storage.k8s.io/StorageClass", path: "reclaimPolicy", because: "volumes were made by it"),
    ImmutableFieldRule(kind: "storage.k8s.io/StorageClass", path: "volumeBindingMode", because: "claims wait by it"),
    ImmutableFieldRule(kind: "scheduling.k8s.io/PriorityClass", path: "value", because: "pods carry it"),
    ImmutableFieldRule(kind: "scheduling.k8s.io/PriorityClass", path: "preemptionPolicy", because: "pods carry it"),
    ImmutableFieldRule(
        kind: "rbac.authorization.k8s.io/RoleBinding", path: "roleRef", because: "it is what was granted"),
    ImmutableFieldRule(
        kind: "rbac.authorization.k8s.io/ClusterRoleBinding", path: "roleRef", because: "it is what was granted"),
    ImmutableFieldRule(
        kind: "apiextensions.k8s.io/CustomResourceDefinition", path: "spec.scope", because: "objects are stored by it"),
    ImmutableFieldRule(
        kind: "apiextensions.k8s.io/CustomResourceDefinition", path: "spec.names.kind",
        because: "objects are stored by it"),
]

private func withoutImages(_ pod: Value) -> [Value] {
    (pod.spec["containers"]?.elements ?? []).map { container in
        var container = container
        container["image"] = nil
        return container
    }
}
