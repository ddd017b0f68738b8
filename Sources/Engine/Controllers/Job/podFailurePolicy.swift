import Model

/// What a Job's pod failure policy makes of a pod that failed.
/// https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-failure-policy
struct PodFailureVerdict {
    /// Whether it counts towards the back-off limit.
    var counts = true
    /// Why the whole Job fails.
    var jobFailure: String?
    var failsIndex = false
}

func podFailureVerdict(of pod: Value, by policy: Value?) -> PodFailureVerdict {
    var verdict = PodFailureVerdict()
    for (place, rule) in (policy?["rules"]?.elements ?? []).enumerated() {
        let words: String
        if let codes = rule["onExitCodes"] {
            guard let status = container(of: pod, endedBy: codes) else { continue }
            let code = status.at("state", "terminated", "exitCode")?.int ?? 0
            words =
                "Container \(status.text("name")) for pod \(pod.namespace)/\(pod.name) failed with exit code \(code)"
        } else {
            guard let type = condition(of: pod, amongst: rule["onPodConditions"]?.elements ?? []) else { continue }
            words = "Pod \(pod.namespace)/\(pod.name) has condition \(type)"
        }
        switch rule.text("action") {
        case "Ignore": verdict.counts = false
        case "FailJob": verdict.jobFailure = "\(words) matching FailJob rule at index \(place)"
        case "FailIndex": verdict.failsIndex = true
        default: break
        }
        return verdict
    }
    return verdict
}

private func container(of pod: Value, endedBy codes: Value) -> Value? {
    let values = codes["values"]?.elements.compactMap(\.int) ?? []
    let isIn = codes.text("operator") == "In"
    for list in ["containerStatuses", "initContainerStatuses"] {
        for status in pod.at("status", list)?.elements ?? [] {
            guard let code = status.at("state", "terminated", "exitCode")?.int, code != 0 else { continue }
            if let name = codes["containerName"]?.string, name != status.text("name") { continue }
            if values.contains(code) == isIn { return status }
        }
    }
    return nil
}

private func condition(of pod: Value, amongst patterns: [Value]) -> String? {
    (pod.at("status", "conditions")?.elements ?? []).first { condition in
        patterns.contains {
            $0.text("type") == condition.text("type")
                && ($0["status"]?.string ?? "True") == condition.text("status")
        }
    }?.text("type")
}
