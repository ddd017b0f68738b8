import Model

/// One look at a DaemonSet.
struct DaemonSetSync {
    let set: Value
    let view: any ClusterView
    let now: Instant
    var mutations: [Mutation] = []
    var again: Instant?

    let nodes: [Value]
    private(set) var placements: [String: DaemonPlacement] = [:]
    /// By node; what has ended and only waits for its removal is left out.
    private(set) var pods: [String: [Value]] = [:]
    /// Of the present template.
    private(set) var hash = ""

    private static let burst = 250

    init(set: Value, view: any ClusterView, now: Instant) {
        self.set = set
        self.view = view
        self.now = now
        nodes = view.objects(group: "", kind: "Node", namespace: nil)
    }

    var minReady: Int { self.set.at("spec", "minReadySeconds")?.int ?? 0 }
    var strategy: Value { self.set.at("spec", "updateStrategy") ?? .emptyObject }
    var templateGeneration: String? { self.set.annotation("deprecated.daemonset.template.generation") }

    mutating func run() {
        let selector = ObjectSelector(set.at("spec", "selector"))
        let claim = Claim(of: "Pod", group: "", by: set, selector: selector, in: view)
        mutations = claim.mutations
        for pod in claim.objects where !(pod.isBeingDeleted && pod.isTerminal) {
            pods[pod.daemonNode, default: []].append(pod)
        }
        pods = pods.mapValues { $0.sorted { precedes($0, $1) } }
        if set.isBeingDeleted { return }
        let probe = daemonPod(of: set, on: "", hash: "")
        for node in nodes { placements[node.name] = DaemonPlacement(of: probe, on: node) }
        let revisions = SetRevisions(of: set, hashLabel: SetRevisions.podLabel, in: view)
        mutations += revisions.mutations
        hash = revisions.update.label(SetRevisions.podLabel) ?? ""
        if !manage(), strategy.text("type") != "OnDelete" { roll() }
        for revision in revisions.excess(
            limit: set.at("spec", "revisionHistoryLimit")?.int ?? 10, hashes: Set(claim.objects.map(\.setRevision)))
        {
            mutations.append(.delete(revision.key, uid: revision.uid, gracePeriodSeconds: nil))
        }
        let status = daemonSetStatus(self)
        if status != set.status {
            var written = set
            written["status"] = status
            mutations.append(.updateStatus(written.unversioned))
        }
        if let next = nextAvailability(of: claim.objects, minReadySeconds: minReady, after: now) { wake(at: next) }
    }

    /// Older first; of two of the same second the one that a node has.
    private func precedes(_ left: Value, _ right: Value) -> Bool {
        if left.nodeName.isEmpty != right.nodeName.isEmpty { return !left.nodeName.isEmpty }
        return left.isOlder(than: right)
    }

    func isUpdated(_ pod: Value) -> Bool {
        pod.setRevision == hash
            || (templateGeneration != nil && pod.label("pod-template-generation") == templateGeneration)
    }

    func isAvailable(_ pod: Value) -> Bool { pod.isPodAvailable(minReadySeconds: minReady, at: now) }

    mutating func remove(_ pod: Value) {
        mutations.append(.delete(pod.key, uid: pod.uid, gracePeriodSeconds: nil))
        record(.normal, "SuccessfulDelete", "Deleted pod: \(pod.name)")
    }

    mutating func create(on names: [String]) {
        guard let first = names.first else { return }
        let wanted = names.prefix(DaemonSetSync.burst)
        var taken: Set<String> = []
        func named(_ node: String, _ salt: String) -> Value {
            var pod = daemonPod(of: set, on: node, hash: hash)
            let name = view.freshName(
                prefix: set.name + "-", kind: "Pod", group: "", namespace: set.namespace,
                seed: "\(set.uid) \(set.resourceVersion) \(now.milliseconds) \(salt)", taken: taken)
            pod.set(Value(name), at: "metadata", "name")
            return pod
        }
        let (most, refusal) = view.admissible(wanted.count, of: named(first, "refused"))
        for node in wanted.prefix(most) {
            let pod = named(node, node)
            let name = pod.name
            taken.insert(name)
            mutations.append(.create(pod))
            record(.normal, "SuccessfulCreate", "Created pod: \(name)")
        }
        let since = view.note(about: set.uid)?["refusedSince"]?.int.map { Instant(milliseconds: Int64($0)) }
        guard let refusal else {
            if since != nil { mutations.append(.note(uid: set.uid, nil)) }
            return
        }
        let namespace = ObjectKey(group: "", kind: "Namespace", namespace: "", name: set.namespace)
        if view.object(namespace)?.isBeingDeleted ?? true { return }
        record(.warning, "FailedCreate", "Error creating: \(refusal)")
        if since == nil {
            mutations.append(.note(uid: set.uid, ["refusedSince": Value(Int(now.milliseconds))]))
        }
        wake(at: now + retryDelay(since: since, now: now))
    }

    mutating func wake(at due: Instant) { again = min(again ?? due, due) }

    mutating func record(_ type: ClusterEvent.EventType, _ reason: String, _ message: String) {
        mutations.append(
            .event(
                ClusterEvent(
                    regarding: set, type: type, reason: reason, message: message, source: "daemonset-controller")))
    }
}
