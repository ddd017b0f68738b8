import ClusterAPI
import Model
import Synchronization

/// A cluster that can be told to refuse, and that remembers what it was asked.
final class MoodyCluster: Cluster {
    private let cluster: any Cluster
    private let refusal = Mutex<ClusterError?>(nil)
    private let heard = Mutex<[Request]>([])
    private let watched = Mutex<[WatchRequest]>([])

    init(_ cluster: any Cluster) { self.cluster = cluster }

    /// Everything is refused with this from now on; nil ends it.
    func refuse(with error: ClusterError?) { refusal.withLock { $0 = error } }

    var requests: [Request] { heard.withLock { $0 } }
    var watches: [WatchRequest] { watched.withLock { $0 } }

    func resources() async throws(ClusterError) -> [ServedResource] { try await cluster.resources() }

    func perform(_ request: Request) async throws(ClusterError) -> Response {
        heard.withLock { $0.append(request) }
        if let error = refusal.withLock({ $0 }) { throw error }
        return try await cluster.perform(request)
    }

    func watch(_ request: WatchRequest) async throws(ClusterError) -> WatchStream {
        // The server itself follows these, for the tokens of service accounts.
        if ["Secret", "ServiceAccount"].contains(request.type.kind) { return try await cluster.watch(request) }
        watched.withLock { $0.append(request) }
        if let error = refusal.withLock({ $0 }) { throw error }
        return try await cluster.watch(request)
    }
}
