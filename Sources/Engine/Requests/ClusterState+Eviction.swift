import ClusterAPI
import Model

extension ClusterState {
    /// Deletes a pod where its disruption budget allows that.
    mutating func evict(_ request: Request, _ kind: KindRules) throws(ClusterError) -> Response {
        let pod = try existing(request, kind)
        var options = request.options
        options.gracePeriodSeconds = request.body?.at("deleteOptions", "gracePeriodSeconds")?.int
        if !pod.isTerminal, pod.phase != "Pending", !pod.isBeingDeleted {
            try spendBudget(on: pod, dryRun: options.dryRun)
        }
        var told = pod
        told.setPodCondition(
            "DisruptionTarget", isTrue: true, reason: "EvictionByEvictionAPI", message: "Eviction API: evicting",
            at: now)
        if !options.dryRun, !pod.isBeingDeleted { _ = store.put(told, at: pod.key) }
        _ = try delete(store.object(pod.key) ?? pod, kind, options)
        return Response(
            code: 201,
            .status(["kind": "Status", "apiVersion": "v1", "metadata": [:], "status": "Success", "code": 201]))
    }

    private mutating func spendBudget(on pod: Value, dryRun: Bool) throws(ClusterError) {
        let kind = GroupKind(group: "policy", kind: "PodDisruptionBudget")
        let budgets = store.objects(of: kind, in: pod.namespace).filter {
            ObjectSelector($0.at("spec", "selector")).matches(pod)
        }
        guard let budget = budgets.first else { return }
        if budgets.count > 1 {
            throw ClusterError(
                code: 500, reason: .unknown,
                message: "This pod has more than one PodDisruptionBudget, which the eviction subresource does not "
                    + "support.")
        }
        func count(_ name: String) -> Int { budget.at("status", name)?.int ?? 0 }
        if !pod.isPodReady {
            let isAlways = budget.at("spec", "unhealthyPodEvictionPolicy")?.string == "AlwaysAllow"
            if isAlways || (count("currentHealthy") >= count("desiredHealthy") && count("desiredHealthy") > 0) {
                return
            }
        }
        if count("observedGeneration") < budget.generation {
            throw refusal("The disruption budget \(budget.name) is still being processed by the server.")
        }
        guard count("disruptionsAllowed") > 0 else {
            let isShort = count("currentHealthy") <= count("desiredHealthy")
            throw refusal(
                isShort
                    ? "The disruption budget \(budget.name) needs \(count("desiredHealthy")) healthy pods and has "
                        + "\(count("currentHealthy")) currently"
                    : "The disruption budget \(budget.name) does not allow evicting pods currently")
        }
        if dryRun { return }
        var spent = budget
        spent.set(Value(count("disruptionsAllowed") - 1), at: "status", "disruptionsAllowed")
        spent.set(Value(now.description), at: "status", "disruptedPods", pod.name)
        let condition = disruptionCondition(of: budget, allowed: count("disruptionsAllowed") - 1, at: now)
        spent.set([condition], at: "status", "conditions")
        _ = store.put(spent, at: budget.key)
    }

    private func refusal(_ cause: String) -> ClusterError {
        var details = ClusterError.Details()
        details.causes = [ClusterError.Cause(reason: "DisruptionBudget", message: cause, field: "")]
        return ClusterError(
            code: 429, reason: .tooManyRequests,
            message: "Cannot evict pod as it would violate the pod's disruption budget.", details: details)
    }
}
