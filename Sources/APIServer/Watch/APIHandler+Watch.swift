import ClusterAPI
import Model

extension APIHandler {
    /// A watch over a collection, or over one object in the old form of the path.
    func watch(_ served: ServedResource, _ path: ObjectPath, _ call: Call) async throws(ClusterError) -> Answer {
        let presentation = try Presentation(accept: call.accept, includeObject: call.query["includeObject"])
        guard served.verbs.contains("watch") else { throw .methodNotAllowed(served.type, verb: "watch") }
        try requireWatchOptions(call.query)
        let request = watchRequest(served.type, path, call)
        let table: TableShape? = if case .table = presentation { try await tableShape(of: served.type) } else { nil }
        let encoder = WatchEncoder(
            type: served.type, presentation: presentation, table: table, clock: clock,
            sendsBookmarks: call.query.flag("allowWatchBookmarks"),
            sendsInitialEnd: call.query.flag("sendInitialEvents"))
        let timeout = try watchTimeout(call.query)
        let stream: WatchStream
        do {
            stream = try await cluster.watch(request)
        } catch  where error.reason == .expired || error.reason == .gone {
            // As kube-apiserver: the watch opens, and its only event says why it ends.
            return Answer(body: .bytes(WatchEncoder.frame("ERROR", error.status)))
        }
        return Answer(body: .stream { writer in try await send(stream, through: encoder, for: timeout, to: &writer) })
    }

    private func watchRequest(_ type: ResourceType, _ path: ObjectPath, _ call: Call) -> WatchRequest {
        let query = call.query
        var fields = query["fieldSelector"]
        if !path.name.isEmpty { fields += (fields.isEmpty ? "" : ",") + "metadata.name=\(path.name)" }
        let sendsInitial = query.flag("sendInitialEvents")
        // "0" means any version that is at hand: begin with what there is.
        let version = query["resourceVersion"] == "0" ? "" : query["resourceVersion"]
        return WatchRequest(
            type, namespace: path.namespace, resourceVersion: version, labelSelector: query["labelSelector"],
            fieldSelector: fields, allowBookmarks: query.flag("allowWatchBookmarks") || sendsInitial,
            sendInitialEvents: sendsInitial)
    }

    /// Without `timeoutSeconds` between half an hour and an hour, as kube-apiserver spreads them.
    private func watchTimeout(_ query: Query) throws(ClusterError) -> Duration {
        guard let seconds = try query.number("timeoutSeconds"), seconds > 0 else {
            return .seconds(Int.random(in: 1800...3600))
        }
        return .seconds(min(seconds, 86_400))
    }
}

/// Sends events until the time is over, the stream ends, the client goes or the server stops.
private func send(
    _ stream: WatchStream, through encoder: WatchEncoder, for timeout: Duration, to writer: inout any AnswerWriter
) async throws {
    var encoder = encoder
    do {
        try await untilStopped(after: timeout) {
            for try await event in stream {
                guard let frame = encoder.frame(of: event) else { continue }
                try await writer.write(frame)
            }
        }
    } catch let error as ClusterError {
        try await writer.write(WatchEncoder.frame("ERROR", error.status))
    }
}
