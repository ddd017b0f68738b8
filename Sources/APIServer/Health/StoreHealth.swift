import ClusterAPI
import Synchronization

/// What keeps the cluster from keeping what is written, as it said last.
final class StoreHealth: Sendable {
    private let text = Mutex("")

    /// Empty where nothing does.
    var trouble: String { text.withLock { $0 } }

    /// Listens until it is cancelled.
    func follow(_ cluster: any Cluster) async {
        for await trouble in cluster.troubles() { become(trouble) }
    }

    func become(_ trouble: String) { text.withLock { $0 = trouble } }
}
