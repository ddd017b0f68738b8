import Model

/// Gives each pod a node, or says why none will do.
struct Scheduler: Controller {
    let name = "default-scheduler"
    let kinds: [GroupKind]? = [.pod, .node, .claim]

    /// How often a pod that fits nowhere is tried again, though nothing that it waits for seems to have changed.
    private static let retry = Duration.seconds(60)

    func keys(old: Value?, new: Value?, in view: any ClusterView) -> [ObjectKey] {
        guard let object = new ?? old, object.group.isEmpty else { return [] }
        switch object.objectKind {
        case "Pod":
            if let new, isWaiting(new) { return [new.key] }
            return givesRoom(old, new) ? waitingPods(in: view, namespace: nil) : []
        case "Node" where hasChanged(old, new): return waitingPods(in: view, namespace: nil)
        case "PersistentVolumeClaim" where old?.isClaimBound != new?.isClaimBound:
            return waitingPods(in: view, namespace: object.namespace)
        default: return []
        }
    }

    private func isWaiting(_ pod: Value) -> Bool {
        pod.nodeName.isEmpty && pod.isActivePod && pod.at("spec", "schedulingGates")?.elements.isEmpty ?? true
            && (pod.at("spec", "schedulerName")?.string ?? name) == name
    }

    /// Whether a pod has left its node, or ended there.
    private func givesRoom(_ old: Value?, _ new: Value?) -> Bool {
        guard let old, !old.nodeName.isEmpty, !old.isTerminal else { return false }
        return new?.isTerminal ?? true
    }

    /// A node that only takes fewer pods than before is no news for one that waits.
    private func hasChanged(_ old: Value?, _ new: Value?) -> Bool {
        guard let old, let new else { return true }
        if old.labels != new.labels || old.at("status", "allocatable") != new.at("status", "allocatable") {
            return true
        }
        if old.at("spec", "unschedulable")?.bool ?? false, !(new.at("spec", "unschedulable")?.bool ?? false) {
            return true
        }
        let taints = new.at("spec", "taints")?.elements ?? []
        return !(old.at("spec", "taints")?.elements ?? []).allSatisfy { taints.contains($0) }
    }

    private func waitingPods(in view: any ClusterView, namespace: String?) -> [ObjectKey] {
        view.unplacedPods().filter { (namespace == nil || $0.namespace == namespace) && isWaiting($0) }
            .sorted { $0.priority != $1.priority ? $0.priority > $1.priority : $0.key < $1.key }.map(\.key)
    }

    func reconcile(_ key: ObjectKey, in view: any ClusterView, at now: Instant) -> Reconciliation {
        guard let pod = view.object(key), isWaiting(pod) else { return Reconciliation() }
        if let problem = volumeProblem(of: pod, in: view) {
            return refuse(pod, problem.message(nodes: nodes(in: view).count), at: now)
        }
        let nodes = nodes(in: view)
        if nodes.isEmpty { return refuse(pod, "no nodes available to schedule pods", at: now) }
        let placement = Placement(of: pod, nodes: nodes, in: view, at: now)
        var refused: [(node: Value, refusal: NodeRefusal)] = []
        var fitting: [(node: Value, usage: NodeUsage)] = []
        for node in nodes {
            var usage = NodeUsage(of: node, in: view)
            if let refusal = placement.refusal(on: node, &usage) {
                refused.append((node, refusal))
            } else {
                fitting.append((node, usage))
            }
        }
        let preference = NodePreference(of: pod, nodes: fitting.map(\.node), in: view)
        let best = fitting.min { left, right in
            let (first, second) = (preference.score(of: left.node), preference.score(of: right.node))
            return first != second ? first > second : left.usage.pods < right.usage.pods
        }
        if let best { return place(pod, on: best.node, usage: best.usage, placement.demand, in: view, at: now) }
        return makeRoom(for: pod, refused, nodes: nodes, in: view, at: now)
    }

