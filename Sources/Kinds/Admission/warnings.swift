import Model

/// What the server warns of though it accepts the object.
func warnings(about object: Value, over old: Value?) -> [String] {
    switch (object.group, object.objectKind) {
    case ("", "Endpoints"):
        return ["v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice"]
    case ("", "Pod"): return podWarnings(object.spec, "spec")
    case ("", "ReplicationController"), ("apps", _), ("batch", "Job"):
        return podWarnings(object.at("spec", "template", "spec"), "spec.template.spec")
    case ("batch", "CronJob"):
        return podWarnings(
            object.at("spec", "jobTemplate", "spec", "template", "spec"), "spec.jobTemplate.spec.template.spec")
    case ("", "PersistentVolumeClaim"), ("", "PersistentVolume"):
        guard object.annotation("volume.beta.kubernetes.io/storage-class") != nil else { return [] }
        return [
            "metadata.annotations[volume.beta.kubernetes.io/storage-class]: deprecated since v1.8; use "
                + "\"storageClassName\" attribute instead"
        ]
    case ("apiextensions.k8s.io", "CustomResourceDefinition"): return definitionWarnings(object, over: old)
    default: return []
    }
}

/// Volumes that no longer work, and what is written twice.
private func podWarnings(_ spec: Value?, _ path: String) -> [String] {
    guard let spec else { return [] }
    var found: [String] = []
    let retired: [(String, String)] = [
        ("photonPersistentDisk", "deprecated in v1.11, non-functional in v1.16+"),
        ("gitRepo", "deprecated in v1.11, and disabled by default in v1.33+"),
        ("scaleIO", "deprecated in v1.16, non-functional in v1.22+"),
        ("flocker", "deprecated in v1.22, non-functional in v1.25+"),
        ("storageos", "deprecated in v1.22, non-functional in v1.25+"),
        ("quobyte", "deprecated in v1.22, non-functional in v1.25+"),
        ("glusterfs", "deprecated in v1.25, non-functional in v1.26+"),
        ("cephfs", "deprecated in v1.28, non-functional in v1.31+"),
        ("rbd", "deprecated in v1.28, non-functional in v1.31+"),
    ]
    for (index, constraint) in (spec["topologySpreadConstraints"]?.elements ?? []).enumerated()
    where constraint["labelSelector"] == nil {
        found.append(
            "\(path).topologySpreadConstraints[\(index)].labelSelector: a null labelSelector results in matching no pod"
        )
    }
    for (index, volume) in (spec["volumes"]?.elements ?? []).enumerated() {
        for (name, words) in retired where volume[name] != nil {
            found.append("\(path).volumes[\(index)].\(name): \(words)")
        }
    }
    var ports: [String: String] = [:]
    for (index, container) in (spec["containers"]?.elements ?? []).enumerated() {
        for (position, port) in (container["ports"]?.elements ?? []).enumerated() {
            let place = "\(path).containers[\(index)].ports[\(position)]"
            let key =
                "\(port["protocol"]?.string ?? "")/\(port["containerPort"]?.int ?? 0)/\(port["hostPort"]?.int ?? 0)"
                + "/\(port["hostIP"]?.string ?? "")"
            if let first = ports[key], first.hasPrefix("\(path).containers[\(index)]") {
                found.append("\(place): duplicate port definition with \(first)")
            } else if ports[key] == nil {
                ports[key] = place
            }
        }
        var names = Set<String>()
        for (position, variable) in (container["env"]?.elements ?? []).enumerated() {
            let name = variable["name"]?.string ?? ""
            if !names.insert(name).inserted {
                found.append(
                    "\(path).containers[\(index)].env[\(position)]: hides previous definition of \(name.quotedAsGo), "
                        + "which may be unexpected behavior")
            }
        }
    }
    return found
}
