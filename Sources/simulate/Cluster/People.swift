import ClusterAPI
import Engine
import Kinds
import Model

/// Everybody else who writes to the cluster, and what of theirs has to stay.
final class People {
    static let note = "people.example/note"
    static let finalizer = "people.example/hold"

    private let cluster: FaultyCluster
    var count: (Fault) -> Void = { _ in }
    /// ConfigMaps that were there before any revision had them, as long as nobody deleted them.
    private(set) var preceding: Set<Int> = []
    /// Keys that somebody deleted at some time.
    private(set) var deleted: Set<ObjectKey> = []
    /// Those on which somebody set a finalizer at some time: once deleted, they go when he lets them.
    private(set) var held: Set<ObjectKey> = []

    init(cluster: FaultyCluster) { self.cluster = cluster }

    private func type(of key: ObjectKey) -> ResourceType? {
        key.kind == robotType.kind ? robotType : BuiltinKinds.named(group: key.group, kind: key.kind)?.type
    }

    /// The objects of ours that are there now, in order.
    private func chosen(_ number: Int, of keys: Set<ObjectKey>) -> Value? {
        let there = keys.sorted().compactMap { cluster.state.object($0) }
        return there.isEmpty ? nil : there[number % there.count]
    }

    private func update(_ object: Value, by manager: String = "kubectl-edit") -> Bool {
        guard let type = type(of: object.key) else { return false }
        var request = Request(.update, type, namespace: object.namespace, name: object.name, body: object)
        request.options.fieldManager = manager
        return (try? cluster.ask(request)) != nil
    }

    func annotate(_ number: Int, _ value: Int, _ keys: Set<ObjectKey>) {
        guard var object = chosen(number, of: keys) else { return }
        object.set(Value("said \(value)"), at: "metadata", "annotations", People.note)
        if update(object) { count(.foreignEdit) }
    }

    /// Writes a field that some revision defines.
    func drift(_ number: Int, _ value: Int, _ keys: Set<ObjectKey>) {
        guard var object = chosen(number, of: keys) else { return }
        switch object.objectKind {
        case "ConfigMap": object.set(Value("drift-\(value)"), at: "data", "MARK")
        case "Deployment" where object.name == "api", "StatefulSet":
            object.set(Value(1 + value % 4), at: "spec", "replicas")
        case "Secret": object.set("ZHJpZnQ=", at: "data", "password")
        case "Service": object.set(["app": "nobody"], at: "spec", "selector")
        case "Role": object["rules"] = [["apiGroups": [""], "resources": ["secrets"], "verbs": ["get"]]]
        // Without the label there would be nothing to tell whose they are, where plumb never learned that it made them.
        case _ where object.objectKind == "ServiceAccount" || object.name == "team":
            object.set(Value("drift-\(value)"), at: "metadata", "annotations", People.note)
        default: object.set(nil, at: "metadata", "labels", "plumb.dev/application")
        }
        if update(object) { count(.drift) }
    }

    func delete(_ number: Int, _ keys: Set<ObjectKey>) {
        guard let object = chosen(number, of: keys.filter { $0.kind != "Namespace" }), let type = type(of: object.key)
        else { return }
        let request = Request(.delete, type, namespace: object.namespace, name: object.name)
        if (try? cluster.ask(request)) != nil {
            deleted.insert(object.key)
            // Its objects go with it.
            if object.objectKind == "CustomResourceDefinition" {
                deleted.formUnion(keys.filter { $0.kind == robotType.kind })
            }
            count(.foreignDelete)
        }
    }

    func deletePod(_ number: Int) {
        // A Job that may not fail once fails with its pod, and so does the revision that it is a hook of.
        let pods = cluster.state.objects(GroupKind(podType), namespace: "shop").filter {
            $0.metadata["ownerReferences"]?.elements.first?["kind"] != "Job"
        }
        guard !pods.isEmpty else { return }
        let pod = pods[number % pods.count]
        _ = try? cluster.ask(Request(.delete, podType, namespace: pod.namespace, name: pod.name))
    }

    func scaleWorker(_ replicas: Int) {
        let key = ObjectKey(group: "apps", kind: "Deployment", namespace: "shop", name: "worker")
        guard var worker = cluster.state.object(key) else { return }
        worker.set(Value(replicas), at: "spec", "replicas")
        if update(worker, by: "autoscaler") { count(.foreignEdit) }
    }

    /// Returns what lets it go again.
    func hold(_ number: Int, _ keys: Set<ObjectKey>) -> (() -> Void)? {
        guard var object = chosen(number, of: keys.filter { $0.kind != "Namespace" }), !object.isBeingDeleted else {
            return nil
        }
        let key = object.key
        object.set(Value(strings: object.finalizers + [People.finalizer]), at: "metadata", "finalizers")
        guard update(object) else { return nil }
        count(.finalizer)
        held.insert(key)
        return { [self] in
            guard var held = cluster.state.object(key) else { return }
            let left = held.finalizers.filter { $0 != People.finalizer }
            held.set(left.isEmpty ? nil : Value(strings: left), at: "metadata", "finalizers")
            _ = update(held)
        }
    }

    /// A ConfigMap that some revision will want to have.
    func precede(_ extra: Int) {
        let namespace: Value = ["apiVersion": "v1", "kind": "Namespace", "metadata": ["name": "shop"]]
        if let type = type(of: namespace.key) { _ = try? cluster.ask(Request(.create, type, body: namespace)) }
        let map: Value = [
            "apiVersion": "v1", "kind": "ConfigMap",
            "metadata": ["name": Value("extra-\(extra)"), "namespace": "shop"],
            "data": ["OTHER": "kept", "MARK": "theirs"],
        ]
        guard let type = type(of: map.key) else { return }
        var request = Request(.create, type, namespace: "shop", body: map)
        request.options.fieldManager = "kubectl-create"
        if (try? cluster.ask(request)) != nil { preceding.insert(extra) }
    }

    /// Writes the object that plumb is about to write, so that plumb's write meets a newer version.
    func interfere(with request: Request) -> Bool {
        guard request.verb == .update, !request.name.isEmpty,
            let live = cluster.state.reading(request)
        else { return false }
        var object = live
        object.set(Value("said \(cluster.random.below(100))"), at: "metadata", "annotations", People.note)
        return update(object)
    }
}

let podType = ResourceType(group: "", version: "v1", kind: "Pod", plural: "pods", isNamespaced: true)

extension ClusterState {
    /// The object that a request is about.
    func reading(_ request: Request) -> Value? {
        object(
            ObjectKey(
                group: request.type.group, kind: request.type.kind, namespace: request.namespace,
                name: request.name.isEmpty ? request.body?.name ?? "" : request.name))
    }
}
