import ClusterAPI
import Kinds
import Model

/// What every namespace has, and how one ends.
extension ClusterState {
    static let certificateMap = "kube-root-ca.crt"

    private func namespaceKey(_ name: String) -> ObjectKey {
        ObjectKey(group: "", kind: "Namespace", namespace: "", name: name)
    }

    mutating func routeNamespace(_ change: StoredChange) {
        let key = change.key
        if key.kind == "Namespace", key.group.isEmpty {
            queue.add(.namespace(key.name))
        } else if change.new == nil, !key.namespace.isEmpty {
            let isOwn =
                key.group.isEmpty
                && (key.kind == "ServiceAccount" && key.name == "default"
                    || key.kind == "ConfigMap" && key.name == ClusterState.certificateMap)
            if isOwn || store.object(namespaceKey(key.namespace))?.isBeingDeleted == true {
                queue.add(.namespace(key.namespace))
            }
        }
    }

    mutating func tend(namespace name: String, _ item: WorkItem) {
        guard let namespace = store.object(namespaceKey(name)) else { return }
        if namespace.isBeingDeleted { finish(namespace, item) } else { furnish(name) }
    }

    /// The ServiceAccount and the certificates that every namespace has.
    private mutating func furnish(_ name: String) {
        furnish("v1", "ServiceAccount", ["metadata": ["name": "default", "namespace": Value(name)]])
        furnish(
            "v1", "ConfigMap",
            [
                "metadata": [
                    "name": Value(ClusterState.certificateMap), "namespace": Value(name),
                    "annotations": [
                        "kubernetes.io/description":
                            "Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the internal service IP or kubernetes.default.svc. No other usage is guaranteed across distributions of Kubernetes clusters."
                    ],
                ],
                "data": ["ca.crt": Value(settings.rootCertificate)],
            ])
    }

    /// Creates an object of the cluster's own, or brings its `data` up to date, or gives a role the rights that it lacks;
    /// anything else in it is left alone.
    mutating func furnish(_ apiVersion: String, _ kind: String, _ object: Value) {
        guard let rules = try? servedKind(apiVersion: apiVersion, kind: kind) else { return }
        var object = object
        object["apiVersion"] = Value(apiVersion)
        object["kind"] = Value(kind)
        let manager = "kube-controller-manager"
        if let old = store.object(object.key(of: rules)) {
            var new = old
            if let data = object["data"], old["data"] != data {
                new["data"] = data
            } else if let access = reconciledAccess(old, with: object) {
                new = access
            } else {
                return
            }
            _ = try? write(new, over: old, rules, manager: manager, operation: .update, subresource: nil, dryRun: false)
            return
        }
        guard let admitted = try? admit(creating: object, uid: identity.uid(store.resourceVersion &+ 1), .init())
        else { return }
        let status = object["status"]
        var whole = admitted.object
        if let status { whole["status"] = status }
        _ = try? insert(whole, rules, manager: manager, operation: .update, dryRun: false)
    }

    /// Marks a namespace as ending; its content goes first.
    mutating func deleteNamespace(
        _ object: Value, _ kind: KindRules, _ options: Request.Options
    ) throws(ClusterError) -> Deletion {
        if ["default", "kube-system", "kube-public"].contains(object.name) {
            throw .forbidden(kind.type, name: object.name, "this namespace may not be deleted")
        }
        if object.isBeingDeleted {
            if object.at("spec", "finalizers")?.isEmpty != false, object.finalizers.isEmpty, !options.dryRun {
                return Deletion(object: remove(object.key(of: kind)) ?? object, isGone: true)
            }
            return Deletion(object: object, isGone: false)
        }
        var marked = object
        marked.set(Value(now.description), at: "metadata", "deletionTimestamp")
        marked.set(nil, at: "metadata", "deletionGracePeriodSeconds")
        marked.set("Terminating", at: "status", "phase")
        if options.dryRun { return Deletion(object: marked, isGone: false) }
        return Deletion(object: store.put(marked, at: object.key(of: kind)), isGone: false)
    }

    /// Deletes what is in a namespace that ends; when nothing is left, lets the namespace go.
    private mutating func finish(_ namespace: Value, _ item: WorkItem) {
        let name = namespace.name
        var left: [(kind: KindRules, objects: [Value])] = []
        for kind in store.kinds {
            guard let rules = rules(of: kind), rules.type.isNamespaced else { continue }
            for object in store.objects(of: kind, in: name) where !object.isBeingDeleted {
                var options = Request.Options()
                options.propagation = .background
                _ = try? delete(object, rules, options)
            }
            let rest = store.objects(of: kind, in: name)
            if !rest.isEmpty { left.append((rules, rest)) }
        }
        let key = namespaceKey(name)
        guard var current = store.object(key) else { return }
        let status = NamespaceEnd.status(of: current, left: left.map { ($0.kind.type, $0.objects) }, at: now)
        if current["status"] != status {
            current["status"] = status
            current = store.put(current, at: key)
        }
        guard left.isEmpty else { return }
        if current.at("spec", "finalizers")?.elements.contains("kubernetes") == true {
            let rest = current.at("spec", "finalizers")?.elements.filter { $0 != "kubernetes" } ?? []
            current.set(rest.isEmpty ? nil : Value(rest), at: "spec", "finalizers")
            if current["spec"]?.isEmpty == true { current["spec"] = .emptyObject }
        }
        if current.at("spec", "finalizers") == nil, current.finalizers.isEmpty {
            remove(key)
        } else {
            _ = store.put(current, at: key)
        }
    }
}
