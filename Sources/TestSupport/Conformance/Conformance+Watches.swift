import ClusterAPI
import Model

extension Conformance {
    static let watchChecks: [Check] = [
        Check("a watch begins with what there is, then a bookmark, then what happens") { run in
            try await run.create(.configMaps, run.configMap("a"))
            var request = WatchRequest(.configMaps, namespace: run.namespace, fieldSelector: "metadata.name=a")
            request.allowBookmarks = true
            let stream = try await run.cluster.watch(request)
            try await run.cluster.patch(
                .configMaps, namespace: run.namespace, name: "a", ["data": ["a": "2"]], as: .merge, manager: "m")
            try await run.cluster.delete(.configMaps, namespace: run.namespace, name: "a")
            let events = try await firstEvents(4, of: stream, bookmarks: true)
            run.equal(events.map(\.word), ["added", "bookmark", "modified", "deleted"], "events")
            run.equal(events.last?.object?.at("data", "a"), "2", "the last state of what is gone")
            let versions = events.compactMap(\.object).compactMap { UInt64($0.resourceVersion) }
            run.equal(versions, versions.sorted(), "versions are in order")
            run.equal(Set(versions).count, 3, "each event has a version of its own, the deletion too")
        },
        Check("a watch goes on from the version of a list") { run in
            let first = try await run.create(.configMaps, run.configMap("a"))
            try await run.create(.configMaps, run.configMap("b"))
            let stream = try await run.cluster.watch(
                WatchRequest(
                    .configMaps, namespace: run.namespace, resourceVersion: first.resourceVersion,
                    fieldSelector: "metadata.name!=kube-root-ca.crt"))
            try await run.create(.configMaps, run.configMap("c"))
            let events = try await firstEvents(2, of: stream)
            run.equal(events.map(\.word), ["added", "added"], "events")
            run.equal(events.compactMap(\.object?.name), ["b", "c"], "what happened after")
        },
        Check("an object that comes to match is added, and one that no longer matches is deleted") { run in
            try await run.create(.configMaps, run.configMap("a"))
            let list = try await run.cluster.list(.configMaps, namespace: run.namespace)
            let stream = try await run.cluster.watch(
                WatchRequest(
                    .configMaps, namespace: run.namespace, resourceVersion: list.resourceVersion,
                    labelSelector: "on=yes"))
            for label: Value in ["yes", "no"] {
                try await run.cluster.patch(
                    .configMaps, namespace: run.namespace, name: "a", ["metadata": ["labels": ["on": label]]],
                    as: .merge, manager: "m")
            }
            let events = try await firstEvents(2, of: stream)
            run.equal(events.map(\.word), ["added", "deleted"], "events")
        },
        Check("a write that changes nothing is not seen") { run in
            let made = try await run.create(.configMaps, run.configMap("a"))
            let stream = try await run.cluster.watch(
                WatchRequest(
                    .configMaps, namespace: run.namespace, resourceVersion: made.resourceVersion,
                    fieldSelector: "metadata.name=a"))
            try await run.cluster.update(.configMaps, made, manager: "conformance")
            try await run.cluster.delete(.configMaps, namespace: run.namespace, name: "a")
            run.equal(try await firstEvents(1, of: stream).map(\.word), ["deleted"], "the first event")
        },
    ]

    /// The next events of a stream, bookmarks only where they are asked for; fewer where they do not come in time.
    static func firstEvents(
        _ count: Int, of stream: WatchStream, bookmarks: Bool = false
    ) async throws -> [WatchEvent] {
        try await withThrowingTaskGroup(of: [WatchEvent].self) { group in
            group.addTask {
                var events: [WatchEvent] = []
                for try await event in stream {
                    if case .bookmark = event, !bookmarks { continue }
                    events.append(event)
                    if events.count == count { break }
                }
                return events
            }
            group.addTask {
                try await Task.sleep(for: .seconds(10))
                return []
            }
            defer { group.cancelAll() }
            return try await group.next() ?? []
        }
    }
}

extension WatchEvent {
    var word: String {
        switch self {
        case .added: "added"
        case .modified: "modified"
        case .deleted: "deleted"
        case .bookmark: "bookmark"
        }
    }
}
