import Model

/// The recorder's counts of pods: the most and the least there were during a step.
struct PodExtremes {
    var maxActive = 0
    var minReadyActive = Int.max
    var maxReadyActive = 0

    mutating func add(_ pods: [Value]) {
        let active = pods.filter {
            !$0.isBeingDeleted && !["Succeeded", "Failed"].contains($0.at("status", "phase")?.string ?? "")
        }
        let ready = active.count { pod in
            pod.at("status", "conditions")?.elements.contains {
                $0["type"]?.string == "Ready" && $0["status"]?.string == "True"
            } ?? false
        }
        maxActive = max(maxActive, active.count)
        minReadyActive = min(minReadyActive, ready)
        maxReadyActive = max(maxReadyActive, ready)
    }
}
