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
        guard let pod = try await cluster.get(type, namespace: path.namespace, name: path.name) else {
            throw .notFound(type, name: path.name)
        }
        let options = try LogOptions(call.query)
        let container = try logContainer(of: pod, named: options.container)
        let lines = try podLog(of: pod, container: container, options, at: clock())
        guard options.follows else { return .text(lines) }
        var selection = WatchRequest(type, namespace: path.namespace, resourceVersion: pod.resourceVersion)
        selection.fieldSelector = "metadata.name=\(path.name)"
        let stream = try await cluster.watch(selection)
        let clock = clock
        return Answer(
            contentType: "text/plain; charset=utf-8",
            body: .stream { writer in
                try await follow(pod, stream, container, options, from: lines, clock, to: &writer)
            })
    }
}

/// Sends what there is, then each new line, until the container ends or the pod is gone.
private func follow(
    _ pod: Value, _ stream: WatchStream, _ container: String, _ options: LogOptions, from first: String,
    _ clock: @escaping @Sendable () -> Instant, to writer: inout any AnswerWriter
) async throws {
    try await writer.write(Array(first.utf8))
    if hasEnded(container, of: pod) { return }
    var sent = (try? podLog(of: pod, container: container, LogOptions(), at: clock())) ?? ""
    try await untilStopped(after: .seconds(4 * 3600)) {
        for try await event in stream {
            if case .deleted = event { return }
            guard let pod = event.object else { continue }
            let now = (try? podLog(of: pod, container: container, LogOptions(), at: clock())) ?? ""
            if now.hasPrefix(sent), now != sent {
                try await writer.write(Array(options.cut(String(now.dropFirst(sent.count)))))
            }
            sent = now
            if hasEnded(container, of: pod) { return }
        }
    }
}
