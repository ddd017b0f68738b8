import Model

/// Lists the pods behind each Service in EndpointSlices.
struct EndpointSliceController: Controller {
    let name = "endpoint-slice-controller"
    let kinds: [GroupKind]? = [.service, .pod, GroupKind(group: "discovery.k8s.io", kind: "EndpointSlice")]

    func keys(old: Value?, new: Value?, in view: any ClusterView) -> [ObjectKey] {
        if let slice = new ?? old, slice.objectKind == "EndpointSlice", slice.group == "discovery.k8s.io" {
            let service =
                slice.controllerKey(group: "", kind: "Service")
                ?? slice.controllerReference.flatMap { reference in
                    reference.text("kind") == "Service"
                        ? ObjectKey(
                            group: "", kind: "Service", namespace: slice.namespace, name: reference.text("name")) : nil
                }
            return service.map { [$0] } ?? []
        }
        return serviceKeys(old: old, new: new, in: view)
    }

    func reconcile(_ key: ObjectKey, in view: any ClusterView, at now: Instant) -> Reconciliation {
        guard let service = view.object(key), !service.isBeingDeleted, service.selectsPods,
            service.at("spec", "type")?.string != "ExternalName"
        else { return Reconciliation() }
        let slices = view.owned(by: service.uid).filter {
            $0.objectKind == "EndpointSlice" && !$0.isBeingDeleted
                && $0.label(EndpointSlices.managedBy) == EndpointSlices.manager
        }
        let wanted = endpointGroups(of: service, pods: view.endpointPods(of: service), in: view)
        return Reconciliation(EndpointSlices(service: service, view: view, now: now).changes(slices, wanted))
    }
}
