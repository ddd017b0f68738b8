import Model

/// Stands in for every node's kubelet: starts containers, probes and stops them, in the words of the real one and with
/// the delays of the settings. What can be asked to go wrong is in docs/simulation.md.
struct Kubelet: Controller {
    let name = "kubelet"
    let kinds: [GroupKind]? = [.pod]

    func keys(old: Value?, new: Value?, in view: any ClusterView) -> [ObjectKey] {
        guard let new, new.group.isEmpty, new.objectKind == "Pod", !new.nodeName.isEmpty else { return [] }
        // Its own status updates need no look.
        if let old, old.uid == new.uid, old.spec == new.spec, old.isBeingDeleted == new.isBeingDeleted { return [] }
        return [new.key]
    }

    func reconcile(_ key: ObjectKey, in view: any ClusterView, at now: Instant) -> Reconciliation {
        guard let pod = view.object(key), !pod.nodeName.isEmpty else { return Reconciliation() }
        let nodeKey = ObjectKey(group: "", kind: "Node", namespace: "", name: pod.nodeName)
        guard let node = view.object(nodeKey), node.isSimulated else { return Reconciliation() }
        if pod.isBeingDeleted { return stop(pod, in: view, at: now) }
        if pod.isTerminal { return Reconciliation() }
        let notes = view.note(about: node.uid)
        var run = PodRun(
            of: pod, note: view.note(about: pod.uid), images: NodeImages(note: notes), in: view, at: now)
        run.advance(to: now)
        var mutations: [Mutation] = []
        let address = address(of: pod, on: node, isStarted: run.isSandboxReady, in: view, &mutations)
        var updated = pod
        updated["status"] = podStatus(of: pod, run: run, address: address, node: node, at: now)
        let deadline = pod.at("spec", "activeDeadlineSeconds")?.int.map { run.bound + .seconds(min($0, 1 << 31)) }
        if let deadline, deadline <= now, !updated.isTerminal {
            updated["status"] = endedStatus(
                of: updated, run: run,
                failure: ("DeadlineExceeded", "Pod was active on the node longer than the specified deadline"), at: now)
        }
        if updated.status != pod.status { mutations.append(.updateStatus(updated.unversioned)) }
        mutations.append(.note(uid: pod.uid, run.note))
        if run.images.isChanged {
            var notes = notes ?? .emptyObject
            notes["images"] = Value(strings: run.images.names)
            mutations.append(.note(uid: node.uid, notes))
        }
        mutations += run.events.map { .event($0) }
        if updated.isTerminal { return Reconciliation(mutations) }
        let next = [run.next, deadline].compactMap { $0 }.min()
        return Reconciliation(mutations, again: next)
    }

    /// Kills the containers, and when they had their time removes the pod.
    private func stop(_ pod: Value, in view: any ClusterView, at now: Instant) -> Reconciliation {
        var run = PodRun(
            of: pod, note: view.note(about: pod.uid), images: NodeImages(note: nil), in: view, at: now)
        var mutations: [Mutation] = []
        if run.stopping == nil {
            run.beginStop(at: now)
            mutations += run.events.map { .event($0) }
            mutations.append(.note(uid: pod.uid, run.note))
        }
        let faults = PodFaults(of: pod)
        let grace = Duration.seconds(pod.at("metadata", "deletionGracePeriodSeconds")?.int ?? 0)
        let delay = run.hasRun ? min(faults.stopDelay ?? view.simulation.stopDelay, grace) : .zero
        let due = (run.stopping ?? now) + delay
        if now < due { return Reconciliation(mutations, again: due) }
        if !pod.isTerminal, run.hasRun {
            var ended = pod
            ended["status"] = endedStatus(of: pod, run: run, at: now)
            mutations.append(.updateStatus(ended.unversioned))
        }
        mutations.append(.delete(pod.key, uid: pod.uid, gracePeriodSeconds: 0))
        return Reconciliation(mutations)
    }

    /// The pod's own address: the next free one of the cluster, kept in a note about the namespace kube-system.
    private func address(
        of pod: Value, on node: Value, isStarted: Bool, in view: any ClusterView, _ mutations: inout [Mutation]
    ) -> String? {
        if let known = pod.at("status", "podIP")?.string { return known }
        guard isStarted else { return nil }
        if pod.at("spec", "hostNetwork")?.bool ?? false { return node.internalAddress }
        let system = view.object(ObjectKey(group: "", kind: "Namespace", namespace: "", name: "kube-system"))?.uid ?? ""
        let next = view.note(about: system)?["nextAddress"]?.int ?? 0
        mutations.append(.note(uid: system, ["nextAddress": Value((next + 1) % (64 * 256 * 250))]))
        return "10.\(128 + next / (256 * 250)).\(next / 250 % 256).\(next % 250 + 2)"
    }
}

extension Value {
    /// Whether this node is one of the cluster's own; one that somebody registers has nobody who runs its pods.
    var isSimulated: Bool {
        at("status", "nodeInfo", "containerRuntimeVersion")?.string?.hasPrefix("plumb://") ?? false
    }

    /// A node's address inside of the cluster.
    var internalAddress: String {
        (at("status", "addresses")?.elements ?? []).first { $0.text("type") == "InternalIP" }?.text("address")
            ?? "10.0.0.1"
    }
}
