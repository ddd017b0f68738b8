import Model

/// Lists the pods behind each Service in its Endpoints: the older form, which clients still read.
struct EndpointsController: Controller {
    let name = "endpoint-controller"
    let kinds: [GroupKind]? = [.service, .pod, .endpoints]
    private static let managedBy = "endpoints.kubernetes.io/managed-by"

    func keys(old: Value?, new: Value?, in view: any ClusterView) -> [ObjectKey] {
        if let object = new ?? old, object.objectKind == "Endpoints", object.group.isEmpty {
            return [ObjectKey(group: "", kind: "Service", namespace: object.namespace, name: object.name)]
        }
        return serviceKeys(old: old, new: new, in: view)
    }

    func reconcile(_ key: ObjectKey, in view: any ClusterView, at now: Instant) -> Reconciliation {
        let endpointsKey = ObjectKey(group: "", kind: "Endpoints", namespace: key.namespace, name: key.name)
        let known = view.object(endpointsKey)
        guard let service = view.object(key), !service.isBeingDeleted else {
            guard let known, known.label(EndpointsController.managedBy) != nil else { return Reconciliation() }
            return Reconciliation([.delete(endpointsKey, uid: known.uid, gracePeriodSeconds: nil)])
        }
        guard service.selectsPods, service.at("spec", "type")?.string != "ExternalName" else { return Reconciliation() }
        let pods = view.endpointPods(of: service).filter { service.publishesNotReady || !$0.isBeingDeleted }
        var wanted =
            known ?? [
                "apiVersion": "v1", "kind": "Endpoints",
                "metadata": ["name": Value(key.name), "namespace": Value(key.namespace)],
            ]
        let subsets = endpointSubsets(of: service, pods: pods)
        wanted["subsets"] = subsets.isEmpty ? nil : Value(subsets)
        wanted.set(labels(of: service), at: "metadata", "labels")
        if wanted == known { return Reconciliation() }
        return Reconciliation([known == nil ? .create(wanted) : .update(wanted.unversioned)])
    }

    private func labels(of service: Value) -> Value {
        var labels: Value = Value(service.labels)
        labels[EndpointsController.managedBy] = "endpoint-controller"
        labels[EndpointSlices.headless] = service.isHeadless ? "" : nil
        return labels
    }
}

/// The subsets of a Service's Endpoints: addresses that share their ports, the ready ones and the others.
func endpointSubsets(of service: Value, pods: [Value]) -> [Value] {
    var subsets: [(ports: [Value], ready: [Value], notReady: [Value])] = []
    for pod in pods.sorted(by: { ipOrder($0).lexicographicallyPrecedes(ipOrder($1)) }) {
        let ports: [Value] = (service.at("spec", "ports")?.elements ?? []).compactMap { port in
            guard let number = targetPort(of: port, on: pod) else { return nil }
            var shown: Value = ["port": Value(number), "protocol": Value(port["protocol"]?.string ?? "TCP")]
            if !port.text("name").isEmpty { shown["name"] = port["name"] }
            shown["appProtocol"] = port["appProtocol"]
            return shown
        }
        if ports.isEmpty, !service.isHeadless { continue }
        let isReady = service.publishesNotReady || pod.isPodReady
        let index = subsets.firstIndex { $0.ports == ports } ?? subsets.count
        if index == subsets.count { subsets.append((ports, [], [])) }
        if isReady {
            subsets[index].ready.append(address(of: pod, service))
        } else {
            subsets[index].notReady.append(address(of: pod, service))
        }
    }
    return subsets.map { subset in
        var shown: Value = [:]
        if !subset.ready.isEmpty { shown["addresses"] = Value(subset.ready) }
        if !subset.notReady.isEmpty { shown["notReadyAddresses"] = Value(subset.notReady) }
        if !subset.ports.isEmpty { shown["ports"] = Value(subset.ports) }
        return shown
    }
}

private func ipOrder(_ pod: Value) -> [Int] {
    (pod.at("status", "podIP")?.string ?? "").split(separator: ".").map { Int($0) ?? 0 }
}

private func address(of pod: Value, _ service: Value) -> Value {
    var address: Value = [
        "ip": pod.at("status", "podIP") ?? "",
        "targetRef": [
            "kind": "Pod", "namespace": Value(pod.namespace), "name": Value(pod.name), "uid": Value(pod.uid),
        ],
    ]
    if !pod.nodeName.isEmpty { address["nodeName"] = Value(pod.nodeName) }
    let hostname = pod.at("spec", "hostname")?.string ?? ""
    if !hostname.isEmpty, pod.at("spec", "subdomain")?.string == service.name { address["hostname"] = Value(hostname) }
    return address
}
