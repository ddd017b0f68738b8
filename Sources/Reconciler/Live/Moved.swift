import Model
import Synchronization

/// Which of an application's objects moved in the cluster, for each of those who have to look at them again.
///
/// Whoever takes keys looks at the objects afterwards: what moves meanwhile is marked anew, so nothing is missed.
final class Moved: LiveObserver {
    private struct State {
        var managed: Set<ObjectKey>
        var uncompared: Set<ObjectKey> = []
        var unexamined: Set<ObjectKey> = []
        var unreviewed: Set<ObjectKey>
    }

    private let state: Mutex<State>
    /// Something is to be examined.
    let signals: AsyncStream<Void>
    private let signal: AsyncStream<Void>.Continuation

    /// The objects that the application manages, by the ledger's account.
    init(managing keys: some Sequence<ObjectKey>) {
        let keys = Set(keys)
        state = Mutex(State(managed: keys, unreviewed: keys))
        (signals, signal) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    func moved(_ key: ObjectKey, owners: Set<ObjectKey>) {
        let isOurs = state.withLock { state in
            for owner in owners where state.managed.contains(owner) { state.unreviewed.insert(owner) }
            guard state.managed.contains(key) else { return false }
            state.uncompared.insert(key)
            state.unreviewed.insert(key)
            return state.unexamined.insert(key).inserted
        }
        if isOurs { signal.yield() }
    }

    /// The application came to manage these, and those no more. Whatever happened to the new ones before is looked at.
    func manage(_ gained: [ObjectKey], without lost: [ObjectKey]) {
        state.withLock { state in
            state.managed.formUnion(gained)
            state.uncompared.formUnion(gained)
            state.unexamined.formUnion(gained)
            state.unreviewed.formUnion(gained)
            for key in lost {
                state.managed.remove(key)
                state.uncompared.remove(key)
                state.unexamined.remove(key)
                state.unreviewed.remove(key)
            }
        }
    }

    /// Says again that something is to be examined.
    func remind() { signal.yield() }

    // MARK: Comparing with what the revision wants

    var uncompared: Set<ObjectKey> { state.withLock { $0.uncompared } }

    func takeUncompared() -> Set<ObjectKey> { state.withLock { take(&$0.uncompared) } }

    func takeUncompared(_ key: ObjectKey) { state.withLock { _ = $0.uncompared.remove(key) } }

    // MARK: Looking for drift

    func takeUnexamined() -> [ObjectKey] { state.withLock { take(&$0.unexamined) }.sorted() }

    func putBack(_ unexamined: some Sequence<ObjectKey>) { state.withLock { $0.unexamined.formUnion(unexamined) } }

    // MARK: Health

    /// Objects that moved, or something that they own did.
    func takeUnreviewed() -> Set<ObjectKey> { state.withLock { take(&$0.unreviewed) } }

    private func take(_ keys: inout Set<ObjectKey>) -> Set<ObjectKey> {
        defer { keys = [] }
        return keys
    }
}
