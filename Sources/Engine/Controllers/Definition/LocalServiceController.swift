import Kinds
import Model

/// Registers what the cluster serves itself as APIServices, and says of others that nobody answers for them.
struct LocalServiceController: Controller {
    let name = "apiservice-registration-controller"
    let kinds: [GroupKind]? = [
        GroupKind(group: CustomKinds.group, kind: CustomKinds.kind), LocalServiceController.kind, .service,
    ]

    private static let kind = GroupKind(group: "apiregistration.k8s.io", kind: "APIService")

    func keys(old: Value?, new: Value?, in view: any ClusterView) -> [ObjectKey] {
        guard let object = new ?? old else { return [] }
        switch object.objectKind {
        case "APIService": return [object.key]
        case "Service": return referring(to: object, in: view).map(\.key)
        default:
            let names = [old, new].compactMap { $0 }.flatMap { LocalServices.names(in: $0) }
            return Set(names.map { "\($0.version).\($0.group)" }).sorted().map(key)
        }
    }

    func reconcile(_ key: ObjectKey, in view: any ClusterView, at now: Instant) -> Reconciliation {
        let existing = view.object(key)
        let wanted = wanted(key.name, in: view)
        guard let existing else {
            guard let wanted else { return Reconciliation() }
            let service = wanted.service.at(now, management: wanted.management)
            return Reconciliation([.create(service)])
        }
        if existing.isBeingDeleted { return Reconciliation() }
        if wanted == nil, existing.label(LocalServices.label) == "true" {
            return Reconciliation([.delete(key, uid: existing.uid, gracePeriodSeconds: nil)])
        }
        let condition = condition(of: existing, in: view, at: now)
        if let known = existing.at("status", "conditions")?.elements.first(where: { $0.text("type") == "Available" }),
            ["status", "reason", "message"].allSatisfy({ known[$0] == condition[$0] })
        {
            return Reconciliation()
        }
        var written = existing
        written.set([condition], at: "status", "conditions")
        return Reconciliation([.updateStatus(written.unversioned)])
    }

    private func key(_ name: String) -> ObjectKey {
        ObjectKey(group: "apiregistration.k8s.io", kind: "APIService", namespace: "", name: name)
    }

    private func wanted(
        _ name: String, in view: any ClusterView
    ) -> (service: LocalServices.Service, management: String)? {
        if let service = LocalServices.builtin.first(where: { $0.name == name }) { return (service, "onstart") }
        let definitions = view.objects(group: CustomKinds.group, kind: CustomKinds.kind, namespace: nil)
        return definitions.lazy.flatMap { LocalServices.services(of: $0) }.first { $0.name == name }.map {
            ($0, "true")
        }
    }

    private func referring(to service: Value, in view: any ClusterView) -> [Value] {
        view.objects(group: "apiregistration.k8s.io", kind: "APIService", namespace: nil).filter {
            $0.at("spec", "service", "name")?.string == service.name
                && $0.at("spec", "service", "namespace")?.string == service.namespace
        }
    }

    /// In the words of kube-aggregator's availability controller.
    private func condition(of object: Value, in view: any ClusterView, at now: Instant) -> Value {
        guard let target = object.at("spec", "service"), target.isObject else {
            return LocalServices.available(at: now)
        }
        let (namespace, name) = (target.text("namespace"), target.text("name"))
        let isThere = view.object(ObjectKey(group: "", kind: "Service", namespace: namespace, name: name)) != nil
        return [
            "type": "Available", "status": "False", "lastTransitionTime": Value(now.description),
            "reason": isThere ? "FailedDiscoveryCheck" : "ServiceNotFound",
            "message": Value(
                isThere
                    ? "failing or missing response from service/\(name) in \"\(namespace)\": no process runs behind it"
                    : "service/\(name) in \"\(namespace)\" is not present"),
        ]
    }
}
