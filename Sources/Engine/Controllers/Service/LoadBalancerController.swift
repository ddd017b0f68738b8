import Model

/// Stands in for a cloud's load balancers: each Service of the type gets an address, as long as it is of the type.
struct LoadBalancerController: Controller {
    let name = "service-controller"
    let kinds: [GroupKind]? = [.service]

    func keys(old: Value?, new: Value?, in view: any ClusterView) -> [ObjectKey] {
        guard let new, new.group.isEmpty, new.objectKind == "Service" else { return [] }
        return [new.key]
    }

    func reconcile(_ key: ObjectKey, in view: any ClusterView, at now: Instant) -> Reconciliation {
        guard let service = view.object(key), !service.isBeingDeleted else { return Reconciliation() }
        let isWanted = service.at("spec", "type")?.string == "LoadBalancer"
        let has = !(service.at("status", "loadBalancer", "ingress")?.elements.isEmpty ?? true)
        guard isWanted != has else { return Reconciliation() }
        var updated = service
        guard isWanted else {
            updated.set(.emptyObject, at: "status", "loadBalancer")
            return Reconciliation([.updateStatus(updated.unversioned)])
        }
        // Another provider takes care of a Service that names its class.
        guard service.at("spec", "loadBalancerClass") == nil, let address = address(of: service) else {
            return Reconciliation()
        }
        updated.set(
            ["ingress": [["ip": Value(address), "ipMode": "VIP"]]], at: "status", "loadBalancer")
        return Reconciliation([
            event(service, "EnsuringLoadBalancer", "Ensuring load balancer"),
            .updateStatus(updated.unversioned),
            event(service, "EnsuredLoadBalancer", "Ensured load balancer"),
        ])
    }

    /// The one that is asked for, or one that goes with the cluster IP and is thereby no other Service's.
    private func address(of service: Value) -> String? {
        if let wanted = service.at("spec", "loadBalancerIP")?.string, !wanted.isEmpty { return wanted }
        let parts = (service.at("spec", "clusterIP")?.string ?? "").split(separator: ".")
        guard parts.count == 4 else { return nil }
        return "172.30.\(parts[2]).\(parts[3])"
    }

    private func event(_ service: Value, _ reason: String, _ message: String) -> Mutation {
        .event(ClusterEvent(regarding: service, reason: reason, message: message, source: name))
    }
}
