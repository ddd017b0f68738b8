public import ClusterAPI
public import Model

/// A cluster that stands still until it is told to go on: for simulations, which want the same run for the same seed.
public protocol SteppedCluster {
    mutating func answer(_ request: Request, at now: Instant) -> Result<Response, ClusterError>
    /// Everything of a collection, as it is now.
    func objects(of target: WatchTarget) -> [Value]
    /// What changed since the last call, in order: the object, and whether it is gone.
    mutating func takeChanges() -> [(object: Value, isGone: Bool)]
    /// When something will happen of its own; nil where nothing will.
    mutating func nextDue() -> Instant?
    mutating func advance(to now: Instant)
}
