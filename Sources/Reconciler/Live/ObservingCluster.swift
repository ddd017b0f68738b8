import ClusterAPI
import Model

/// A cluster whose answers to plumb reach the live cache at once, before the watch brings them: what it wrote, and what
/// is gone. A plan made from what was there before would leave out what has to come again. The cache is told as well
/// where no answer came.
struct ObservingCluster: Cluster {
    let cluster: any Cluster
    let cache: LiveCache

    var parallelism: Int { cluster.parallelism }

    func resources() async throws(ClusterError) -> [ServedResource] { try await cluster.resources() }

    func watch(_ request: WatchRequest) async throws(ClusterError) -> WatchStream { try await cluster.watch(request) }

    func perform(_ request: Request) async throws(ClusterError) -> Response {
        guard !request.options.dryRun, request.subresource == nil else { return try await heard(request) }
        let key = ObjectKey(
            group: request.type.group, kind: request.type.kind, namespace: request.namespace, name: request.name)
        let known = cache.objects[key]
        do throws(ClusterError) {
            let response = try await heard(request)
            switch request.verb {
            case .create, .update, .patch: if let object = response.object { await cache.observe(object) }
            case .delete:
                let isGoing = response.object?.isBeingDeleted ?? false
                if !isGoing, let known, known.finalizers.isEmpty, known.uid == request.options.preconditionUID {
                    await cache.lose(key, uid: known.uid)
                }
            case .get, .list, .deleteCollection: break
            }
            return response
        } catch {
            // It was known before the question: the name may have been taken anew since, that object is gone for good.
            if error.reason == .notFound, request.verb == .get || request.verb == .delete, let known {
                await cache.lose(key, uid: known.uid)
            }
            throw error
        }
    }

    /// Performs a request, and tells whether anybody answered.
    private func heard(_ request: Request) async throws(ClusterError) -> Response {
        do {
            let response = try await cluster.perform(request)
            cache.answered()
            return response
        } catch {
            cache.failed(error)
            throw error
        }
    }
}
