import Model

/// One look at a StatefulSet, with the steps and the order of steps of kube-controller-manager's.
struct StatefulSetSync {
    let set: Value
    let view: any ClusterView
    let now: Instant
    var mutations: [Mutation] = []
    var again: Instant?
    /// In the order of their numbers; one that is yet to be made has no phase.
    var replicas: [Value] = []
    /// Outside of the range, the highest number first.
    var condemned: [Value] = []
    var currentSet: Value = .null
    var updateSet: Value = .null

    init(set: Value, view: any ClusterView, now: Instant) {
        self.set = set
        self.view = view
        self.now = now
    }

    var start: Int { self.set.at("spec", "ordinals", "start")?.int ?? 0 }
    var isMonotonic: Bool { self.set.at("spec", "podManagementPolicy")?.string != "Parallel" }
    var minReady: Int { self.set.at("spec", "minReadySeconds")?.int ?? 0 }
    var strategy: Value { self.set.at("spec", "updateStrategy") ?? .emptyObject }
    var partition: Int { strategy.at("rollingUpdate", "partition")?.int ?? 0 }

    mutating func run() {
        let selector = ObjectSelector(set.at("spec", "selector"))
        let claim = Claim(of: "Pod", group: "", by: set, selector: selector, in: view) {
            PodIdentity(name: $0.name)?.parent == set.name
        }
        mutations = claim.mutations
        let revisions = SetRevisions(of: set, in: view)
        mutations += revisions.mutations
        currentSet = SetRevisions.apply(revisions.current, to: set)
        updateSet = SetRevisions.apply(revisions.update, to: set)
        arrange(claim.objects, revisions)
        var status = update(claim.objects, revisions)
        complete(&status)
        if status != set.status {
            var written = set
            written["status"] = status
            mutations.append(.updateStatus(written.unversioned))
        }
        for revision in revisions.excess(
            limit: set.at("spec", "revisionHistoryLimit")?.int ?? 10, pods: claim.objects)
        {
            mutations.append(.delete(revision.key, uid: revision.uid, gracePeriodSeconds: nil))
        }
        if let next = nextAvailability(of: claim.objects, minReadySeconds: minReady, after: now) { callAgain(next) }
    }

    /// Puts the pods at their places and makes up the missing ones.
    private mutating func arrange(_ pods: [Value], _ revisions: SetRevisions) {
        var byOrdinal: [Int: Value] = [:]
        var outside: [(Int, Value)] = []
        for pod in pods {
            guard let ordinal = PodIdentity(name: pod.name)?.ordinal else { continue }
            if ordinal >= start, ordinal < start + set.replicas {
                byOrdinal[ordinal] = pod
            } else {
                outside.append((ordinal, pod))
            }
        }
        condemned = outside.sorted { $0.0 > $1.0 }.map(\.1)
        replicas = (0..<set.replicas).map { place in
            byOrdinal[start + place] ?? newPod(start + place, revisions)
        }
    }

    private mutating func update(_ pods: [Value], _ revisions: SetRevisions) -> Value {
        func status(_ pods: [Value]) -> Value { statefulSetStatus(of: set, pods: pods, revisions, at: now) }
        if set.isBeingDeleted { return status(pods) }
        let firstUnavailable =
            replicas.first { isUnavailable($0) } ?? condemned.last { isUnavailable($0) }
        for place in replicas.indices {
            let step = tendReplica(place)
            if step == .failed || (step == .wait && isMonotonic) { return status(replicas + condemned) }
        }
        for pod in condemned { setClaimOwners(of: pod) }
        for pod in condemned {
            let step = remove(condemned: pod, firstUnavailable: firstUnavailable)
            if step == .wait, isMonotonic { return status(replicas + condemned) }
        }
        var result = status(replicas + condemned)
        if strategy.text("type") == "OnDelete" { return result }
        let removed = replaceOutdated(revisions.update.name)
        result["currentReplicas"] = Value((result["currentReplicas"]?.int ?? 0) - removed).nonZero
        return result
    }

    /// When all pods are of the update's revision and ready, the update is over.
    private func complete(_ status: inout Value) {
        let count = set.replicas
        guard strategy.text("type") != "OnDelete", (status["updatedReplicas"]?.int ?? 0) == count,
            (status["readyReplicas"]?.int ?? 0) == count, (status["replicas"]?.int ?? 0) == count
        else { return }
        status["currentReplicas"] = status["updatedReplicas"]
        status["currentRevision"] = status["updateRevision"]
    }

    func isUnavailable(_ pod: Value) -> Bool {
        pod.isBeingDeleted || !isRunningAndAvailable(pod)
    }
    func isRunningAndReady(_ pod: Value) -> Bool { pod.phase == "Running" && pod.isPodReady }
    func isRunningAndAvailable(_ pod: Value) -> Bool {
        isRunningAndReady(pod) && pod.isPodAvailable(minReadySeconds: minReady, at: now)
    }

    mutating func record(_ type: ClusterEvent.EventType, _ reason: String, _ message: String) {
        mutations.append(
            .event(
                ClusterEvent(
                    regarding: set, type: type, reason: reason, message: message, source: "statefulset-controller")))
    }

    mutating func callAgain(_ instant: Instant) { again = min(again ?? instant, instant) }
}

extension Value {
    /// nil for zero.
    fileprivate var nonZero: Value? { int == 0 ? nil : self }
}
