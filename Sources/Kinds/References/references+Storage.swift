public import Model

/// The Service that gives the pods their names. Pods run without it, only their names do not resolve.
func statefulSetReferences(of object: Value) -> [Reference] {
    guard let service = name(object.spec, "serviceName") else { return [] }
    return [
        Reference(
            .governingService, ObjectKey(group: "", kind: "Service", namespace: object.namespace, name: service),
            at: FieldPath(fields: "spec", "serviceName"), verb: "is named by", isOptional: true)
    ]
}

/// A storage class may be no more than a word that volumes and claims agree on.
func volumeClaimReferences(of object: Value) -> [Reference] {
    var found: [Reference] = []
    if let storage = name(object.spec, "storageClassName") {
        found.append(
            Reference(
                .storageClass, ObjectKey(group: "storage.k8s.io", kind: "StorageClass", namespace: "", name: storage),
                at: FieldPath(fields: "spec", "storageClassName"), verb: "asks for storage of", isOptional: true))
    }
    if let volume = name(object.spec, "volumeName") {
        found.append(
            Reference(
                .volume, ObjectKey(group: "", kind: "PersistentVolume", namespace: "", name: volume),
                at: FieldPath(fields: "spec", "volumeName"), verb: "claims", isOptional: true))
    }
    return found
}

/// Whether an object makes another one by itself, so that a reference to that one is no mistake: the claims of a
/// StatefulSet, `TEMPLATE-NAME-ORDINAL`.
public func makes(_ object: Value, _ key: ObjectKey) -> Bool {
    guard key.kind == "PersistentVolumeClaim", key.group.isEmpty, object.objectKind == "StatefulSet",
        object.namespace == key.namespace
    else { return false }
    return (object.spec["volumeClaimTemplates"]?.elements ?? []).contains { template in
        let prefix = "\(template.name)-\(object.name)-"
        return key.name.hasPrefix(prefix) && Int(key.name.dropFirst(prefix.count)) != nil
    }
}
