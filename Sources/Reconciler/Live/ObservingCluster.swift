import ClusterAPI
import Model

/// A cluster whose answers to plumb's own writes reach the live cache at once, before the watch brings them.
struct ObservingCluster: Cluster {
    let cluster: any Cluster
    let cache: LiveCache

    var parallelism: Int { cluster.parallelism }

    func resources() async throws(ClusterError) -> [ServedResource] { try await cluster.resources() }

    func watch(_ request: WatchRequest) async throws(ClusterError) -> WatchStream { try await cluster.watch(request) }

    func perform(_ request: Request) async throws(ClusterError) -> Response {
        let response = try await cluster.perform(request)
        guard !request.options.dryRun, request.subresource == nil, let object = response.object else { return response }
        switch request.verb {
        case .create, .update, .patch: await cache.observe(object)
        case .get, .list, .delete, .deleteCollection: break
        }
        return response
    }
}
