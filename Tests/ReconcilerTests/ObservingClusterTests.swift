import Apply
import ClusterAPI
import Logging
import Model
import Testing

@testable import Reconciler

/// What plumb learns from its own requests is known to the cache at once.
@Suite struct ObservingClusterTests {
    /// Answers every request alike, and tells nothing.
    private struct Fixed: Cluster {
        var answer: Result<Response, ClusterError>

        func resources() async throws(ClusterError) -> [ServedResource] { [] }
        func perform(_ request: Request) async throws(ClusterError) -> Response { try answer.get() }
        func watch(_ request: WatchRequest) async throws(ClusterError) -> WatchStream {
            WatchStream.makeStream().stream
        }
    }

    private static let map: Value = [
        "apiVersion": "v1", "kind": "ConfigMap",
        "metadata": ["name": "config", "namespace": "shop", "uid": "u-1", "resourceVersion": "7"],
    ]

    private func known(
        after verb: Request.Verb, _ answer: Result<Response, ClusterError>, of object: Value = map
    ) async -> Value? {
        let cache = LiveCache(cluster: Fixed(answer: answer), logger: Logger(label: "test"))
        _ = cache.objects.take(object, at: object.key)
        let observing = ObservingCluster(cluster: Fixed(answer: answer), cache: cache)
        let type = ResourceType(group: "", version: "v1", kind: "ConfigMap", plural: "configmaps", isNamespaced: true)
        var request = Request(verb, type, namespace: "shop", name: "config")
        if verb == .delete { request.options.preconditionUID = "u-1" }
        _ = try? await observing.perform(request)
        return cache.objects[object.key]
    }

    private static let notFound = ClusterError(code: 404, reason: .notFound, message: "not found")
    private static var going: Value {
        var going = map
        going.set("2026-01-01T00:00:00Z", at: "metadata", "deletionTimestamp")
        return going
    }

    @Test("an object that was deleted, or is not found, is gone at once")
    func gone() async {
        #expect(await known(after: .delete, .success(Response(.object(Self.map)))) == nil)
        #expect(await known(after: .delete, .failure(Self.notFound)) == nil)
        #expect(await known(after: .get, .failure(Self.notFound)) == nil)
    }

    @Test("an object that is on its way out, or could not be deleted, is still there")
    func there() async {
        #expect(await known(after: .delete, .success(Response(.object(Self.going)))) != nil)
        #expect(await known(after: .delete, .failure(.internalError("leader changed"))) != nil)
        var held = Self.map
        held.set(["a.example/hold"], at: "metadata", "finalizers")
        #expect(await known(after: .delete, .success(Response(.object(Self.map))), of: held) != nil)
        #expect(await known(after: .get, .success(Response(.object(Self.map)))) != nil)
    }
}
