import ClusterAPI
import Engine
import Model

/// An embedded cluster with all controllers, one node and one namespace, in virtual time.
struct SimulatedWorld {
    private(set) var state: ClusterState

    init(_ change: (inout ClusterSettings) -> Void = { _ in }) {
        var settings = ClusterSettings()
        change(&settings)
        state = ClusterState(settings: settings, controllers: standardControllers, at: Instant(seconds: 1_800_000_000))
        state.advance(to: state.now)
    }

    private static let types: [String: ResourceType] = [
        "Pod": ResourceType(group: "", version: "v1", kind: "Pod", plural: "pods", isNamespaced: true),
        "ConfigMap": ResourceType(
            group: "", version: "v1", kind: "ConfigMap", plural: "configmaps", isNamespaced: true),
        "Secret": ResourceType(group: "", version: "v1", kind: "Secret", plural: "secrets", isNamespaced: true),
        "Service": ResourceType(group: "", version: "v1", kind: "Service", plural: "services", isNamespaced: true),
        "PersistentVolumeClaim": ResourceType(
            group: "", version: "v1", kind: "PersistentVolumeClaim", plural: "persistentvolumeclaims",
            isNamespaced: true),
        "ResourceQuota": ResourceType(
            group: "", version: "v1", kind: "ResourceQuota", plural: "resourcequotas", isNamespaced: true),
        "LimitRange": ResourceType(
            group: "", version: "v1", kind: "LimitRange", plural: "limitranges", isNamespaced: true),
        "PriorityClass": ResourceType(
            group: "scheduling.k8s.io", version: "v1", kind: "PriorityClass", plural: "priorityclasses",
            isNamespaced: false),
        "Node": ResourceType(group: "", version: "v1", kind: "Node", plural: "nodes", isNamespaced: false),
        "Deployment": ResourceType(
            group: "apps", version: "v1", kind: "Deployment", plural: "deployments", isNamespaced: true),
        "StatefulSet": ResourceType(
            group: "apps", version: "v1", kind: "StatefulSet", plural: "statefulsets", isNamespaced: true),
        "CronJob": ResourceType(
            group: "batch", version: "v1", kind: "CronJob", plural: "cronjobs", isNamespaced: true),
        "PodDisruptionBudget": ResourceType(
            group: "policy", version: "v1", kind: "PodDisruptionBudget", plural: "poddisruptionbudgets",
            isNamespaced: true),
        "HorizontalPodAutoscaler": ResourceType(
            group: "autoscaling", version: "v2", kind: "HorizontalPodAutoscaler", plural: "horizontalpodautoscalers",
            isNamespaced: true),
        "ReplicationController": ResourceType(
            group: "", version: "v1", kind: "ReplicationController", plural: "replicationcontrollers",
            isNamespaced: true),
        "DaemonSet": ResourceType(
            group: "apps", version: "v1", kind: "DaemonSet", plural: "daemonsets", isNamespaced: true),
        "Job": ResourceType(group: "batch", version: "v1", kind: "Job", plural: "jobs", isNamespaced: true),
        "Ingress": ResourceType(
            group: "networking.k8s.io", version: "v1", kind: "Ingress", plural: "ingresses", isNamespaced: true),
    ]

    mutating func create(_ object: Value) throws {
        guard let type = SimulatedWorld.types[object.objectKind] else { return }
        let namespace = type.isNamespaced ? "default" : ""
        _ = try state.handle(Request(.create, type, namespace: namespace, body: object), at: state.now)
    }

    /// Writes a node's condition `Ready`, as its kubelet would.
    mutating func setReady(_ name: String, _ status: String) throws {
        guard let type = SimulatedWorld.types["Node"] else { return }
        var node = get("Node", name)
        let conditions = (node.at("status", "conditions")?.elements ?? []).map { condition in
            var condition = condition
            if condition["type"]?.string == "Ready" { condition["status"] = Value(status) }
            return condition
        }
        node.set(Value(conditions), at: "status", "conditions")
        _ = try state.handle(Request(.update, type, name: name, subresource: "status", body: node), at: state.now)
    }

    mutating func evict(_ name: String) throws {
        guard let type = SimulatedWorld.types["Pod"] else { return }
        let body: Value = ["apiVersion": "policy/v1", "kind": "Eviction", "metadata": ["name": Value(name)]]
        _ = try state.handle(
            Request(.create, type, namespace: "default", name: name, subresource: "eviction", body: body), at: state.now
        )
    }

