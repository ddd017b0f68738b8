import ClusterAPI
import Synchronization

/// Keeps the index of what is served until something else is.
final class IndexCache: Sendable {
    private let last = Mutex<(served: [ServedResource], index: ServedIndex)?>(nil)

    func index(of served: [ServedResource]) -> ServedIndex {
        last.withLock { last in
            if let last, last.served == served { return last.index }
            let index = ServedIndex(served, own: ownResources)
            last = (served, index)
            return index
        }
    }
}
