import Model

/// Counts how many of the pods of a PodDisruptionBudget may be evicted.
struct DisruptionController: Controller {
    /// As its Events name it.
    let name = "controllermanager"
    let kinds: [GroupKind]? = [GroupKind(group: "policy", kind: "PodDisruptionBudget"), .pod]
    /// An evicted pod that has not gone after this time was not evicted after all.
    private static let patience = Duration.seconds(120)

    func keys(old: Value?, new: Value?, in view: any ClusterView) -> [ObjectKey] {
        guard let object = new ?? old else { return [] }
        switch (object.group, object.objectKind) {
        case ("policy", "PodDisruptionBudget"): return new == nil ? [] : [object.key]
        case ("", "Pod"): return podKeys(old: old, new: new, in: view)
        default: return []
        }
    }

    private func podKeys(old: Value?, new: Value?, in view: any ClusterView) -> [ObjectKey] {
        let namespace = (new ?? old)?.namespace ?? ""
        let budgets = budgets(namespace, in: view)
        if budgets.isEmpty { return [] }
        if let old, let new, old.labels == new.labels, old.isPodReady == new.isPodReady,
            old.isBeingDeleted == new.isBeingDeleted, old.controllerReference == new.controllerReference
        {
            return []
        }
        return budgets.filter { budget in
            let selector = ObjectSelector(budget.at("spec", "selector"))
            return [old, new].contains { $0.map { selector.matches($0) } ?? false }
        }.map(\.key)
    }

    private func budgets(_ namespace: String, in view: any ClusterView) -> [Value] {
        view.objects(group: "policy", kind: "PodDisruptionBudget", namespace: namespace)
    }

    func reconcile(_ key: ObjectKey, in view: any ClusterView, at now: Instant) -> Reconciliation {
        guard let budget = view.object(key) else { return Reconciliation() }
        let selector = ObjectSelector(budget.at("spec", "selector"))
        let pods = view.pods(namespace: key.namespace, matching: selector)
        var mutations: [Mutation] = []
        func record(_ type: ClusterEvent.EventType, _ reason: String, _ message: String, _ object: Value? = nil) {
            mutations.append(
                .event(
                    ClusterEvent(
                        regarding: object ?? budget, type: type, reason: reason, message: message, source: name)))
        }
        if pods.isEmpty { record(.normal, "NoPods", "No matching pods found") }
        let expected = ExpectedPods(of: budget, pods: pods, in: view)
        if expected.hasUnmanaged {
            record(
                .warning, "UnmanagedPods",
                "Pods selected by this PodDisruptionBudget (selector: \(selectorText(budget))) were found to be "
                    + "unmanaged. As a result, the status of the PDB cannot be calculated correctly, which may result "
                    + "in undefined behavior. To account for these pods please set \".spec.minAvailable\" field of the "
                    + "PDB to an integer value.")
        }
        var (disrupted, again) = (Members(), Instant?.none)
        for (name, time) in budget.at("status", "disruptedPods")?.members ?? Members() {
            guard let since = time.string.flatMap({ Instant($0) }),
                pods.contains(where: { $0.name == name && !$0.isBeingDeleted }),
                since + DisruptionController.patience > now
            else { continue }
            disrupted[name] = time
            again = min(again ?? .distantFuture, since + DisruptionController.patience)
        }
        let healthy = pods.count { $0.isPodReady && !$0.isBeingDeleted && disrupted[$0.name] == nil }
        var written = budget
        written["status"] = disruptionStatus(
            of: budget, healthy: healthy, expected: expected, disrupted: disrupted, at: now)
        if written != budget { mutations.append(.updateStatus(written.unversioned)) }
        return Reconciliation(mutations, again: again)
    }

    /// As Go prints the selector.
    private func selectorText(_ budget: Value) -> String {
        let labels = (budget.at("spec", "selector", "matchLabels")?.members ?? Members())
            .sorted { $0.key.precedesInBytes($1.key) }.map { "\($0.key): \($0.value.string ?? "")," }.joined()
        let expressions = (budget.at("spec", "selector", "matchExpressions")?.elements ?? []).map { expression in
            let values = expression["values"]?.elements.compactMap(\.string).joined(separator: " ") ?? ""
            return "LabelSelectorRequirement{Key:\(expression.text("key")),Operator:\(expression.text("operator")),"
                + "Values:[\(values)],},"
        }.joined()
        return "&LabelSelector{MatchLabels:map[string]string{\(labels)},"
            + "MatchExpressions:[]LabelSelectorRequirement{\(expressions)},}"
    }
}

/// The status of a budget with so many healthy pods.
func disruptionStatus(
    of budget: Value, healthy: Int, expected: ExpectedPods, disrupted: Members, at now: Instant
) -> Value {
    let allowed = expected.count <= 0 ? 0 : max(0, healthy - expected.desiredHealthy)
    var status = budget.status
    status["observedGeneration"] = Value(budget.generation)
    status["disruptionsAllowed"] = Value(allowed)
    status["currentHealthy"] = Value(healthy)
    status["desiredHealthy"] = Value(expected.desiredHealthy)
    status["expectedPods"] = Value(expected.count)
    status["disruptedPods"] = disrupted.isEmpty ? nil : Value(disrupted)
    status["conditions"] = [disruptionCondition(of: budget, allowed: allowed, at: now)]
    return status
}

func disruptionCondition(of budget: Value, allowed: Int, at now: Instant) -> Value {
    let word = allowed > 0 ? "True" : "False"
    let known = budget.condition("DisruptionAllowed")
    let since = known?.text("status") == word ? known?["lastTransitionTime"]?.string : nil
    return [
        "type": "DisruptionAllowed", "status": Value(word), "observedGeneration": Value(budget.generation),
        "lastTransitionTime": Value(since ?? now.description),
        "reason": allowed > 0 ? "SufficientPods" : "InsufficientPods", "message": "",
    ]
}
