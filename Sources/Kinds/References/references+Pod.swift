internal import Model

/// What a pod specification refers to.
func podReferences(of pod: Value, at path: FieldPath, in namespace: String) -> [Reference] {
    var found: [Reference] = []
    func key(_ kind: String, _ name: String) -> ObjectKey {
        ObjectKey(group: "", kind: kind, namespace: namespace, name: name)
    }

    for (list, containers) in [("initContainers", pod["initContainers"]), ("containers", pod["containers"])] {
        for (index, container) in (containers?.elements ?? []).enumerated() {
            let place = path.appending(field: list).appending(.index(index))
            found += containerReferences(of: container, at: place, in: namespace)
        }
    }
    for (index, volume) in (pod["volumes"]?.elements ?? []).enumerated() {
        let place = path.appending(field: "volumes").appending(.index(index))
        found += volumeReferences(of: volume, at: place, in: namespace)
    }
    if let account = name(pod, "serviceAccountName") ?? name(pod, "serviceAccount"), account != "default" {
        let field = name(pod, "serviceAccountName") == nil ? "serviceAccount" : "serviceAccountName"
        found.append(
            Reference(
                .serviceAccount, key("ServiceAccount", account), at: path.appending(field: field), verb: "runs as"))
    }
    for (index, secret) in (pod["imagePullSecrets"]?.elements ?? []).enumerated() {
        guard let secret = name(secret, "name") else { continue }
        let place = path.appending(field: "imagePullSecrets").appending(.index(index)).appending(field: "name")
        // The kubelet tries without.
        found.append(Reference(.secret, key("Secret", secret), at: place, verb: "pulls with", isOptional: true))
    }
    if let priority = name(pod, "priorityClassName"), !priority.hasPrefix("system-") {
        found.append(
            Reference(
                .priorityClass,
                ObjectKey(group: "scheduling.k8s.io", kind: "PriorityClass", namespace: "", name: priority),
                at: path.appending(field: "priorityClassName"), verb: "has the priority of"))
    }
    if let runtime = name(pod, "runtimeClassName") {
        found.append(
            Reference(
                .runtimeClass, ObjectKey(group: "node.k8s.io", kind: "RuntimeClass", namespace: "", name: runtime),
                at: path.appending(field: "runtimeClassName"), verb: "runs with"))
    }
    return found
}

private func containerReferences(of container: Value, at path: FieldPath, in namespace: String) -> [Reference] {
    var found: [Reference] = []
    for (index, variable) in (container["env"]?.elements ?? []).enumerated() {
        let place = path.appending(field: "env").appending(.index(index)).appending(field: "valueFrom")
        for (member, kind, relation) in environmentSources {
            guard let source = variable.at("valueFrom", member.entry), let target = name(source, "name") else {
                continue
            }
            found.append(
                Reference(
                    relation, ObjectKey(group: "", kind: kind, namespace: namespace, name: target),
                    at: place.appending(field: member.entry).appending(field: "name"),
                    verb: "takes \(variable["name"]?.string ?? "a variable") from", entry: name(source, "key"),
                    isOptional: source["optional"]?.bool == true))
        }
    }
    for (index, source) in (container["envFrom"]?.elements ?? []).enumerated() {
        let place = path.appending(field: "envFrom").appending(.index(index))
        for (member, kind, relation) in environmentSources {
            guard let reference = source[member.whole], let target = name(reference, "name") else { continue }
            found.append(
                Reference(
                    relation, ObjectKey(group: "", kind: kind, namespace: namespace, name: target),
                    at: place.appending(field: member.whole).appending(field: "name"),
                    verb: "takes its environment from", isOptional: reference["optional"]?.bool == true))
        }
    }
    return found
}

private let environmentSources: [(member: (entry: String, whole: String), kind: String, relation: Reference.Relation)] =
    [
        (("configMapKeyRef", "configMapRef"), "ConfigMap", .configMap),
        (("secretKeyRef", "secretRef"), "Secret", .secret),
    ]

private func volumeReferences(of volume: Value, at path: FieldPath, in namespace: String) -> [Reference] {
    var found: [Reference] = []
    func add(_ relation: Reference.Relation, _ kind: String, _ source: Value?, _ member: String, _ place: FieldPath) {
        guard let source, let target = name(source, member) else { return }
        let key = ObjectKey(group: "", kind: kind, namespace: namespace, name: target)
        if relation == .configMap, target == "kube-root-ca.crt" { return }
        let isOptional = source["optional"]?.bool == true
        let entries = source["items"]?.elements.compactMap { name($0, "key") } ?? []
        if entries.isEmpty {
            found.append(
                Reference(relation, key, at: place.appending(field: member), verb: "mounts", isOptional: isOptional))
        }
        for entry in entries {
            found.append(
                Reference(
                    relation, key, at: place.appending(field: member), verb: "mounts", entry: entry,
                    isOptional: isOptional))
        }
    }
    add(.configMap, "ConfigMap", volume["configMap"], "name", path.appending(field: "configMap"))
    add(.secret, "Secret", volume["secret"], "secretName", path.appending(field: "secret"))
    add(
        .volumeClaim, "PersistentVolumeClaim", volume["persistentVolumeClaim"], "claimName",
        path.appending(field: "persistentVolumeClaim"))
    add(
        .secret, "Secret", volume.at("csi", "nodePublishSecretRef"), "name",
        path.appending(field: "csi").appending(field: "nodePublishSecretRef"))
    let sources = path.appending(field: "projected").appending(field: "sources")
    for (index, source) in (volume.at("projected", "sources")?.elements ?? []).enumerated() {
        let place = sources.appending(.index(index))
        add(.configMap, "ConfigMap", source["configMap"], "name", place.appending(field: "configMap"))
        add(.secret, "Secret", source["secret"], "name", place.appending(field: "secret"))
    }
    return found
}
