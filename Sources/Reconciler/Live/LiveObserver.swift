import Model

/// Whoever wants to know that something moved in a cluster.
protocol LiveObserver: AnyObject, Sendable {
    /// The object changed, came or went; these own it, or did, directly or through others. What it looks like is asked
    /// of the cache, which knows it already. Called for one change after the other, and must not block.
    func moved(_ key: ObjectKey, owners: Set<ObjectKey>)
}

/// An observer that may be gone.
struct WeakObserver {
    weak var observer: (any LiveObserver)?
}
