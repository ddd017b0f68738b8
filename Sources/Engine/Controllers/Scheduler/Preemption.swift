import Model

/// Which pods have to go so that one of a higher priority fits, and from where: as few and as unimportant ones as will do.
/// https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/#preemption
struct Preemption {
    let node: Value
    let victims: [Value]
    /// Evictions that a PodDisruptionBudget does not allow. They are avoided, and yet done where nothing else helps.
    private let violations: Int

    /// Why a pod may not make others go; nil where it may.
    static func hindrance(of pod: Value, in view: any ClusterView) -> String? {
        if pod.at("spec", "preemptionPolicy")?.string == "Never" {
            return "not eligible due to preemptionPolicy=Never."
        }
        let node = pod.nominatedNode
        guard !node.isEmpty else { return nil }
        let isComing = view.objects(group: "", kind: "Pod", namespace: nil).contains {
            $0.nodeName == node && $0.isBeingDeleted && $0.priority < pod.priority
        }
        return isComing ? "not eligible due to a terminating pod on the nominated node." : nil
    }

    /// The best choice; nil where no node helps.
    static func find(
        for pod: Value, among candidates: [Value], nodes: [Value], in view: any ClusterView, at now: Instant
    )
        -> Preemption?
    {
        let lower = view.objects(group: "", kind: "Pod", namespace: nil).filter {
            !$0.nodeName.isEmpty && !$0.isTerminal && $0.priority < pod.priority
        }
        guard !lower.isEmpty else { return nil }
        let budgets = view.objects(group: "policy", kind: "PodDisruptionBudget", namespace: nil)
        let choices = candidates.compactMap { node -> Preemption? in
            let there = lower.filter { $0.nodeName == node.name }
            return there.isEmpty
                ? nil : Preemption(for: pod, on: node, there, budgets: budgets, nodes: nodes, in: view, at: now)
        }
        return choices.min { $0.isBetter(than: $1) }
    }

    private init?(
        for pod: Value, on node: Value, _ lower: [Value], budgets: [Value], nodes: [Value], in view: any ClusterView,
        at now: Instant
    ) {
        func fits(without gone: Set<ObjectKey>) -> Bool {
            let rest = ViewWithout(gone, of: view)
            var usage = NodeUsage(counting: node, in: rest)
            return Placement(of: pod, nodes: nodes, in: rest, at: now).refusal(on: node, &usage) == nil
        }
        var gone = Set(lower.map(\.key))
        guard fits(without: gone) else { return nil }
        let sorted = lower.sorted { $0.isMoreImportant(than: $1) }
        let violating = Preemption.violating(sorted, budgets)
        // The important ones are spared first, and before all those that a budget protects.
        for other in sorted.filter({ violating.contains($0.key) }) + sorted.filter({ !violating.contains($0.key) }) {
            gone.remove(other.key)
            if !fits(without: gone) { gone.insert(other.key) }
        }
        self.node = node
        victims = sorted.filter { gone.contains($0.key) }
        violations = gone.intersection(violating).count
    }

    /// Those whose budget would not allow that they go, after the others have.
    private static func violating(_ pods: [Value], _ budgets: [Value]) -> Set<ObjectKey> {
        var allowed = budgets.map { $0.at("status", "disruptionsAllowed")?.int ?? 0 }
        let selectors = budgets.map { ObjectSelector($0.at("spec", "selector")) }
        var violating: Set<ObjectKey> = []
        for pod in pods {
            for (place, budget) in budgets.enumerated()
            where budget.namespace == pod.namespace && selectors[place].matches(pod) && !pod.labels.isEmpty {
                if budget.at("status", "disruptedPods", pod.name) != nil { continue }
                allowed[place] -= 1
                if allowed[place] < 0 { violating.insert(pod.key) }
            }
        }
        return violating
    }

    /// In the order in which the scheduler asks: budgets, the most important victim, all together, how many, how young.
    private func isBetter(than other: Preemption) -> Bool {
        if violations != other.violations { return violations < other.violations }
        let (top, otherTop) = (victims.first?.priority ?? .min, other.victims.first?.priority ?? .min)
        if top != otherTop { return top < otherTop }
        // Priorities are 32 bits wide; each counts by how far it is above the least there can be.
        let base = 1 << 31
        let (sum, otherSum) = (
            victims.reduce(0) { $0 + $1.priority + base }, other.victims.reduce(0) { $0 + $1.priority + base }
        )
        if sum != otherSum { return sum < otherSum }
        if victims.count != other.victims.count { return victims.count < other.victims.count }
        return earliestStart > other.earliestStart
    }

    /// Of the most important victims.
    private var earliestStart: Instant {
        let top = victims.first?.priority
        return victims.filter { $0.priority == top }.map(\.startTime).min() ?? .distantFuture
    }
}

extension Value {
    fileprivate var startTime: Instant { at("status", "startTime")?.string.flatMap { Instant($0) } ?? .distantFuture }

    fileprivate func isMoreImportant(than other: Value) -> Bool {
        if priority != other.priority { return priority > other.priority }
        return startTime != other.startTime ? startTime < other.startTime : key < other.key
    }
}
