import ClusterAPI
import Model

/// `metrics.k8s.io`, as metrics-server answers it.
/// https://kubernetes.io/docs/tasks/debug/debug-cluster/resource-metrics-pipeline/
extension ClusterState {
    static let metricsGroup = "metrics.k8s.io"

    /// What is served of it; nothing where the cluster has no metrics.
    static func metricsResources(_ simulation: SimulationSettings) -> [ServedResource] {
        guard simulation.hasMetrics else { return [] }
        return [("NodeMetrics", "nodes", false), ("PodMetrics", "pods", true)].map { kind, plural, isNamespaced in
            ServedResource(
                type: ResourceType(
                    group: ClusterState.metricsGroup, version: "v1beta1", kind: kind, plural: plural,
                    isNamespaced: isNamespaced),
                singular: "", verbs: ["get", "list"])
        }
    }

    /// The answer to a request for metrics; nil for any other.
    func metrics(_ request: Request) throws(ClusterError) -> Response? {
        guard request.type.group == ClusterState.metricsGroup else { return nil }
        guard ClusterState.metricsResources(settings.simulation).contains(where: { $0.type == request.type }),
            request.subresource == nil
        else {
            throw ClusterError(
                code: 404, reason: .notFound, message: "the server could not find the requested resource")
        }
        let isOfNodes = request.type.kind == "NodeMetrics"
        let view = StateView(self)
        func metrics(of object: Value) -> Value? { isOfNodes ? nodeMetrics(object, view) : podMetrics(object, view) }
        let sources = GroupKind(group: "", kind: isOfNodes ? "Node" : "Pod")
        switch request.verb {
        case .get:
            let key = ObjectKey(
                group: "", kind: sources.kind, namespace: isOfNodes ? "" : request.namespace, name: request.name)
            guard let object = store.object(key), let metrics = metrics(of: object) else {
                let name = isOfNodes ? request.name : "\(request.namespace)/\(request.name)"
                throw .notFound(request.type, name: name)
            }
            return Response(.object(metrics))
        case .list:
            var labels = LabelSelector.everything
            do {
                if !request.options.labelSelector.isEmpty { labels = try LabelSelector(request.options.labelSelector) }
            } catch {
                throw .badRequest(error.description)
            }
            let namespace = isOfNodes || request.namespace.isEmpty ? nil : request.namespace
            let items = store.objects(of: sources, in: namespace)
                .filter { labels.isEmpty || labels.matches($0.labels) }.compactMap(metrics)
            return Response(.list(ObjectList(items: items, resourceVersion: "")))
        default:
            throw .methodNotAllowed(request.type, verb: "\(request.verb)")
        }
    }

    /// Metrics-server looks every 15 seconds, at what was used since.
    private func metrics(_ kind: String, of object: Value) -> Value {
        var metadata: Value = ["name": Value(object.name), "creationTimestamp": Value(now.description)]
        if !object.namespace.isEmpty { metadata["namespace"] = Value(object.namespace) }
        if !object.labels.isEmpty { metadata["labels"] = Value(object.labels) }
        return [
            "kind": Value(kind), "apiVersion": "metrics.k8s.io/v1beta1", "metadata": metadata,
            "timestamp": Value(now.description), "window": "15s",
        ]
    }

    private func podMetrics(_ pod: Value, _ view: StateView) -> Value? {
        guard pod.phase == "Running" else { return nil }
        var metrics = metrics("PodMetrics", of: pod)
        metrics["containers"] = Value(
            SimulatedUsage(of: pod, in: view).containers.map { container in
                ["name": Value(container.name), "usage": usage(container.cpu, container.memory)]
            })
        return metrics
    }

    private func nodeMetrics(_ node: Value, _ view: StateView) -> Value? {
        guard node.isSimulated else { return nil }
        // What the node's own programs take.
        var (cpu, memory) = (Quantity(milli: 100), Quantity(512 << 20, format: .binarySI))
        for pod in view.objects(group: "", kind: "Pod", namespace: nil)
        where pod.nodeName == node.name && pod.phase == "Running" {
            let used = SimulatedUsage(of: pod, in: view)
            cpu += used.cpu
            memory += used.memory
        }
        var metrics = metrics("NodeMetrics", of: node)
        metrics["usage"] = usage(cpu, memory)
        return metrics
    }

    private func usage(_ cpu: Quantity, _ memory: Quantity) -> Value {
        ["cpu": Value("\(cpu.milliValue * 1_000_000)n"), "memory": Value("\(memory.value / 1024)Ki")]
    }
}
