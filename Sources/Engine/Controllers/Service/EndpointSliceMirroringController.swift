import Model

/// Mirrors Endpoints that people keep by hand, for a Service without a selector, into an EndpointSlice.
struct EndpointSliceMirroringController: Controller {
    let name = "endpoint-slice-mirroring-controller"
    let kinds: [GroupKind]? = [.service, .endpoints]
    private static let manager = "endpointslicemirroring-controller.k8s.io"

    func keys(old: Value?, new: Value?, in view: any ClusterView) -> [ObjectKey] {
        guard let object = new ?? old, object.group.isEmpty else { return [] }
        switch object.objectKind {
        case "Endpoints" where object.label("endpoints.kubernetes.io/managed-by") == nil: return [object.key]
        case "Service" where !object.selectsPods:
            return [ObjectKey(group: "", kind: "Endpoints", namespace: object.namespace, name: object.name)]
        default: return []
        }
    }

    func reconcile(_ key: ObjectKey, in view: any ClusterView, at now: Instant) -> Reconciliation {
        let serviceKey = ObjectKey(group: "", kind: "Service", namespace: key.namespace, name: key.name)
        guard let endpoints = view.object(key), !endpoints.isBeingDeleted,
            endpoints.label("endpointslice.kubernetes.io/skip-mirror") != "true",
            let service = view.object(serviceKey), !service.selectsPods
        else { return Reconciliation() }
        var known = view.owned(by: endpoints.uid).filter { $0.objectKind == "EndpointSlice" }[...]
        var mutations: [Mutation] = []
        for (index, subset) in (endpoints["subsets"]?.elements ?? []).enumerated() {
            let old = known.popFirst()
            let slice = mirror(of: subset, at: index, endpoints, into: old, in: view, now)
            if old == nil { mutations.append(.create(slice)) } else if slice != old { mutations.append(.update(slice)) }
        }
        mutations += known.map { .delete($0.key, uid: $0.uid, gracePeriodSeconds: nil) }
        return Reconciliation(mutations)
    }

    private func mirror(
        of subset: Value, at index: Int, _ endpoints: Value, into old: Value?, in view: any ClusterView, _ now: Instant
    ) -> Value {
        var slice =
            old ?? [
                "apiVersion": "discovery.k8s.io/v1", "kind": "EndpointSlice",
                "metadata": [
                    "generateName": Value(endpoints.name + "-"), "namespace": Value(endpoints.namespace),
                    "name": Value(
                        view.freshName(
                            prefix: endpoints.name + "-", kind: "EndpointSlice", group: "discovery.k8s.io",
                            namespace: endpoints.namespace, seed: "\(endpoints.uid) \(now.milliseconds) \(index)")),
                    "ownerReferences": [endpoints.asController],
                ],
                "addressType": "IPv4",
            ]
        var labels = Value(endpoints.labels)
        labels[EndpointSlices.managedBy] = Value(EndpointSliceMirroringController.manager)
        labels[EndpointSlices.serviceName] = Value(endpoints.name)
        slice.set(labels, at: "metadata", "labels")
        let ready = addresses(subset["addresses"], isReady: true)
        let notReady = addresses(subset["notReadyAddresses"], isReady: false)
        slice["endpoints"] = Value(ready + notReady)
        slice["ports"] = Value(
            (subset["ports"]?.elements ?? []).map { port in
                var shown = port
                shown["name"] = port["name"] ?? ""
                shown["protocol"] = port["protocol"] ?? "TCP"
                return shown
            })
        return slice.unversioned
    }

    private func addresses(_ addresses: Value?, isReady: Bool) -> [Value] {
        (addresses?.elements ?? []).map { address in
            var endpoint: Value = [
                "addresses": [address["ip"] ?? ""], "conditions": ["ready": Value(isReady)],
            ]
            endpoint["hostname"] = address["hostname"]
            endpoint["nodeName"] = address["nodeName"]
            endpoint["targetRef"] = address["targetRef"]
            return endpoint
        }
    }
}
