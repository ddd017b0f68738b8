import Model

extension Value {
    /// Sets a condition of this pod; the time of its transition moves only with its status.
    mutating func setPodCondition(
        _ type: String, isTrue: Bool, reason: String = "", message: String = "", at now: Instant
    ) {
        var conditions = at("status", "conditions")?.elements ?? []
        let index = conditions.firstIndex { $0["type"]?.string == type }
        let status = isTrue ? "True" : "False"
        let known = index.map { conditions[$0] }
        let since = known?["status"]?.string == status ? known?["lastTransitionTime"]?.string : nil
        var condition: Value = [
            "type": Value(type), "status": Value(status), "lastProbeTime": .null,
            "lastTransitionTime": Value(since ?? now.description),
        ]
        if generation != 0, !(type == "PodScheduled" && isTrue) { condition["observedGeneration"] = Value(generation) }
        if !reason.isEmpty { condition["reason"] = Value(reason) }
        if !message.isEmpty { condition["message"] = Value(message) }
        if let index { conditions[index] = condition } else { conditions.append(condition) }
        set(Value(conditions), at: "status", "conditions")
    }
}
