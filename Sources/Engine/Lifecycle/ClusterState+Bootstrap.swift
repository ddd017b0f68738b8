import Kinds
import Model

/// What a cluster has before anybody writes to it.
extension ClusterState {
    mutating func load(_ kept: KeptState) {
        // What is defined can be read only once its definition is.
        let (definitions, others) = kept.objects.reduce(into: ([Value](), [Value]())) { lists, object in
            if object.key.isDefinition { lists.0.append(object) } else { lists.1.append(object) }
        }
        for object in definitions + others {
            guard let kind = rules(of: GroupKind(group: object.group, kind: object.objectKind)) else { continue }
            let key = object.key(of: kind)
            store.load(kind.custom.map { $0.storing(object) } ?? object, at: key)
            services.take(object)
        }
        notes = kept.notes.filter { store.keysByUID[$0.key] != nil }
        // Everybody looks at everything once, as after a restart of the real controllers.
        for kind in store.kinds {
            for object in store.objects(of: kind) {
                unrouted.append(StoredChange(key: object.key, resourceVersion: 0, old: nil, new: object))
            }
        }
    }

    mutating func bootstrap() {
        for name in ["default", "kube-system", "kube-public", "kube-node-lease"] {
            furnish("v1", "Namespace", ["metadata": ["name": Value(name)]])
        }
        for node in settings.nodes {
            furnish("v1", "Node", Bootstrap.node(node, at: now))
            let key = ObjectKey(group: "", kind: "Node", namespace: "", name: node.name)
            guard let uid = store.object(key)?.uid else { continue }
            furnish("coordination.k8s.io/v1", "Lease", NodeHeartbeat.lease(of: node.name, uid: uid, at: now))
        }
        for object in Bootstrap.objects { furnish(object.apiVersion, object.objectKind, object) }
        for service in LocalServices.builtin { furnish(service.apiVersion, service.objectKind, service.at(now)) }
        for (object, prepared) in Bootstrap.access {
            if let prepared, store.object(prepared.key) == nil {
                let made = prepared.made(uid: identity.uid(store.resourceVersion &+ 1), at: now)
                _ = store.put(made, at: prepared.key)
            } else {
                furnish(object.apiVersion, object.objectKind, object)
            }
        }
        furnish("v1", "Service", Bootstrap.kubernetesService(port: settings.apiServerPort))
        furnish("discovery.k8s.io/v1", "EndpointSlice", Bootstrap.kubernetesEndpoints(port: settings.apiServerPort))
    }
}
