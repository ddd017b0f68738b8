import ClusterAPI
import Kinds
import Model

/// Counts what is used of each quota anew when objects go, end or change. Creates are counted as they are admitted.
struct ResourceQuotaController: Controller {
    let name = "resourcequota-controller"

    func keys(old: Value?, new: Value?, in view: any ClusterView) -> [ObjectKey] {
        guard let object = new ?? old else { return [] }
        if object.objectKind == "ResourceQuota", object.group.isEmpty {
            return new == nil || old?.spec == new?.spec && old?.status["hard"] == new?.status["hard"]
                ? [] : [object.key]
        }
        guard !object.namespace.isEmpty, let old, changesUsage(old, new) else { return [] }
        return view.objects(group: "", kind: "ResourceQuota", namespace: object.namespace).map(\.key)
    }

    private func changesUsage(_ old: Value, _ new: Value?) -> Bool {
        guard let new else { return true }
        guard new.group.isEmpty else { return false }
        switch new.objectKind {
        case "Pod": return old.isTerminal != new.isTerminal
        case "Service", "PersistentVolumeClaim": return old.at("spec") != new.at("spec")
        default: return false
        }
    }

    func reconcile(_ key: ObjectKey, in view: any ClusterView, at now: Instant) -> Reconciliation {
        guard let quota = view.object(key) else { return Reconciliation() }
        let hard = quota.at("spec", "hard")?.members ?? Members()
        var used: [String: Quantity] = [:]
        for name in hard.keys { used[name] = .zero }
        for type in countedTypes(hard.keys, in: view) {
            for object in view.objects(group: type.group, kind: type.kind, namespace: key.namespace)
            where isInScope(object, of: quota) {
                for (name, amount) in quotaUsage(of: object, type) {
                    if let sum = used[name] { used[name] = sum + amount }
                }
            }
        }
        var written = quota
        written["status"] = ["hard": Value(hard), "used": quantityMap(used)]
        return Reconciliation(written == quota ? [] : [.updateStatus(written.unversioned)])
    }

    /// The kinds whose objects count towards these names.
    private func countedTypes(_ names: some Sequence<String>, in view: any ClusterView) -> [ResourceType] {
        var wanted: Set<String> = []
        for name in names {
            if name.hasPrefix("count/") {
                wanted.insert(String(name.dropFirst(6)))
            } else if name.hasPrefix("services") {
                wanted.insert("services")
            } else if name.hasSuffix("persistentvolumeclaims") || name.hasSuffix("requests.storage") {
                wanted.insert("persistentvolumeclaims")
            } else if ["configmaps", "secrets", "replicationcontrollers", "resourcequotas"].contains(name) {
                wanted.insert(name)
            } else {
                wanted.insert("pods")
            }
        }
        return BuiltinKinds.all.map(\.type).filter { wanted.contains($0.qualifiedPlural) }
            + definedTypes(wanted, in: view)
    }

    /// `count/widgets.example.com` is about the objects of a CustomResourceDefinition, which has that very name.
    private func definedTypes(_ names: Set<String>, in view: any ClusterView) -> [ResourceType] {
        names.sorted().compactMap { name in
            let key = ObjectKey(
                group: "apiextensions.k8s.io", kind: "CustomResourceDefinition", namespace: "", name: name)
            guard let spec = view.object(key)?["spec"] else { return nil }
            return ResourceType(
                group: spec.text("group"), version: spec["versions"]?[0]?.text("name") ?? "",
                kind: spec.at("names", "kind")?.string ?? "", plural: spec.at("names", "plural")?.string ?? "",
                isNamespaced: spec.text("scope") == "Namespaced")
        }
    }
}
