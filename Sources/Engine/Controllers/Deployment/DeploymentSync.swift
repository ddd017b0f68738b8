import Model

/// One look at a Deployment, with the steps and the order of steps of kube-controller-manager's.
struct DeploymentSync {
    let view: any ClusterView
    let now: Instant
    /// As it is after what this look has written so far.
    var deployment: Value
    /// The ReplicaSets it manages, likewise.
    var sets: [Value] = []
    var mutations: [Mutation] = []
    var again: Instant?

    init(deployment: Value, view: any ClusterView, now: Instant) {
        self.deployment = deployment
        self.view = view
        self.now = now
    }

    mutating func run() {
        let selector = ObjectSelector(deployment.at("spec", "selector"))
        if selector.isEverything { return refuseToSelectAll() }
        let claim = Claim(of: "ReplicaSet", group: "apps", by: deployment, selector: selector, in: view)
        sets = claim.objects
        mutations = claim.mutations
        if deployment.isBeingDeleted {
            guard let (new, old) = revisions(creating: false) else { return }
            return writeStatus(deploymentStatus(of: deployment, all: old.joined(by: new), new: new, at: now))
        }
        notePause()
        if isPaused { return scaleOnly() }
        guard let wasScaled = isScalingEvent() else { return }
        if wasScaled { return scaleOnly() }
        if deployment.at("spec", "strategy", "type")?.string == "Recreate" { recreate() } else { roll() }
    }

    var isPaused: Bool { deployment.at("spec", "paused")?.bool ?? false }
    var limits: RolloutLimits { RolloutLimits(of: deployment) }

    private mutating func refuseToSelectAll() {
        record(
            .warning, "SelectingAll", "This deployment is selecting all pods. A non-empty selector is required.")
        guard deployment.statusCount("observedGeneration") < deployment.generation else { return }
        var status = deployment.status
        status["observedGeneration"] = Value(deployment.generation)
        writeStatus(status)
    }

    /// Says in the Progressing condition that the Deployment is paused, or goes on.
    private mutating func notePause() {
        guard deployment.hasProgressDeadline else { return }
        let reason = deployment.condition("Progressing")?.text("reason")
        if reason == "ProgressDeadlineExceeded" { return }
        var status = deployment.status
        if isPaused, reason != "DeploymentPaused" {
            status.setCondition("Progressing", "Unknown", "DeploymentPaused", "Deployment is paused", at: now)
        } else if !isPaused, reason == "DeploymentPaused" {
            status.setCondition("Progressing", "Unknown", "DeploymentResumed", "Deployment is resumed", at: now)
        } else {
            return
        }
        writeStatus(status)
    }

    /// Whether somebody changed the number of replicas since the ReplicaSets were last told; nil where the look ends.
    private mutating func isScalingEvent() -> Bool? {
        guard let (new, old) = revisions(creating: false) else { return nil }
        return (old.joined(by: new)).contains {
            guard $0.replicas > 0, let desired = $0.annotation(Annotation.desired).flatMap({ Int($0) }) else {
                return false
            }
            return desired != deployment.replicas
        }
    }

    /// Neither a new ReplicaSet nor a step of a rollout, only sizes.
    private mutating func scaleOnly() {
        guard let (new, old) = revisions(creating: false) else { return }
        scale(new: new, old: old)
        if isPaused { removeOldRevisions(old) }
        writeStatus(deploymentStatus(of: deployment, all: old.joined(by: new), new: new, at: now))
    }

    mutating func writeStatus(_ status: Value) {
        if status == deployment.status { return }
        deployment["status"] = status
        mutations.append(.updateStatus(deployment.unversioned))
    }

    mutating func write(_ set: Value) {
        mutations.append(.update(set.unversioned))
        if let index = sets.firstIndex(where: { $0.name == set.name }) { sets[index] = set }
    }

    mutating func record(_ type: ClusterEvent.EventType, _ reason: String, _ message: String) {
        mutations.append(
            .event(
                ClusterEvent(
                    regarding: deployment, type: type, reason: reason, message: message,
                    source: "deployment-controller")))
    }

    mutating func callAgain(_ instant: Instant) { again = min(again ?? instant, instant) }
}

extension [Value] {
    /// With the new ReplicaSet at the end, where there is one.
    func joined(by new: Value?) -> [Value] { new.map { self + [$0] } ?? self }
}
