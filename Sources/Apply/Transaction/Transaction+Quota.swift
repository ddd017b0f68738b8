internal import ClusterAPI
internal import Diff
internal import Model

extension Transaction {
    /// The namespaces in which this transaction takes more than before.
    var chargedNamespaces: [String] {
        Set(
            steps.lazy.filter { $0.isForward && $0.action != .delete && !$0.key.namespace.isEmpty }.map(\.key.namespace)
        ).sorted()
    }

    /// Says where a quota has no room for what the revision makes. What it prunes goes last, and makes no room; what
    /// others take meanwhile cannot be known.
    mutating func judgeQuotas(_ quotas: [Value], in namespace: String) {
        for quota in quotas where quota.spec["scopes"] == nil && quota.spec["scopeSelector"] == nil {
            // As the revision will have it.
            let own = stepOfKey[quota.key].flatMap { steps[$0].action == .delete ? nil : steps[$0].body }
            for (name, limit) in (own ?? quota).spec["hard"]?.members ?? Members() {
                guard let hard = Quantity(limit) else { continue }
                let used = Quantity(quota.status["used"]?[name]) ?? .zero
                judge(name, hard, used, quota, in: namespace)
            }
        }
    }

    private mutating func judge(
        _ name: String, _ hard: Quantity, _ used: Quantity, _ quota: Value, in namespace: String
    ) {
        var more = Quantity.zero
        var parts: [(step: Int, amount: Quantity)] = []
        for step in steps where step.isForward && step.hook == nil && step.action != .delete {
            guard step.key.namespace == namespace else { continue }
            let after = QuotaDemand(of: step.body, step.type).amounts[name] ?? .zero
            let before = QuotaDemand(of: step.change.live, step.type).amounts[name] ?? .zero
            if after == before { continue }
            more = more + (after - before)
            if before < after { parts.append((step.id, after - before)) }
        }
        guard Quantity.zero < more, hard < used + more, let first = parts.max(by: { $0.amount < $1.amount }) else {
            return
        }
        let who = parts.sorted { $1.amount < $0.amount }.prefix(5)
            .map { "\(steps[$0.step].key.spoken) \($0.amount)" }.joined(separator: ", ")
        problems.append(
            Problem(
                "ResourceQuota \"\(quota.name)\" in namespace \"\(namespace)\" has \(name) \(used) of \(hard) in use, and "
                    + "the revision needs \(more) more: \(who)\(parts.count > 5 ? " …" : ""). Raise the quota, or ask "
                    + "for less.", origin: steps[first.step].origin, object: steps[first.step].key))
    }
}

let quotaType = ResourceType(
    group: "", version: "v1", kind: "ResourceQuota", plural: "resourcequotas", isNamespaced: true)
