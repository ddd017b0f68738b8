import Model

extension DaemonSetSync {
    /// Makes the pods that nodes lack and removes those that do not belong; false where there was nothing to do.
    mutating func manage() -> Bool {
        let before = mutations.count
        var lacking: [String] = []
        for node in nodes {
            let placement = placements[node.name] ?? .excluded
            let present = pods[node.name] ?? []
            switch placement {
            case .wanted where present.isEmpty: lacking.append(node.name)
            case .wanted, .tolerated: prune(present, on: node)
            case .excluded: for pod in present where !pod.isBeingDeleted { remove(pod) }
            }
        }
        removeStranded()
        create(on: lacking)
        return mutations.count > before
    }

    /// Removes pods that ended, and what is too much: all but the oldest, or with a surge all but the oldest of each
    /// template; the old one goes when the new one does its work.
    private mutating func prune(_ present: [Value], on node: Value) {
        var running: [Value] = []
        for pod in present where !pod.isBeingDeleted {
            guard pod.isTerminal else {
                running.append(pod)
                continue
            }
            let hasFailed = pod.phase == "Failed"
            record(
                hasFailed ? .warning : .normal, hasFailed ? "FailedDaemonPod" : "SucceededDaemonPod",
                "Found \(hasFailed ? "failed" : "succeeded") daemon pod \(pod.namespace)/\(pod.name) on node "
                    + "\(node.name), will try to \(hasFailed ? "kill" : "delete") it")
            remove(pod)
        }
        guard running.count > 1 else { return }
        guard maxSurge > 0 else {
            for pod in running.dropFirst() { remove(pod) }
            return
        }
        let new = running.first { $0.setRevision == hash }
        let old = running.first { $0.setRevision != hash }
        for pod in running where pod.uid != new?.uid && pod.uid != old?.uid { remove(pod) }
        if let new, let old, !old.isPodReady || isAvailable(new) { remove(old) }
    }

    /// Pods that wait for a node that is gone.
    private mutating func removeStranded() {
        let known = Set(nodes.map(\.name))
        for (node, stranded) in pods.sorted(by: { $0.key < $1.key }) where !known.contains(node) {
            for pod in stranded where pod.nodeName.isEmpty && !pod.isBeingDeleted { remove(pod) }
        }
    }

    private var desired: Int { placements.values.count { $0 == .wanted } }
    private var maxSurge: Int {
        strategy.text("type") == "OnDelete"
            ? 0 : scaledCount(strategy.at("rollingUpdate", "maxSurge"), of: desired, roundUp: true)
    }
    private var maxUnavailable: Int {
        let most = scaledCount(strategy.at("rollingUpdate", "maxUnavailable") ?? 1, of: desired, roundUp: true)
        // Both 0 would let nothing move.
        return most == 0 && maxSurge == 0 ? 1 : most
    }

    /// Replaces pods of older templates, as many at a time as the strategy allows.
    mutating func roll() {
        if maxSurge > 0 { rollWithSurge() } else { rollInPlace() }
    }

    /// The pod of the present template and the one of an older one; nil where there are too many of either.
    private func pair(on node: String) -> (new: Value?, old: Value?)? {
        let present = (pods[node] ?? []).filter { !$0.isBeingDeleted }
        let new = present.filter(isUpdated)
        let old = present.filter { !isUpdated($0) }
        return new.count > 1 || old.count > 1 ? nil : (new.first, old.first)
    }

    private mutating func rollInPlace() {
        var unavailable = 0
        var broken: [Value] = []
        var candidates: [Value] = []
        for node in nodes where placements[node.name] == .wanted {
            switch pair(on: node.name) {
            case (let new?, nil)?: if !isAvailable(new) { unavailable += 1 }
            case (nil, let old?)?:
                if isAvailable(old) {
                    candidates.append(old)
                } else {
                    broken.append(old)
                    unavailable += 1
                }
            default: unavailable += 1
            }
        }
        for pod in broken + candidates.prefix(max(0, maxUnavailable - unavailable)) { remove(pod) }
    }

    private mutating func rollWithSurge() {
        var surging = 0
        var broken: [String] = []
        var candidates: [String] = []
        for node in nodes where placements[node.name] == .wanted {
            switch pair(on: node.name) {
            case nil: surging += 1
            case (_, nil)?: break
            case (nil, let old?)?:
                if isAvailable(old) { candidates.append(node.name) } else { broken.append(node.name) }
            case (let new?, let old?)?: if isAvailable(new) { remove(old) } else { surging += 1 }
            }
        }
        create(on: broken + candidates.prefix(max(0, maxSurge - surging)))
    }
}