    /// Where nothing fits: pods of lower priority go, if that helps.
    private func makeRoom(
        for pod: Value, _ refused: [(node: Value, refusal: NodeRefusal)], nodes: [Value], in view: any ClusterView,
        at now: Instant
    ) -> Reconciliation {
        let refusals = refused.map(\.refusal)
        if let hindrance = Preemption.hindrance(of: pod, in: view) {
            return refuse(pod, unschedulableMessage(refusals, hindrance: hindrance), at: now)
        }
        let candidates = refused.filter { $0.refusal.isForOthers }.map(\.node)
        guard let choice = Preemption.find(for: pod, among: candidates, nodes: nodes, in: view, at: now) else {
            return refuse(pod, unschedulableMessage(refusals), at: now)
        }
        var mutations: [Mutation] = []
        for victim in choice.victims where !victim.isBeingDeleted {
            var told = victim
            told.setPodCondition(
                "DisruptionTarget", isTrue: true, reason: "PreemptionByScheduler",
                message: "\(name): preempting to accommodate a higher priority pod", at: now)
            mutations.append(.updateStatus(told.unversioned))
            mutations.append(.delete(victim.key, uid: victim.uid, gracePeriodSeconds: nil))
            mutations.append(
                .event(
                    ClusterEvent(
                        regarding: victim, reason: "Preempted",
                        message: "Preempted by pod \(pod.uid) on node \(choice.node.name)", source: name)))
        }
        var nominated = pod
        nominated.set(Value(choice.node.name), at: "status", "nominatedNodeName")
        let refusal = refuse(nominated, unschedulableText(refusals), at: now)
        return Reconciliation(mutations + refusal.mutations, again: refusal.again)
    }

    private func nodes(in view: any ClusterView) -> [Value] {
        view.objects(group: "", kind: "Node", namespace: nil)
    }

    private func place(
        _ pod: Value, on node: Value, usage: NodeUsage, _ demand: ResourceDemand, in view: any ClusterView,
        at now: Instant
    ) -> Reconciliation {
        // The claims that waited for a node go first; the pod follows when they are bound.
        let waiting = pod.claimNames.compactMap { view.claim($0, namespace: pod.namespace) }
            .filter { !$0.isClaimBound }
        if !waiting.isEmpty {
            return Reconciliation(
                waiting.compactMap { claim in
                    guard claim.annotation(VolumeNames.selectedNode) == nil else { return nil }
                    var selected = claim
                    selected.setAnnotation(VolumeNames.selectedNode, node.name)
                    return .update(selected.unversioned)
                })
        }
        var bound = pod
        bound.set(Value(node.name), at: "spec", "nodeName")
        for label in ["topology.kubernetes.io/zone", "topology.kubernetes.io/region"] {
            if let value = node.label(label) { bound.setLabel(label, value) }
        }
        bound.set(nil, at: "status", "nominatedNodeName")
        bound.setPodCondition("PodScheduled", isTrue: true, at: now)
        var note = usage.adding(demand).note
        note["images"] = view.note(about: node.uid)?["images"]
        return Reconciliation([
            .write(bound.unversioned), .note(uid: node.uid, note),
            .event(
                ClusterEvent(
                    regarding: pod, reason: "Scheduled",
                    message: "Successfully assigned \(pod.namespace)/\(pod.name) to \(node.name)", source: name)),
        ])
    }

    private func refuse(_ pod: Value, _ message: String, at now: Instant) -> Reconciliation {
        let again = now + Scheduler.retry
        if pod.condition("PodScheduled")?["message"]?.string == message { return Reconciliation(again: again) }
        var refused = pod
        refused.setPodCondition(
            "PodScheduled", isTrue: false, reason: "Unschedulable", message: message, at: now)
        let event = ClusterEvent(
            regarding: pod, type: .warning, reason: "FailedScheduling", message: message, source: name)
        return Reconciliation([.updateStatus(refused.unversioned), .event(event)], again: again)
    }

    private func volumeProblem(of pod: Value, in view: any ClusterView) -> VolumeProblem? {
        for name in pod.claimNames {
            guard let claim = view.claim(name, namespace: pod.namespace) else { return .missing(name) }
            if claim.isBeingDeleted { return .deleted(name) }
            if !claim.isClaimBound,
                view.storageClass(of: claim)?.text("volumeBindingMode") != "WaitForFirstConsumer"
            {
                return .unbound
            }
        }
        return nil
    }
}

/// Why a pod's claims let it go nowhere.
private enum VolumeProblem {
    case missing(String), deleted(String), unbound

    func message(nodes: Int) -> String {
        let reason =
            switch self {
            case .missing(let name): "persistentvolumeclaim \"\(name)\" not found"
            case .deleted(let name): "persistentvolumeclaim \"\(name)\" is being deleted"
            case .unbound: "pod has unbound immediate PersistentVolumeClaims"
            }
        return "0/\(nodes) nodes are available: \(reason). not found"
    }
}
