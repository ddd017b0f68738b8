import Model

/// Endpoints that share their ports.
struct EndpointGroup {
    let ports: [Value]
    var endpoints: [Value] = []
}

/// The endpoints of a Service, those with the same ports together.
func endpointGroups(of service: Value, pods: [Value], in view: any ClusterView) -> [EndpointGroup] {
    var groups: [EndpointGroup] = []
    for pod in pods {
        let ports = slicePorts(of: service, on: pod)
        let endpoint = endpoint(for: pod, of: service, in: view)
        if let index = groups.firstIndex(where: { $0.ports == ports }) {
            groups[index].endpoints.append(endpoint)
        } else {
            groups.append(EndpointGroup(ports: ports, endpoints: [endpoint]))
        }
    }
    return groups
}

private func slicePorts(of service: Value, on pod: Value) -> [Value] {
    (service.at("spec", "ports")?.elements ?? []).compactMap { port in
        guard let number = targetPort(of: port, on: pod) else { return nil }
        var shown: Value = [
            "name": Value(port.text("name")), "protocol": Value(port["protocol"]?.string ?? "TCP"),
            "port": Value(number),
        ]
        shown["appProtocol"] = port["appProtocol"]
        return shown
    }
}

private func endpoint(for pod: Value, of service: Value, in view: any ClusterView) -> Value {
    let isServing = pod.isPodReady
    let isTerminating = pod.isBeingDeleted
    var endpoint: Value = [
        "addresses": [pod.at("status", "podIP") ?? ""],
        "conditions": [
            "ready": Value(service.publishesNotReady || (isServing && !isTerminating)),
            "serving": Value(isServing), "terminating": Value(isTerminating),
        ],
        "targetRef": [
            "kind": "Pod", "namespace": Value(pod.namespace), "name": Value(pod.name), "uid": Value(pod.uid),
        ],
    ]
    if !pod.nodeName.isEmpty {
        endpoint["nodeName"] = Value(pod.nodeName)
        let node = view.object(ObjectKey(group: "", kind: "Node", namespace: "", name: pod.nodeName))
        endpoint["zone"] = node?.label("topology.kubernetes.io/zone").map { Value($0) }
    }
    let hostname = pod.at("spec", "hostname")?.string ?? ""
    if !hostname.isEmpty, pod.at("spec", "subdomain")?.string == service.name { endpoint["hostname"] = Value(hostname) }
    return endpoint
}