    /// What a create is refused with; nil where it is not.
    mutating func refusal(ofCreating object: Value) -> String? {
        do {
            try create(object)
            return nil
        } catch {
            return "\(error)"
        }
    }

    mutating func update(_ kind: String, _ name: String, _ change: (inout Value) -> Void) throws {
        guard let type = SimulatedWorld.types[kind] else { return }
        let namespace = type.isNamespaced ? "default" : ""
        var object = get(kind, name)
        change(&object)
        _ = try state.handle(Request(.update, type, namespace: namespace, name: name, body: object), at: state.now)
    }

    mutating func delete(_ kind: String, _ name: String, _ propagation: Request.Propagation? = nil) throws {
        guard let type = SimulatedWorld.types[kind] else { return }
        var request = Request(.delete, type, namespace: type.isNamespaced ? "default" : "", name: name)
        request.options.propagation = propagation
        _ = try state.handle(request, at: state.now)
    }

    /// What the only container of a pod has written.
    mutating func log(_ name: String) throws -> String? {
        guard let type = SimulatedWorld.types["Pod"] else { return nil }
        let request = Request(.get, type, namespace: "default", name: name, subresource: "log")
        return try state.handle(request, at: state.now).text
    }

    mutating func pass(_ duration: Duration) {
        let end = state.now + duration
        while let due = state.nextDue(), due <= end { state.advance(to: due) }
        state.advance(to: end)
    }

    /// The object, or null.
    func get(_ kind: String, _ name: String) -> Value {
        let type = SimulatedWorld.types[kind]
        let key = ObjectKey(
            group: type?.group ?? "", kind: kind, namespace: type?.isNamespaced ?? true ? "default" : "", name: name)
        return state.object(key) ?? .null
    }

    func objects(_ kind: String, group: String = "") -> [Value] {
        state.objects(GroupKind(group: group, kind: kind), namespace: "default")
    }

    /// `reason: message` of the Events about an object, in the order they were last written.
    func events(of name: String) -> [String] {
        objects("Event").filter { $0.at("involvedObject", "name")?.string == name }
            .sorted { (Int($0.resourceVersion) ?? 0) < (Int($1.resourceVersion) ?? 0) }
            .map { "\($0["reason"]?.string ?? ""): \($0["message"]?.string ?? "")" }
    }

    static func pod(_ name: String, annotations: Value = [:], container: Value = [:], spec: Value = [:]) -> Value {
        var app: Value = ["name": "app", "image": "nginx:1.27"]
        for (field, value) in container.members { app[field] = value }
        var whole: Value = ["containers": [app]]
        for (field, value) in spec.members { whole[field] = value }
        return [
            "apiVersion": "v1", "kind": "Pod", "spec": whole,
            "metadata": [
                "name": Value(name), "namespace": "default", "annotations": annotations, "labels": ["app": "web"],
            ],
        ]
    }

    static func job(_ name: String, annotations: Value = [:], spec: Value = [:], pod: Value = [:]) -> Value {
        var podSpec: Value = ["restartPolicy": "Never", "containers": [["name": "app", "image": "busybox:1"]]]
        for (field, value) in pod.members { podSpec[field] = value }
        var whole: Value = ["template": ["metadata": ["annotations": annotations], "spec": podSpec]]
        for (field, value) in spec.members { whole[field] = value }
        return [
            "apiVersion": "batch/v1", "kind": "Job", "spec": whole,
            "metadata": ["name": Value(name), "namespace": "default"],
        ]
    }

    static func deployment(_ name: String, replicas: Int, image: String = "nginx:1", spec: Value = [:]) -> Value {
        var whole: Value = [
            "replicas": Value(replicas), "selector": ["matchLabels": ["app": Value(name)]],
            "template": [
                "metadata": ["labels": ["app": Value(name)]],
                "spec": ["containers": [["name": "app", "image": Value(image)]]],
            ],
        ]
        for (field, value) in spec.members { whole[field] = value }
        return [
            "apiVersion": "apps/v1", "kind": "Deployment", "spec": whole,
            "metadata": ["name": Value(name), "namespace": "default"],
        ]
    }
}

extension Value {
    func condition(named type: String) -> Value {
        at("status", "conditions")?.elements.first { $0["type"]?.string == type } ?? .null
    }
    /// `waiting`, `running` or `terminated` of the first container.
    var containerState: Value { at("status", "containerStatuses")?.elements.first?["state"] ?? .null }
}
