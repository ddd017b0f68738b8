import Model

extension DeploymentSync {
    /// How large the new ReplicaSet may be beside the others now.
    func newSize(of new: Value, among all: [Value]) -> Int {
        let replicas = deployment.replicas
        if deployment.at("spec", "strategy", "type")?.string == "Recreate" { return replicas }
        let room = replicas + limits.surge - all.reduce(0) { $0 + $1.replicas }
        if room <= 0 { return new.replicas }
        return new.replicas + min(room, replicas - new.replicas)
    }

    /// Brings the ReplicaSets to the Deployment's size without a step of a rollout.
    mutating func scale(new: Value?, old: [Value]) {
        let all = old.joined(by: new)
        let active = all.filter { $0.replicas > 0 }
        if active.count <= 1 {
            let latest = active.first ?? new ?? old.sorted { $1.isOlder(than: $0) }.first
            if let latest, latest.replicas != deployment.replicas { resize(latest, to: deployment.replicas) }
            return
        }
        if let new, isSaturated(new) {
            for set in old where set.replicas > 0 { resize(set, to: 0) }
            return
        }
        if deployment.at("spec", "strategy", "type")?.string != "Recreate" { scaleProportionally(active) }
    }

    private func isSaturated(_ set: Value) -> Bool {
        set.replicas == deployment.replicas
            && set.annotation(Annotation.desired).flatMap { Int($0) } == deployment.replicas
            && set.statusCount("availableReplicas") == deployment.replicas
    }

    /// In the middle of a rollout each ReplicaSet gets its share of what is added or taken away, the largest the rest.
    private mutating func scaleProportionally(_ active: [Value]) {
        let allowed = deployment.replicas > 0 ? deployment.replicas + limits.surge : 0
        let toAdd = allowed - active.reduce(0) { $0 + $1.replicas }
        let ordered = active.sorted {
            if $0.replicas != $1.replicas { return $0.replicas > $1.replicas }
            return toAdd > 0 ? $1.isOlder(than: $0) : $0.isOlder(than: $1)
        }
        var added = 0
        var sizes: [Int] = []
        for set in ordered {
            let share = share(of: set, toAdd: toAdd, added: added)
            sizes.append(set.replicas + share)
            added += share
        }
        if toAdd != 0, let first = sizes.first { sizes[0] = max(0, first + toAdd - added) }
        for (set, size) in zip(ordered, sizes) { resize(set, to: size, evenIfEqual: true) }
    }

    private func share(of set: Value, toAdd: Int, added: Int) -> Int {
        if set.replicas == 0 || toAdd == 0 || toAdd == added { return 0 }
        let fraction = fraction(of: set)
        let rest = toAdd - added
        return toAdd > 0 ? min(fraction, rest) : max(fraction, rest)
    }

    private func fraction(of set: Value) -> Int {
        if deployment.replicas == 0 { return -set.replicas }
        var before = set.annotation(Annotation.maximum).flatMap { Int($0) } ?? 0
        if before == 0 { before = deployment.statusCount("replicas") }
        guard before != 0 else { return 0 }
        let exact = Double(set.replicas) * Double(deployment.replicas + limits.surge) / Double(before)
        return Int(exact.rounded(.toNearestOrAwayFromZero)) - set.replicas
    }

    /// Gives a ReplicaSet a size and tells it the Deployment's; whether anything was written.
    @discardableResult
    mutating func resize(_ set: Value, to size: Int, evenIfEqual: Bool = false) -> Bool {
        if set.replicas == size, !evenIfEqual { return false }
        var resized = set
        let isAnnotated = resized.setSizes(
            desired: deployment.replicas, maximum: deployment.replicas + limits.surge)
        if set.replicas == size, !isAnnotated { return false }
        resized.set(Value(size), at: "spec", "replicas")
        write(resized)
        if set.replicas != size {
            let direction = set.replicas < size ? "up" : "down"
            record(
                .normal, "ScalingReplicaSet",
                "Scaled \(direction) replica set \(set.name) from \(set.replicas) to \(size)")
        }
        return true
    }

    /// Keeps `revisionHistoryLimit` old ReplicaSets; one with pods, or whose status is behind, is never removed.
    mutating func removeOldRevisions(_ old: [Value]) {
        guard let limit = deployment.at("spec", "revisionHistoryLimit")?.int, limit != Int(Int32.max) else { return }
        let alive = old.filter { !$0.isBeingDeleted }
        guard alive.count > limit else { return }
        let ordered = alive.sorted {
            guard let mine = $0.revision, let theirs = $1.revision, mine != theirs else { return $0.isOlder(than: $1) }
            return mine < theirs
        }
        for set in ordered.prefix(alive.count - limit)
        where set.replicas == 0 && set.statusCount("replicas") == 0
            && set.generation <= set.statusCount("observedGeneration")
        {
            mutations.append(.delete(set.key, uid: set.uid, gracePeriodSeconds: nil))
        }
    }
}
