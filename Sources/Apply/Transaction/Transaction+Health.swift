internal import ClusterAPI
internal import Diff
internal import Kinds
internal import Model

extension Transaction {
    /// Watches what the workloads of the plan are, and what they make.
    mutating func followWorkloads() {
        for step in steps
        where step.action != .delete && step.isForward && isAwaited(group: step.key.group, kind: step.key.kind) {
            followWorkload(step)
        }
    }

    mutating func followWorkload(_ step: Step) {
        follow(step.type, namespace: step.key.namespace)
        guard PodTemplate.path(group: step.key.group, kind: step.key.kind) != nil else { return }
        follow(podType, namespace: step.key.namespace)
        if step.key.kind == "Deployment" { follow(replicaSetType, namespace: step.key.namespace) }
    }

    mutating func observed(_ object: Value, at now: Instant) {
        seen.see(object)
        for step in concerned(by: object) { reviewHealth(of: step, at: now) }
    }

    mutating func vanished(_ object: Value, at now: Instant) {
        let concerned = concerned(by: object)
        seen.lose(object)
        if let step = stepOfKey[object.key] {
            if phase == .rollingBack, progress[step].obstacle != nil { errands.hurry(.undoLook(step)) }
            if phase != .rollingBack, progress[step].deletedAt != nil, object.uid == steps[step].change.live?.uid {
                gone(step, at: now)
            }
        }
        for step in concerned { reviewHealth(of: step, at: now) }
    }

    /// A step may wait for something to be gone that was gone before the watch began.
    mutating func listed(_ target: WatchTarget, at now: Instant) {
        seen.listed(target)
        for step in settling.sorted() where steps[step].type == target.type && progress[step].deletedAt != nil {
            let key = steps[step].key
            guard target.namespace.isEmpty || target.namespace == key.namespace else { continue }
            if seen.object(key)?.uid != steps[step].change.live?.uid { gone(step, at: now) }
        }
        // What went while nobody watched is told by its absence only.
        for step in settling.union(restoring).sorted()
        where target.namespace.isEmpty || target.namespace == steps[step].key.namespace {
            reviewHealth(of: step, at: now)
        }
    }

    private func concerned(by object: Value) -> [Int] {
        var found: [Int] = []
        if let step = stepOfKey[object.key] { found.append(step) }
        for uid in seen.lineage(of: object).dropFirst() {
            if let owner = seen.object(uid: uid), let step = stepOfKey[owner.key] { found.append(step) }
        }
        return found
    }

    /// Verdicts that were to be looked at again, and deletes that take long.
    mutating func review(at now: Instant) {
        if let step = failureHook { reviewHealth(of: step, at: now) }
        for step in settling.union(restoring).sorted() {
            if let time = complaintsDue(of: step), time <= now {
                progress[step].complaintsAskedAt = now
                errands.add(.complaints(step))
            }
            if progress[step].reviewAt.map({ $0 <= now }) ?? false || dueTime(of: step).map({ $0 <= now }) ?? false {
                reviewHealth(of: step, at: now)
            }
        }
        if phase == .pruning { reviewDeletes(at: now) }
    }

    mutating func reviewHealth(of step: Int, at now: Instant) {
        if steps[step].hook == .onFailure { return reviewFailureHook(step, at: now) }
        if phase == .rollingBack { return reviewRestored(step, at: now) }
        guard settling.contains(step), steps[step].action != .delete, let written = progress[step].written else {
            return
        }
        let verdict = verdict(step, written, at: now)
        unblock(step, written)
        tellHealth(step, verdict, at: now)
        // A hook that is suspended has not run.
        if steps[step].hook == nil ? verdict.isSettled : verdict.state == .healthy {
            settled(step, at: now)
        } else if verdict.isPermanent {
            settling.remove(step)
            // That somebody deleted it says nothing against the revision.
            let isGone = seen.object(steps[step].key) == nil
            fail(step, "\(steps[step].key.spoken): \(verdict.reason)", isTransient: isGone, at: now)
            gatherEvidence(of: step, at: now)
        } else if let due = dueTime(of: step), now >= due {
            isLate(step, after: "\((due - (progress[step].writtenAt ?? now)).milliseconds / 1000) s", at: now)
        }
    }

    /// When it has to be healthy by its own mark; never later than the whole transaction.
    func dueTime(of step: Int) -> Instant? {
        guard let written = progress[step].writtenAt, steps[step].action != .delete,
            let limit = steps[step].body?.annotation(Marks.timeout).flatMap({ parseDuration($0) })
        else { return nil }
        return written + limit
    }

    /// As the cluster shows it, once it shows what was written; until then as the write was answered.
    func verdict(_ step: Int, _ written: Value, at now: Instant) -> Health {
        let type = steps[step].type
        guard let object = seen.object(steps[step].key) else {
            let isKnown = seen.knowsAll(type, namespace: steps[step].key.namespace)
            return isKnown ? .failed("was deleted by somebody while it was waited for") : health(of: written, at: now)
        }
        if object.uid == written.uid, object.generation < written.generation { return health(of: written, at: now) }
        let dependents = seen.dependents(of: object.uid)
        let verdict = health(of: object, among: dependents, at: now)
        guard verdict.isPermanent, let since = progress[step].writtenAt, now < since + Transaction.patience else {
            return verdict
        }
        // Pods from before the write may show what was wrong before it, and get well with it.
        let young = dependents.filter { $0.objectKind != "Pod" || !isOlder($0, than: since) }
        guard !health(of: object, among: young, at: now).isPermanent else { return verdict }
        var patient = verdict
        patient.isPermanent = false
        patient.reviewAt = min(verdict.reviewAt ?? since + Transaction.patience, since + Transaction.patience)
        return patient
    }

    /// How long pods that were there before get to make good of what was written: the kubelet tries again every ten to
    /// twenty seconds.
    private static let patience = Duration.seconds(30)

    /// Times of objects are told in seconds.
    private func isOlder(_ object: Value, than time: Instant) -> Bool {
        guard let made = object.metadata["creationTimestamp"]?.string.flatMap({ Instant($0) }) else { return false }
        return made + .seconds(1) <= time
    }

    mutating func tellHealth(_ step: Int, _ verdict: Health, at now: Instant) {
        if progress[step].health?.state != verdict.state || progress[step].health?.reason != verdict.reason {
            tell(.health(steps[step].key, verdict), at: now)
        }
        progress[step].health = verdict
        progress[step].reviewAt = verdict.reviewAt
    }

    /// Kubernetes leaves broken pods of a former revision where they are, and the rollout behind them.
    mutating func unblock(_ step: Int, _ written: Value) {
        guard steps[step].key.kind == "StatefulSet", let object = seen.object(steps[step].key),
            object.generation >= written.generation
        else { return }
        let pods = podsHoldingUp(
            object, among: seen.dependents(of: object.uid), isGivenUp: phase == .rollingBack)
        for pod in pods {
            guard unblocked.insert(pod.uid).inserted else { continue }
            errands.add(.unblock(podType, pod.key, uid: pod.uid))
        }
    }
}
