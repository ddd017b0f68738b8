import Synchronization

/// Tells a transaction that runs that plumb is stopping: it finishes or undoes, and begins nothing new.
final class Stopping: Sendable {
    private let actions = Mutex<(isStopping: Bool, next: Int, actions: [Int: @Sendable () -> Void])>((false, 0, [:]))

    var isStopping: Bool { actions.withLock { $0.isStopping } }

    func stop() {
        let all = actions.withLock { state in
            state.isStopping = true
            return Array(state.actions.values)
        }
        for action in all { action() }
    }

    /// Calls the action when it is time to stop, or at once where it is already; until `remove`.
    func whenStopping(_ action: @escaping @Sendable () -> Void) -> Int {
        let (id, now) = actions.withLock { state in
            state.next += 1
            state.actions[state.next] = action
            return (state.next, state.isStopping)
        }
        if now { action() }
        return id
    }

    func remove(_ id: Int) { actions.withLock { $0.actions[id] = nil } }
}
