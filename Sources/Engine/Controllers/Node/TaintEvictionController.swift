import Model

/// Removes pods from nodes whose NoExecute taints they do not tolerate, at once or when their time there is over.
struct TaintEvictionController: Controller {
    let name = "taint-eviction-controller"
    let kinds: [GroupKind]? = [.node, .pod]

    func keys(old: Value?, new: Value?, in view: any ClusterView) -> [ObjectKey] {
        guard let new, new.group.isEmpty else { return [] }
        switch new.objectKind {
        case "Node" where taints(of: old) != taints(of: new):
            return view.objects(group: "", kind: "Pod", namespace: nil).filter { $0.nodeName == new.name }.map(\.key)
        case "Pod" where !new.nodeName.isEmpty && old?.at("spec") != new.at("spec"):
            return taints(of: node(of: new, in: view)).isEmpty ? [] : [new.key]
        default: return []
        }
    }

    private func node(of pod: Value, in view: any ClusterView) -> Value? {
        view.object(ObjectKey(group: "", kind: "Node", namespace: "", name: pod.nodeName))
    }

    private func taints(of node: Value?) -> [Value] {
        (node?.at("spec", "taints")?.elements ?? []).filter { $0.text("effect") == "NoExecute" }
    }

    func reconcile(_ key: ObjectKey, in view: any ClusterView, at now: Instant) -> Reconciliation {
        guard let pod = view.object(key), !pod.nodeName.isEmpty else { return Reconciliation() }
        let taints = taints(of: node(of: pod, in: view))
        let tolerations = pod.at("spec", "tolerations")?.elements ?? []
        var due: Instant?
        for taint in taints {
            let matching = tolerations.filter { tolerates($0, taint) }
            if matching.isEmpty { return evict(pod, at: now) }
            guard let seconds = matching.compactMap({ $0["tolerationSeconds"]?.int }).min() else { continue }
            let since = taint.time("timeAdded") ?? pod.at("status", "startTime")?.string.flatMap { Instant($0) } ?? now
            let end = since + .seconds(min(max(seconds, 0), 1 << 31))
            due = min(due ?? end, end)
        }
        guard let due else { return Reconciliation() }
        return due <= now ? evict(pod, at: now) : Reconciliation(again: due)
    }

    private func evict(_ pod: Value, at now: Instant) -> Reconciliation {
        var told = pod
        told.setPodCondition(
            "DisruptionTarget", isTrue: true, reason: "DeletionByTaintManager",
            message: "Taint manager: deleting due to NoExecute taint", at: now)
        return Reconciliation([
            .updateStatus(told.unversioned),
            .event(
                ClusterEvent(
                    regarding: pod, reason: "TaintManagerEviction",
                    message: "Marking for deletion Pod \(pod.namespace)/\(pod.name)", source: name)),
            .delete(pod.key, uid: pod.uid, gracePeriodSeconds: nil),
        ])
    }
}
