internal import Model

/// The fields that differ between two versions of an object and that the API server refuses to change.
func immutableFields(from old: Value, to new: Value) -> [FieldPath] {
    let kind = "\(new.group)/\(new.objectKind)"
    var found: [FieldPath] = []
    for path in immutablePaths[kind] ?? [] where old.at(path[...]) != new.at(path[...]) {
        // What the server fills in may be left out of the new version.
        if new.at(path[...])?.isEmpty ?? true, serverFilled.contains(path) { continue }
        found.append(FieldPath(path.map { .field($0) }))
    }
    if let mutable = mutableSpecFields[kind] {
        for name in Set(old.spec.members.keys + new.spec.members.keys).sorted()
        where !mutable.contains(name) && old.spec[name] != new.spec[name] {
            found.append(FieldPath(fields: "spec", name))
        }
    }
    if kind == "/ConfigMap" || kind == "/Secret", old["immutable"]?.bool == true {
        for name in ["immutable", "data", "binaryData", "stringData"] where old[name] != new[name] {
            if name == "stringData" && new[name] == nil { continue }
            found.append(FieldPath(fields: name))
        }
    }
    return found
}

private let immutablePaths: [String: [[String]]] = [
    "apps/Deployment": [["spec", "selector"]],
    "apps/ReplicaSet": [["spec", "selector"]],
    "apps/DaemonSet": [["spec", "selector"]],
    "batch/Job": [["spec", "selector"], ["spec", "template"], ["spec", "completionMode"]],
    "/Secret": [["type"]],
    "/Service": [["spec", "clusterIP"]],
    "rbac.authorization.k8s.io/RoleBinding": [["roleRef"]],
    "rbac.authorization.k8s.io/ClusterRoleBinding": [["roleRef"]],
    "storage.k8s.io/StorageClass": [
        ["provisioner"], ["parameters"], ["reclaimPolicy"], ["volumeBindingMode"],
    ],
    "networking.k8s.io/IngressClass": [["spec", "controller"]],
    "scheduling.k8s.io/PriorityClass": [["value"], ["preemptionPolicy"]],
    "node.k8s.io/RuntimeClass": [["handler"]],
]

private let serverFilled: Set<[String]> = [["spec", "clusterIP"], ["spec", "selector"], ["type"]]

/// Kinds of whose specification only these fields may change.
private let mutableSpecFields: [String: Set<String>] = [
    "apps/StatefulSet": [
        "replicas", "ordinals", "template", "updateStrategy", "revisionHistoryLimit",
        "persistentVolumeClaimRetentionPolicy", "minReadySeconds",
    ],
    "/PersistentVolumeClaim": ["resources", "volumeAttributesClassName", "volumeName"],
]
