public import Model

extension ClusterState {
    /// When `advance` has something to do: now, where work waits; else when the next timer goes off.
    public mutating func nextDue() -> Instant? {
        route()
        return queue.isEmpty ? queue.nextTimer() : now
    }

    /// As `nextDue`, but Events that grow old do not count: what is still to happen of its own.
    public mutating func nextDueWork() -> Instant? {
        route()
        return queue.isEmpty ? queue.nextTimer(expiry: false) : now
    }

    /// Lets time pass: controllers look at what changed, and timers go off in their order, each at its own instant.
    /// Does at most `limit` reconciliations, or `settings.workPerAdvance`; the rest stays due.
    public mutating func advance(to instant: Instant, atMost limit: Int = .max) {
        var budget = min(limit, settings.workPerAdvance)
        while budget > 0 {
            runReady(&budget)
            guard queue.isEmpty, budget > 0 else { return }
            guard let timer = queue.nextTimer(), timer <= instant else { break }
            now = max(now, timer)
            queue.fire(at: timer)
        }
        now = max(now, instant)
    }

    private mutating func runReady(_ budget: inout Int) {
        route()
        while budget > 0, let item = queue.next() {
            budget -= 1
            if liveliness.allows(item, at: now) {
                run(item)
            } else {
                queue.setTimer(item, at: now + .seconds(1))
            }
            route()
        }
    }

    private mutating func run(_ item: WorkItem) {
        switch item {
        case .reconcile(let controller, let key): reconcile(controller, key, item)
        case .collect(let key): collect(key, item)
        case .namespace(let name): tend(namespace: name, item)
        case .expire(let key): expire(key)
        }
    }

    /// Asks everybody whom the latest writes may concern.
    mutating func route() {
        collectChanges()
        guard !unrouted.isEmpty else { return }
        let changes = unrouted
        unrouted.removeAll(keepingCapacity: true)
        for (place, keys) in concerned(by: changes) {
            for key in keys { queue.add(.reconcile(controller: place, key)) }
        }
        for change in changes { routeLifecycle(change) }
    }

    private func concerned(by changes: [StoredChange]) -> [(Int, [ObjectKey])] {
        let view: any ClusterView = StateView(self)
        var concerned: [(Int, [ObjectKey])] = []
        for change in changes {
            for place in routes.places(for: change.key) {
                let keys = controllers[place].keys(old: change.old, new: change.new, in: view)
                if !keys.isEmpty { concerned.append((place, keys)) }
            }
        }
        return concerned
    }

    mutating func collectChanges() {
        guard !store.changes.isEmpty else { return }
        let changes = store.takeChanges()
        pending += changes
        unrouted += changes
        for change in changes where change.new == nil || change.new?.uid != change.old?.uid {
            guard let uid = change.old?.uid, notes.removeValue(forKey: uid) != nil else { continue }
            writtenNotes[uid] = .some(nil)
        }
    }
}
