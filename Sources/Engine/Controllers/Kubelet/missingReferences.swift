import Model

/// Why a pod's volumes cannot be filled, in the kubelet's words; nil where they can.
func mountProblem(of pod: Value, in view: any ClusterView) -> String? {
    for volume in pod.at("spec", "volumes")?.elements ?? [] {
        let sources = [volume] + (volume.at("projected", "sources")?.elements ?? [])
        for source in sources {
            let missing =
                missing("ConfigMap", source["configMap"], named: "name", in: pod.namespace, view)
                ?? missing("Secret", source["secret"], named: "secretName", in: pod.namespace, view)
                ?? missing("Secret", source["secret"], named: "name", in: pod.namespace, view)
            if let missing { return "MountVolume.SetUp failed for volume \"\(volume.text("name"))\" : \(missing)" }
        }
    }
    return nil
}

/// Why a container's environment cannot be made; nil where it can.
func environmentProblem(of container: Value, in namespace: String, _ view: any ClusterView) -> String? {
    for source in container["envFrom"]?.elements ?? [] {
        let missing =
            missing("ConfigMap", source["configMapRef"], named: "name", in: namespace, view)
            ?? missing("Secret", source["secretRef"], named: "name", in: namespace, view)
        if let missing { return missing }
    }
    for variable in container["env"]?.elements ?? [] {
        for (kind, field) in [("ConfigMap", "configMapKeyRef"), ("Secret", "secretKeyRef")] {
            guard let reference = variable.at("valueFrom", field) else { continue }
            if let missing = missing(kind, reference, named: "name", in: namespace, view) { return missing }
            if let missing = missingKey(kind, reference, in: namespace, view) { return missing }
        }
    }
    return nil
}

private func missing(
    _ kind: String, _ reference: Value?, named field: String, in namespace: String, _ view: any ClusterView
) -> String? {
    guard let name = reference?[field]?.string, !(reference?["optional"]?.bool ?? false),
        view.object(ObjectKey(group: "", kind: kind, namespace: namespace, name: name)) == nil
    else { return nil }
    return "\(kind.lowercased()) \"\(name)\" not found"
}

private func missingKey(_ kind: String, _ reference: Value, in namespace: String, _ view: any ClusterView) -> String? {
    let name = reference.text("name")
    let key = reference.text("key")
    guard !(reference["optional"]?.bool ?? false),
        let object = view.object(ObjectKey(group: "", kind: kind, namespace: namespace, name: name)),
        object["data"]?[key] == nil, object["binaryData"]?[key] == nil
    else { return nil }
    return "couldn't find key \(key) in \(kind) \(namespace)/\(name)"
}
