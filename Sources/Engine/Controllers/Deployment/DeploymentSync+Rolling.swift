import Model

extension DeploymentSync {
    /// One step of a rolling update: up as far as the surge allows, else down as far as availability allows.
    mutating func roll() {
        guard let (new, old) = revisions(creating: true), let new else { return }
        let all = old + [new]
        if !growNew(new, among: all), !shrinkOld(old.filter { $0.replicas > 0 }, new: new, all: all),
            isComplete(deployment.status)
        {
            removeOldRevisions(old)
        }
        writeRolloutStatus(all: all, new: new)
    }

    private mutating func growNew(_ new: Value, among all: [Value]) -> Bool {
        if new.replicas == deployment.replicas { return false }
        if new.replicas > deployment.replicas { return resize(new, to: deployment.replicas) }
        return resize(new, to: newSize(of: new, among: all))
    }

    private mutating func shrinkOld(_ old: [Value], new: Value, all: [Value]) -> Bool {
        guard old.contains(where: { $0.replicas > 0 }) else { return false }
        let least = deployment.replicas - limits.unavailable
        let notYetThere = new.replicas - new.statusCount("availableReplicas")
        let room = all.reduce(0) { $0 + $1.replicas } - least - notYetThere
        if room <= 0 { return false }
        let ordered = old.sorted { $0.isOlder(than: $1) }
        // A status that is behind its spec tells nothing about health: the next look will.
        if ordered.contains(where: { $0.statusCount("availableReplicas") > $0.replicas }) { return false }
        let (remaining, removed) = removeUnhealthy(ordered, atMost: room)
        let available = (remaining + [new]).reduce(0) { $0 + $1.statusCount("availableReplicas") }
        return removed + removeHealthy(remaining, count: available - least) > 0
    }

    /// Pods that are not available cost nothing to lose, and would hold up the rollout.
    private mutating func removeUnhealthy(_ old: [Value], atMost limit: Int) -> (remaining: [Value], removed: Int) {
        var remaining = old
        var removed = 0
        for (index, set) in old.enumerated() where removed < limit && set.replicas > 0 {
            let unhealthy = set.replicas - set.statusCount("availableReplicas")
            if unhealthy == 0 { continue }
            let count = min(limit - removed, unhealthy)
            resize(set, to: set.replicas - count)
            remaining[index].set(Value(set.replicas - count), at: "spec", "replicas")
            removed += count
        }
        return (remaining, removed)
    }

    private mutating func removeHealthy(_ old: [Value], count: Int) -> Int {
        var removed = 0
        for set in old where removed < count && set.replicas > 0 {
            let part = min(set.replicas, count - removed)
            resize(set, to: set.replicas - part)
            removed += part
        }
        return removed
    }

    /// All old pods go before the first new one comes.
    mutating func recreate() {
        guard let (found, old) = revisions(creating: false) else { return }
        var shrunk = false
        for set in old where set.replicas > 0 { shrunk = resize(set, to: 0) || shrunk }
        if shrunk || areOldPodsRunning(old) { return writeRolloutStatus(all: old.joined(by: found), new: found) }
        guard let new = found ?? revisions(creating: true)?.new else { return }
        resize(new, to: deployment.replicas)
        if isComplete(deployment.status) { removeOldRevisions(old) }
        writeRolloutStatus(all: old + [new], new: new)
    }

    private func areOldPodsRunning(_ old: [Value]) -> Bool {
        old.contains { set in
            set.statusCount("replicas") > 0
                || view.owned(by: set.uid).contains { $0.objectKind == "Pod" && !$0.isTerminal }
        }
    }

    /// Whether this status says that every pod is of the new template and available, and nothing is left over.
    func isComplete(_ status: Value) -> Bool {
        let replicas = deployment.replicas
        return (status["updatedReplicas"]?.int ?? 0) == replicas && (status["replicas"]?.int ?? 0) == replicas
            && (status["availableReplicas"]?.int ?? 0) == replicas
            && (status["observedGeneration"]?.int ?? 0) >= deployment.generation
    }
}
