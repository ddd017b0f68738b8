import ClusterAPI
import Model

extension APIHandler {
    /// `componentstatuses`: nobody stores them; they are asked for when they are read. nil for another resource.
    func components(
        _ served: ServedResource, _ path: ObjectPath, _ call: Call
    ) async throws(ClusterError) -> Answer? {
        guard served.type.kind == "ComponentStatus", served.type.group.isEmpty else { return nil }
        guard call.method == "GET" || call.method == "HEAD", path.subresource == nil else {
            throw .methodNotAllowed(served.type, verb: call.method == "POST" ? "create" : "update")
        }
        let presentation = try Presentation(accept: call.accept, includeObject: call.query["includeObject"])
        let all = [("controller-manager", ""), ("scheduler", ""), ("etcd-0", storeHealth.trouble)].map {
            component($0.0, trouble: $0.1)
        }
        let response: ClusterAPI.Response
        if path.name.isEmpty {
            response = Response(.list(ObjectList(items: all, resourceVersion: "")))
        } else {
            guard let found = all.first(where: { $0.name == path.name }) else {
                throw .notFound(served.type, name: path.name)
            }
            response = Response(.object(found))
        }
        return try await present(response, served, presentation)
    }

    private func component(_ name: String, trouble: String) -> Value {
        var condition: Value = ["type": "Healthy", "status": trouble.isEmpty ? "True" : "False"]
        if trouble.isEmpty {
            condition["message"] = "ok"
        } else {
            condition["error"] = "the store cannot be written"
        }
        return [
            "kind": "ComponentStatus", "apiVersion": "v1", "metadata": ["name": Value(name)],
            "conditions": [condition],
        ]
    }
}

/// Name, Status, Message, Error.
let componentCells: CellWriter = { component, _ in
    let healthy = component["conditions"]?.elements.first { $0["type"]?.string == "Healthy" }
    let status =
        switch healthy?["status"]?.string {
        case "True": "Healthy"
        case "False": "Unhealthy"
        default: "Unknown"
        }
    return [name(component), Value(status), text(healthy?["message"]), text(healthy?["error"])]
}
