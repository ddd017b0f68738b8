import Apply
import ClusterAPI
import Engine
import Model

/// The embedded cluster, standing still until it is told to go on.
struct SteppedState: SteppedCluster {
    var state: ClusterState

    mutating func answer(_ request: Request, at now: Instant) -> Result<Response, ClusterError> {
        do throws(ClusterError) { return .success(try state.handle(request, at: now)) } catch { return .failure(error) }
    }

    func objects(of target: WatchTarget) -> [Value] {
        state.objects(GroupKind(target.type), namespace: target.namespace.isEmpty ? nil : target.namespace)
    }

    mutating func takeChanges() -> [(object: Value, isGone: Bool)] {
        state.takeWrites().changes.compactMap { change in
            (change.new ?? change.final ?? change.old).map { ($0, change.new == nil) }
        }
    }

    mutating func nextDue() -> Instant? { state.nextDueWork() }

    mutating func advance(to now: Instant) { state.advance(to: now) }
}
