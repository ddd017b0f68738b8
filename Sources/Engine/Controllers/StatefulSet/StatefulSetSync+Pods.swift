import Model

extension StatefulSetSync {
    enum Step { case goOn, wait, failed }

    /// One pod of the range: make it, wait for it, or put its identity right.
    mutating func tendReplica(_ place: Int) -> Step {
        let pod = replicas[place]
        if pod.isTerminal {
            if !pod.isBeingDeleted { remove(pod) }
            return .wait
        }
        if pod.phase.isEmpty {
            guard create(pod) else { return .failed }
            if isMonotonic { return .wait }
        }
        if pod.phase == "Pending" { createMissingClaims(of: pod) }
        if isMonotonic, pod.isBeingDeleted || !isRunningAndAvailable(pod) { return .wait }
        if !pod.phase.isEmpty {
            setClaimOwners(of: pod)
            restoreIdentity(of: pod)
        }
        return .goOn
    }

    mutating func remove(condemned pod: Value, firstUnavailable: Value?) -> Step {
        if pod.isBeingDeleted { return .wait }
        if isMonotonic, !isRunningAndAvailable(pod), pod.name != firstUnavailable?.name { return .wait }
        remove(pod)
        return .wait
    }

    /// Deletes what is not of the update's revision, from the highest number down; how many were.
    mutating func replaceOutdated(_ revision: String) -> Int {
        guard let limit = strategy.at("rollingUpdate", "maxUnavailable") else { return replaceOne(revision) }
        let most = max(1, scaledCount(limit, of: set.replicas, roundUp: false))
        var room = most - replicas.count { isUnavailable($0) }
        var removed = 0
        for place in replicas.indices.reversed() where place >= partition && room > 0 {
            let pod = replicas[place]
            guard pod.setRevision != revision, !pod.isBeingDeleted else { continue }
            remove(pod)
            removed += 1
            room -= 1
        }
        return removed
    }

    /// One at a time, and none while one of the update's revision is not available: a broken pod stays as it is.
    private mutating func replaceOne(_ revision: String) -> Int {
        for place in replicas.indices.reversed() where place >= partition {
            let pod = replicas[place]
            if pod.setRevision != revision, !pod.isBeingDeleted {
                remove(pod)
                return 1
            }
            if isUnavailable(pod) { return 0 }
        }
        return 0
    }

    private mutating func remove(_ pod: Value) {
        if pod.uid.isEmpty { return }
        mutations.append(.delete(pod.key, uid: pod.uid, gracePeriodSeconds: nil))
        record(.normal, "SuccessfulDelete", "Delete Pod \(pod.name) in StatefulSet \(set.name) successful")
    }

    private mutating func create(_ pod: Value) -> Bool {
        if hasStaleClaim(pod) {
            callAgain(now + .seconds(1))
            return false
        }
        createMissingClaims(of: pod)
        if let refusal = view.refusal(ofCreating: pod) {
            record(
                .warning, "FailedCreate",
                "Create Pod \(pod.name) in StatefulSet \(set.name) failed error: \(refusal)")
            callAgain(now + retryDelay(since: Instant(set.creationTime), now: now))
            return false
        }
        mutations.append(.create(pod))
        record(.normal, "SuccessfulCreate", "Create Pod \(pod.name) in StatefulSet \(set.name) successful")
        return true
    }

    /// A pod for a number, of the revision that the number should have now.
    func newPod(_ ordinal: Int, _ revisions: SetRevisions) -> Value {
        let isOld: Bool
        if strategy.text("type") == "OnDelete" {
            isOld = false
        } else if strategy["rollingUpdate"] == nil {
            isOld = ordinal < start + set.statusCount("currentReplicas")
        } else {
            isOld = ordinal < start + partition
        }
        let base = isOld ? currentSet : updateSet
        var made = pod(from: base.at("spec", "template") ?? .emptyObject, for: set)
        made.set(Value("\(set.name)-\(ordinal)"), at: "metadata", "name")
        made.set(Value("\(set.name)-"), at: "metadata", "generateName")
        setIdentity(of: &made, ordinal: ordinal)
        made.setLabel("controller-revision-hash", isOld ? revisions.current.name : revisions.update.name)
        made.set(Value(made.name), at: "spec", "hostname")
        let service = set.at("spec", "serviceName")?.string ?? ""
        if !service.isEmpty { made.set(Value(service), at: "spec", "subdomain") }
        mountClaims(on: &made, ordinal: ordinal)
        return made
    }

    private func setIdentity(of pod: inout Value, ordinal: Int) {
        pod.setLabel("statefulset.kubernetes.io/pod-name", pod.name)
        pod.setLabel("apps.kubernetes.io/pod-index", String(ordinal))
    }

    private mutating func restoreIdentity(of pod: Value) {
        guard let ordinal = PodIdentity(name: pod.name)?.ordinal else { return }
        var restored = pod
        setIdentity(of: &restored, ordinal: ordinal)
        guard restored != pod else { return }
        mutations.append(.update(restored.unversioned))
        record(.normal, "SuccessfulUpdate", "Update Pod \(pod.name) in StatefulSet \(set.name) successful")
    }
}
