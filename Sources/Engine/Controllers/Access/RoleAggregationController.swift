import Model

/// Keeps the rules of a ClusterRole with an `aggregationRule` equal to those of the roles that it selects.
/// https://kubernetes.io/docs/reference/access-authn-authz/rbac/#aggregated-clusterroles
struct RoleAggregationController: Controller {
    let name = "clusterrole-aggregation-controller"
    let kinds: [GroupKind]? = [RoleAggregationController.kind]
    private static let kind = GroupKind(group: "rbac.authorization.k8s.io", kind: "ClusterRole")

    func keys(old: Value?, new: Value?, in view: any ClusterView) -> [ObjectKey] {
        if let old, let new, old["rules"] == new["rules"], old.labels == new.labels,
            old["aggregationRule"] == new["aggregationRule"]
        {
            return []
        }
        return roles(in: view).filter { $0["aggregationRule"] != nil }.map(\.key)
    }

    func reconcile(_ key: ObjectKey, in view: any ClusterView, at now: Instant) -> Reconciliation {
        guard var role = view.object(key), let aggregation = role["aggregationRule"] else { return Reconciliation() }
        let gathered = rules(gatheredBy: aggregation, into: role, in: view)
        if role["rules"]?.elements ?? [] == gathered { return Reconciliation() }
        role["rules"] = Value(gathered)
        return Reconciliation([.update(role.unversioned)])
    }

    /// Selector by selector, role by role in the order of their names, each rule once.
    private func rules(gatheredBy aggregation: Value, into role: Value, in view: any ClusterView) -> [Value] {
        var gathered: [Value] = []
        var known: Set<Value> = []
        for selector in aggregation["clusterRoleSelectors"]?.elements ?? [] {
            let selector = ObjectSelector(selector)
            for other in roles(in: view) where other.name != role.name && selector.matches(other) {
                for rule in other["rules"]?.elements ?? [] where known.insert(rule).inserted { gathered.append(rule) }
            }
        }
        return gathered
    }

    private func roles(in view: any ClusterView) -> [Value] {
        view.objects(
            group: RoleAggregationController.kind.group, kind: RoleAggregationController.kind.kind, namespace: nil)
    }
}
