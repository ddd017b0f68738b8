import ClusterAPI
import Model

extension APIHandler {
    /// The subresources that this server answers itself; nil for those that the cluster does.
    func podSubresource(
        _ name: String, _ served: ServedResource, _ path: ObjectPath, _ call: Call
    ) async throws(ClusterError) -> Answer? {
        switch name {
        case "log" where served.type.kind == "Pod":
            guard call.method == "GET" else { throw .noSuchMethod }
            return try await log(served.type, path, call)
        case "exec", "attach", "portforward", "proxy":
            throw .badRequest(
                "\(name) is not possible: the pods of this cluster are simulated, no process runs in their containers")
        default: return nil
        }
    }

    private func log(_ type: ResourceType, _ path: ObjectPath, _ call: Call) async throws(ClusterError) -> Answer {
        let options = try LogOptions(call.query)
        let first = try await cluster.log(ofPod: path.name, namespace: path.namespace, options)
        guard options.follows else { return .text(first) }
        var selection = WatchRequest(type, namespace: path.namespace)
        selection.fieldSelector = "metadata.name=\(path.name)"
        let stream = try await cluster.watch(selection)
        let cluster = cluster
        return Answer(
            contentType: "text/plain; charset=utf-8",
            body: .stream { writer in
                try await follow(path, stream, options, from: first, cluster, to: &writer)
            })
    }
}

/// Sends what there is, then each new line, until the pod has ended or is gone.
private func follow(
    _ path: ObjectPath, _ stream: WatchStream, _ options: LogOptions, from first: String, _ cluster: any Cluster,
    to writer: inout any AnswerWriter
) async throws {
    try await writer.write(Array(first.utf8))
    var whole = LogOptions()
    whole.container = options.container
    whole.timestamps = options.timestamps
    var sent = (try? await cluster.log(ofPod: path.name, namespace: path.namespace, whole)) ?? ""
    try await untilStopped(after: .seconds(4 * 3600)) {
        for try await event in stream {
            if case .deleted = event { return }
            guard let pod = event.object else { continue }
            let now = (try? await cluster.log(ofPod: path.name, namespace: path.namespace, whole)) ?? ""
            if now.hasPrefix(sent), now != sent {
                try await writer.write(Array(options.cut(String(now.dropFirst(sent.count)))))
            }
            sent = now
            if ["Succeeded", "Failed"].contains(pod.status["phase"]?.string ?? "") { return }
        }
    }
}
