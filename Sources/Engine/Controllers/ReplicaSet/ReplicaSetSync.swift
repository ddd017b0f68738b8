import Model

/// One look at a ReplicaSet.
struct ReplicaSetSync {
    let set: Value
    /// Of its Events.
    let source: String
    let view: any ClusterView
    let now: Instant
    private(set) var mutations: [Mutation] = []
    private(set) var again: Instant?
    private var failure: (reason: String, message: String)?

    /// The most pods made or removed in one look.
    private static let burst = 500

    init(set: Value, source: String, view: any ClusterView, now: Instant) {
        self.set = set
        self.source = source
        self.view = view
        self.now = now
    }

    mutating func run() {
        let selector = set.replicaSelector
        let claim = Claim(of: "Pod", group: "", by: set, selector: selector, in: view)
        mutations = claim.mutations
        let active = claim.objects.filter(\.isActivePod)
        let terminating = claim.objects.filter { !$0.isTerminal && $0.isBeingDeleted }
        if !set.isBeingDeleted { manage(active) }
        let status = replicaSetStatus(of: set, active: active, terminating: terminating, failure: failure, at: now)
        if status != set.status {
            var written = set
            written["status"] = status
            mutations.append(.updateStatus(written.unversioned))
        }
        let minReady = set.at("spec", "minReadySeconds")?.int ?? 0
        if let next = nextAvailability(of: active, minReadySeconds: minReady, after: now) {
            again = min(again ?? next, next)
        }
    }

    private mutating func manage(_ active: [Value]) {
        let missing = set.replicas - active.count
        if missing > 0 {
            create(min(missing, ReplicaSetSync.burst))
        } else if missing < 0 {
            remove(min(-missing, ReplicaSetSync.burst), of: active)
        }
    }

    private mutating func create(_ count: Int) {
        var new = pod(from: set.at("spec", "template") ?? .emptyObject, for: set)
        new.set(Value(set.name + "-"), at: "metadata", "generateName")
        var taken: Set<String> = []
        func freshName(_ index: Int) -> String {
            view.freshName(
                prefix: set.name + "-", kind: "Pod", group: "", namespace: set.namespace,
                seed: "\(set.uid) \(set.resourceVersion) \(now.milliseconds) \(index)", taken: taken)
        }
        new.set(Value(freshName(count)), at: "metadata", "name")
        let (most, refusal) = view.admissible(count, of: new)
        for index in 0..<most {
            let name = freshName(index)
            taken.insert(name)
            new.set(Value(name), at: "metadata", "name")
            mutations.append(.create(new))
            record(.normal, "SuccessfulCreate", "Created pod: \(name)")
        }
        if let refusal { return fail(refusal) }
        if count == ReplicaSetSync.burst { again = now }
    }

    private mutating func fail(_ refusal: String) {
        let isEnding =
            view.object(ObjectKey(group: "", kind: "Namespace", namespace: "", name: set.namespace))?
            .isBeingDeleted ?? true
        if isEnding { return }
        failure = ("FailedCreate", refusal)
        record(.warning, "FailedCreate", "Error creating: \(refusal)")
        let since = set.condition("ReplicaFailure")?.time("lastTransitionTime")
        again = now + retryDelay(since: since, now: now)
    }

    private mutating func remove(_ count: Int, of active: [Value]) {
        let ordered =
            count < active.count
            ? removalOrder(of: active, related: related(), at: now) : active
        for pod in ordered.prefix(count) {
            mutations.append(.delete(pod.key, uid: pod.uid, gracePeriodSeconds: nil))
            record(.normal, "SuccessfulDelete", "Deleted pod: \(pod.name)")
        }
    }

    /// The pods of all ReplicaSets with the same controller: where they crowd, one goes first.
    private func related() -> [Value] {
        guard let owner = set.controllerReference?["uid"]?.string else { return view.owned(by: set.uid) }
        return view.owned(by: owner).filter { $0.objectKind == "ReplicaSet" }.flatMap { view.owned(by: $0.uid) }
    }

    private mutating func record(_ type: ClusterEvent.EventType, _ reason: String, _ message: String) {
        mutations.append(
            .event(
                ClusterEvent(
                    regarding: set, type: type, reason: reason, message: message, source: source)))
    }
}
