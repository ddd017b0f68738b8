import Model

/// The Services that a change of an object concerns: the object itself, or those that select a changed pod.
func serviceKeys(old: Value?, new: Value?, in view: any ClusterView) -> [ObjectKey] {
    guard let object = new ?? old, object.group.isEmpty else { return [] }
    if object.objectKind == "Service" { return [object.key] }
    guard object.objectKind == "Pod", hasEndpointChanged(old, new) else { return [] }
    var keys: [ObjectKey] = []
    for labels in [old, new].compactMap({ $0?.labels }) {
        for service in view.services(namespace: object.namespace, selecting: labels)
        where !keys.contains(service.key) { keys.append(service.key) }
        if old?.labels == new?.labels { break }
    }
    return keys
}

/// Whether anything changed that an endpoint shows.
private func hasEndpointChanged(_ old: Value?, _ new: Value?) -> Bool {
    guard let old, let new else { return true }
    return old.labels != new.labels || old.isBeingDeleted != new.isBeingDeleted
        || old.isPodReady != new.isPodReady || old.phase != new.phase
        || old.at("status", "podIP") != new.at("status", "podIP") || old.nodeName != new.nodeName
}

/// What several controllers ask of a Service.
extension Value {
    var isHeadless: Bool { at("spec", "clusterIP")?.string == "None" }
    var selectsPods: Bool { !(at("spec", "selector")?.members.isEmpty ?? true) }
    var publishesNotReady: Bool { at("spec", "publishNotReadyAddresses")?.bool ?? false }
}

extension ClusterView {
    /// The pods behind a Service that have an address.
    func endpointPods(of service: Value) -> [Value] {
        let selector = ObjectSelector(labels: service.at("spec", "selector")?.members ?? Members())
        return pods(namespace: service.namespace, matching: selector)
            .filter { !$0.isTerminal && !($0.at("status", "podIP")?.string ?? "").isEmpty }
    }
}

/// The number that a port of a Service has on a pod; nil for a name that no container has.
func targetPort(of port: Value, on pod: Value) -> Int? {
    guard let target = port["targetPort"] else { return port["port"]?.int }
    if let number = target.int { return number == 0 ? port["port"]?.int : number }
    let name = target.string ?? ""
    let wanted = port["protocol"]?.string ?? "TCP"
    let sidecars = (pod.at("spec", "initContainers")?.elements ?? []).filter { $0.text("restartPolicy") == "Always" }
    for container in (pod.at("spec", "containers")?.elements ?? []) + sidecars {
        for candidate in container["ports"]?.elements ?? []
        where candidate.text("name") == name && (candidate["protocol"]?.string ?? "TCP") == wanted {
            return candidate["containerPort"]?.int
        }
    }
    return nil
}
