import Model

/// Stands in for an ingress controller: every Ingress gets its address, whatever class it names.
struct IngressController: Controller {
    let name = "ingress-controller"
    let kinds: [GroupKind]? = [GroupKind(group: "networking.k8s.io", kind: "Ingress")]
    /// Where the simulated controller's own load balancer would be.
    static let address = "172.31.0.1"

    func keys(old: Value?, new: Value?, in view: any ClusterView) -> [ObjectKey] {
        guard let new, new.group == "networking.k8s.io", new.objectKind == "Ingress" else { return [] }
        return [new.key]
    }

    func reconcile(_ key: ObjectKey, in view: any ClusterView, at now: Instant) -> Reconciliation {
        guard var ingress = view.object(key), !ingress.isBeingDeleted,
            ingress.at("status", "loadBalancer", "ingress")?.elements.isEmpty ?? true
        else { return Reconciliation() }
        ingress.set(["ingress": [["ip": Value(IngressController.address)]]], at: "status", "loadBalancer")
        let event = ClusterEvent(regarding: ingress, reason: "Sync", message: "Scheduled for sync", source: name)
        return Reconciliation([.updateStatus(ingress.unversioned), .event(event)])
    }
}
