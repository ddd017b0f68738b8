import Model

/// The status that a DaemonSet should have; of several pods on a node the oldest counts.
func daemonSetStatus(_ sync: DaemonSetSync) -> Value {
    var desired = 0
    var current = 0
    var misplaced = 0
    var ready = 0
    var available = 0
    var updated = 0
    for node in sync.nodes {
        let first = sync.pods[node.name]?.first
        guard sync.placements[node.name] == .wanted else {
            if first != nil { misplaced += 1 }
            continue
        }
        desired += 1
        guard let first else { continue }
        current += 1
        if first.isPodReady {
            ready += 1
            if sync.isAvailable(first) { available += 1 }
        }
        if sync.isUpdated(first) { updated += 1 }
    }
    var status = sync.set.status
    status["currentNumberScheduled"] = Value(current)
    status["numberMisscheduled"] = Value(misplaced)
    status["desiredNumberScheduled"] = Value(desired)
    status["numberReady"] = Value(ready)
    status["observedGeneration"] = Value(sync.set.generation)
    status.setCount("updatedNumberScheduled", updated)
    status.setCount("numberAvailable", available)
    status.setCount("numberUnavailable", desired - available)
    return status
}
