import ClusterAPI
import Kinds
import Model

extension ClusterState {
    /// Creates on subresources: what each does instead of making an object.
    mutating func post(_ subresource: String, _ request: Request, _ kind: KindRules) throws(ClusterError) -> Response {
        switch subresource {
        case "binding" where kind.type.kind == "Pod": return try bind(request, kind)
        case "eviction" where kind.type.kind == "Pod": return try evict(request, kind)
        default:
            throw .methodNotAllowed(kind.type, verb: "create")
        }
    }

    private mutating func bind(_ request: Request, _ kind: KindRules) throws(ClusterError) -> Response {
        let pod = try existing(request, kind)
        let node = request.body?.at("target", "name")?.string ?? ""
        if let taken = pod.at("spec", "nodeName")?.string, !taken.isEmpty {
            throw .conflict(kind.type, name: pod.name, "pod \(pod.name) is already assigned to node \"\(taken)\"")
        }
        var bound = pod
        bound.set(Value(node), at: "spec", "nodeName")
        if !request.options.dryRun { _ = store.put(bound, at: pod.key(of: kind)) }
        return Response(
            code: 201, .status(["kind": "Status", "apiVersion": "v1", "metadata": [:], "status": "Success"]))
    }

    /// The `autoscaling/v1` Scale of an object.
    func scale(of object: Value, _ kind: KindRules) throws(ClusterError) -> Value {
        guard kind.info.hasScale else {
            throw ClusterError(
                code: 404, reason: .notFound, message: "the server could not find the requested resource")
        }
        var metadata: Value = [:]
        for name in ["name", "namespace", "uid", "resourceVersion", "creationTimestamp"] {
            metadata[name] = object.metadata[name]
        }
        let paths = kind.custom?.scale
        var spec: Value = [:]
        if let replicas = object.at((paths?.spec ?? ["spec", "replicas"])[...])?.int, replicas != 0 {
            spec["replicas"] = Value(replicas)
        }
        var status: Value = ["replicas": object.at((paths?.status ?? ["status", "replicas"])[...]) ?? 0]
        let selector =
            paths.map { $0.selector.flatMap { object.at($0[...])?.string } ?? "" }
            ?? ScaleSelector.text(object.at("spec", "selector") ?? .emptyObject)
        if !selector.isEmpty { status["selector"] = Value(selector) }
        return [
            "kind": "Scale", "apiVersion": "autoscaling/v1", "metadata": metadata, "spec": spec, "status": status,
        ]
    }

    /// Writes the replicas of a Scale into the object itself.
    mutating func updateScale(
        _ request: Request, _ scale: Value, _ kind: KindRules
    ) throws(ClusterError) -> Response {
        let old = try existing(request, kind)
        _ = try self.scale(of: old, kind)
        let replicas = scale.at("spec", "replicas")?.int ?? 0
        if replicas < 0 {
            var error = ClusterError(
                code: 422, reason: .invalid,
                message:
                    "Scale.autoscaling \"\(old.name)\" is invalid: spec.replicas: Invalid value: \(replicas): must "
                    + "be greater than or equal to 0")
            var details = ClusterError.Details()
            details.name = old.name
            details.group = "autoscaling"
            details.kind = "Scale"
            details.causes = [
                ClusterError.Cause(
                    reason: "FieldValueInvalid",
                    message: "Invalid value: \(replicas): must be greater than or equal to 0", field: "spec.replicas")
            ]
            error.details = details
            throw error
        }
        var object = served(old, as: kind.type)
        object.set(Value(replicas), at: (kind.custom?.scale?.spec ?? ["spec", "replicas"])[...])
        if !scale.resourceVersion.isEmpty {
            object.set(Value(scale.resourceVersion), at: "metadata", "resourceVersion")
        }
        let response = try replace(old, with: object, request, kind, operation: .update)
        guard let written = response.object else { return response }
        return Response(.object(try self.scale(of: written, kind)), warnings: response.warnings)
    }
}

/// A LabelSelector in the text that a Scale carries.
enum ScaleSelector {
    static func text(_ selector: Value) -> String {
        let isStructured = selector["matchLabels"] != nil || selector["matchExpressions"] != nil
        let labels = (isStructured ? selector["matchLabels"] : selector)?.members ?? Members()
        var parts = labels.map { "\($0.key)=\($0.value.string ?? "")" }
        for expression in selector["matchExpressions"]?.elements ?? [] {
            let key = expression["key"]?.string ?? ""
            let values = (expression["values"]?.elements ?? []).compactMap(\.string).sorted().joined(separator: ",")
            switch expression["operator"]?.string {
            case "In": parts.append("\(key) in (\(values))")
            case "NotIn": parts.append("\(key) notin (\(values))")
            case "DoesNotExist": parts.append("!\(key)")
            default: parts.append(key)
            }
        }
        return parts.joined(separator: ",")
    }
}
