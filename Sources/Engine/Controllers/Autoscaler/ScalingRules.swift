import Model

/// How fast and how far an autoscaler may go.
/// https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#configurable-scaling-behavior
struct ScalingRules {
    private let behavior: Value?
    private let least: Int
    private let most: Int
    private let now: Instant
    private(set) var history: ScalingHistory

    /// How long the highest recommendation holds, where no behavior says otherwise.
    private static let downWindow = 300

    typealias Words = (reason: String, message: String)

    init(of autoscaler: Value, history: ScalingHistory, at now: Instant) {
        behavior = autoscaler.at("spec", "behavior")
        least = autoscaler.at("spec", "minReplicas")?.int ?? 1
        most = autoscaler.at("spec", "maxReplicas")?.int ?? 1
        self.now = now
        self.history = history
        self.history.forget(before: now - .seconds(3600))
    }

    /// How many replicas there may be now, where so many are recommended, and why no other number.
    mutating func allowed(
        _ recommended: Int, from current: Int
    ) -> (replicas: Int, stability: Words, isLimited: Bool, limit: Words) {
        let stable = stabilized(recommended, from: current)
        history.recommendations.append(.init(time: now, count: recommended))
        let limit = limited(stable, from: current)
        var stability: Words = ("ReadyForNewScale", "recommended size matches current size")
        if recommended > stable {
            stability.reason = "ScaleUpStabilized"
            stability.message =
                "recent recommendations were lower than current one, applying the lowest recent recommendation"
        } else if recommended < stable {
            stability.reason = "ScaleDownStabilized"
            stability.message =
                "recent recommendations were higher than current one, applying the highest recent recommendation"
        }
        return (limit.replicas, stability, limit.replicas != stable, limit.words)
    }

    mutating func scaled(from old: Int, to new: Int) {
        if new > old { history.additions.append(.init(time: now, count: new - old)) }
        if new < old { history.removals.append(.init(time: now, count: old - new)) }
    }

    private func window(_ direction: String, _ standard: Int) -> Duration {
        .seconds(min(max(behavior?.at(direction, "stabilizationWindowSeconds")?.int ?? standard, 0), 3600))
    }

    private func stabilized(_ recommended: Int, from current: Int) -> Int {
        func recent(_ window: Duration) -> [Int] {
            history.recommendations.filter { $0.time > now - window }.map(\.count) + [recommended]
        }
        let down = recent(window("scaleDown", ScalingRules.downWindow)).max() ?? recommended
        // Without a behavior nothing holds it back from growing.
        if behavior == nil { return down }
        let up = recent(window("scaleUp", 0)).min() ?? recommended
        return min(max(current, up), down)
    }

    private func limited(_ wanted: Int, from current: Int) -> (replicas: Int, words: Words) {
        if behavior == nil {
            if wanted < least { return (least, ScalingRules.tooFew) }
            return capped(wanted, by: max(2 * current, 4))
        }
        if wanted > current { return capped(wanted, by: max(highest(current), current)) }
        let lowest = min(self.lowest(current), current)
        if wanted < current, wanted < max(least, lowest) {
            return least < lowest ? (lowest, ScalingRules.tooFast) : (least, ScalingRules.tooFew)
        }
        return (wanted, ScalingRules.within)
    }

    private func capped(_ wanted: Int, by highest: Int) -> (replicas: Int, words: Words) {
        if wanted <= min(most, highest) { return (wanted, ScalingRules.within) }
        return most > highest ? (highest, ScalingRules.tooSlow) : (most, ScalingRules.tooMany)
    }

    private static let within: Words = ("DesiredWithinRange", "the desired count is within the acceptable range")
    private static let tooFew: Words = (
        "TooFewReplicas", "the desired replica count is less than the minimum replica count"
    )
    private static let tooMany: Words = (
        "TooManyReplicas", "the desired replica count is more than the maximum replica count"
    )
    private static let tooSlow: Words = (
        "ScaleUpLimit", "the desired replica count is increasing faster than the maximum scale rate"
    )
    private static let tooFast: Words = (
        "ScaleDownLimit", "the desired replica count is decreasing faster than the maximum scale rate"
    )

    private func policies(_ direction: String, _ standard: [Value]) -> [Value] {
        let named = behavior?.at(direction, "policies")?.elements ?? []
        return named.isEmpty ? standard : named
    }

    /// Replicas that came and went in a policy's period.
    private func changes(_ policy: Value) -> (added: Int, removed: Int) {
        let start = now - .seconds(min(max(policy["periodSeconds"]?.int ?? 15, 1), 3600))
        func sum(_ entries: [ScalingHistory.Entry]) -> Int {
            entries.reduce(0) { $0 + ($1.time > start ? $1.count : 0) }
        }
        return (sum(history.additions), sum(history.removals))
    }

    private func highest(_ current: Int) -> Int {
        let choice = behavior?.at("scaleUp", "selectPolicy")?.string ?? "Max"
        if choice == "Disabled" { return current }
        let standard: [Value] = [
            ["type": "Pods", "value": 4, "periodSeconds": 15], ["type": "Percent", "value": 100, "periodSeconds": 15],
        ]
        let limits = policies("scaleUp", standard).map { policy in
            let (added, removed) = changes(policy)
            let start = Double(current - added + removed)
            let value = Double(policy["value"]?.int ?? 0)
            return policy.text("type") == "Pods" ? start + value : (start * (1 + value / 100)).rounded(.up)
        }.map { Int(min(max($0, 0), 1e6)) }
        return (choice == "Min" ? limits.min() : limits.max()) ?? current
    }

    private func lowest(_ current: Int) -> Int {
        let choice = behavior?.at("scaleDown", "selectPolicy")?.string ?? "Max"
        if choice == "Disabled" { return current }
        let standard: [Value] = [["type": "Percent", "value": 100, "periodSeconds": 15]]
        let limits = policies("scaleDown", standard).map { policy in
            let (added, removed) = changes(policy)
            let start = Double(current + removed - added)
            let value = Double(policy["value"]?.int ?? 0)
            return policy.text("type") == "Pods" ? start - value : (start * (1 - value / 100)).rounded(.down)
        }.map { Int(min(max($0, 0), 1e6)) }
        return (choice == "Min" ? limits.max() : limits.min()) ?? current
    }
}
