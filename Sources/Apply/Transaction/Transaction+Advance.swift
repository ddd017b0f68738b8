internal import ClusterAPI
internal import Kinds
internal import Model

extension Transaction {
    /// Moves to the next phase where this one is over.
    mutating func advance(at now: Instant) {
        switch phase {
        case .planned: start(at: now)
        case .recovering: advanceRecovery(at: now)
        case .preflight: advancePreflight(at: now)
        case .applying, .verifying, .pruning: advanceForward(at: now)
        case .rollingBack: advanceUndo(at: now)
        case .committed, .rolledBack, .stuck, .refused: break
        }
    }

    private mutating func start(at now: Instant) {
        if isStopping { return end(.stopped, at: now) }
        if steps.isEmpty {
            return end(problems.isEmpty ? .committed(warnings: []) : .refused(problems.inOrder), at: now)
        }
        enter(.preflight, at: now)
        beginPreflight()
    }

    private mutating func advanceForward(at now: Instant) {
        if isStopping, failures.isEmpty, phase != .pruning {
            errands.drop()
        } else if failures.isEmpty, now >= deadline {
            timedOut(at: now)
        }
        if !failures.isEmpty || (isStopping && phase != .pruning) {
            // What is under way may still be carried out; it is undone when it is known.
            if !errands.hasUnderWay, !isGathering(at: now) { giveUp(at: now) }
            return
        }
        switch phase {
        case .applying where unwritten == 0: enter(.verifying, at: now)
        case .verifying where unsettled == 0:
            enter(.pruning, at: now)
            for step in steps where step.action == .delete && progress[step.id].state == .waiting {
                release(step.id, at: now)
            }
        case .pruning where undeleted == 0: end(.committed(warnings: warnings), at: now)
        default: break
        }
    }

    private mutating func giveUp(at now: Instant) {
        tellEvidence()
        for step in steps where !progress[step.id].isBegun {
            note(StepResult(step: step.id, result: .skipped))
        }
        if settings.rollback || isStopping || !progress.contains(where: \.isBegun) {
            beginUndo(at: now)
        } else {
            end(.failed(reasons: failures), at: now)
        }
    }

    mutating func fail(_ step: Int, _ message: String, isTransient: Bool = false, at now: Instant) {
        failures.append(Problem(message, origin: steps[step].origin, object: steps[step].key))
        if !isTransient { isOnlyTransient = false }
        errands.drop()
        note(StepResult(step: step, result: .failed, reason: message, isPassing: isTransient))
        tell(.failed(steps[step].key, steps[step].action, reason: message), at: now)
    }

    private mutating func timedOut(at now: Instant) {
        let limit = "\(settings.timeout.milliseconds / 1000) s"
        for step in steps {
            let state = progress[step.id]
            switch state.state {
            case .writing:
                let reason = state.lastError.map { ": \(spoken($0, of: step.key))" } ?? ""
                // What others keep in its way says nothing against the revision.
                fail(
                    step.id, "\(step.key.spoken) could not be written within \(limit)\(reason)",
                    isTransient: state.lastError.map { $0.isTransient || $0.reason == .conflict } ?? true, at: now)
            case .settling where step.action == .delete || step.action == .replace && state.written == nil:
                fail(
                    step.id, "\(step.key.spoken) was deleted and is not gone after \(limit)\(holdup(step.id))",
                    isTransient: isBlind(in: step.key.namespace), at: now)
            case .settling: isLate(step.id, after: limit, at: now)
            case .waiting, .done: break
            }
        }
        if failures.isEmpty { failures.append(Problem("it was not over after \(limit)")) }
        errands.drop()
    }

    /// It is written, and was not healthy in time. Where nobody could see how it is, that is not the revision's fault.
    mutating func isLate(_ step: Int, after limit: String, at now: Instant) {
        settling.remove(step)
        if isBlind(in: steps[step].key.namespace) {
            let fault = steps[step].hook == nil ? "could not be seen healthy" : "could not be seen to end"
            return fail(
                step, "\(steps[step].key.spoken) \(fault) within \(limit): the cluster does not answer",
                isTransient: true, at: now)
        }
        let reason = progress[step].health?.reason ?? ""
        let fault = steps[step].hook == nil ? "is not healthy" : "has not ended"
        fail(
            step, "\(steps[step].key.spoken) \(fault) after \(limit)" + (reason.isEmpty ? "" : ": \(reason)"),
            at: now)
        gatherEvidence(of: step, at: now)
    }

    /// A watch on what is in a namespace has ended, and has not begun again.
    private func isBlind(in namespace: String) -> Bool {
        watched.contains { target in
            (target.namespace.isEmpty || target.namespace == namespace)
                && !seen.knowsAll(target.type, namespace: target.namespace)
        }
    }

    private var unbegun: Bool { !progress.contains(where: \.isBegun) && !errands.hasUnderWay }

    mutating func journalFailed(_ reason: String, at now: Instant) {
        let message = "the journal cannot be written: \(reason)"
        // What went wrong first is what is wrong; the rest may come of that.
        if journalTrouble == nil { journalTrouble = message }
        // Undoing needs no intents: it looks at the cluster. The journal stays open, and says that this is not over.
        if phase == .rollingBack { return }
        errands.drop()
        // While it recovers it has only asked: what it found cannot be kept, so whoever comes next asks again.
        if phase == .planned || phase == .preflight || phase == .recovering || unbegun {
            return end(.unfinished(message), at: now)
        }
        failures.append(Problem(message))
    }

    /// How it ended could not be written down.
    mutating func endIsNotWritten(_ reason: String) {
        let unfinished = Outcome.unfinished("the journal cannot be written: \(reason)")
        for index in facts.indices {
            if case .finished = facts[index].event { facts[index].event = .finished(unfinished) }
        }
        outcome = unfinished
    }

    mutating func answered(_ errand: Errand, _ result: Result<Response, ClusterError>, at now: Instant) {
        switch errand {
        case .need, .dryRun, .quotas, .survey: answeredPreflight(errand, result, at: now)
        case .write(let step): answeredWrite(step, result, at: now)
        case .look(let step): answeredLook(step, result, at: now)
        case .undoLook(let step): answeredUndoLook(step, result, at: now)
        case .undoWrite(let step): answeredUndoWrite(step, result, at: now)
        case .recoveryLook(let step): answeredRecoveryLook(step, result, at: now)
        case .hookDelete(let step): answeredHookDelete(step, result, at: now)
        case .hookLook(let step): answeredHookLook(step, result, at: now)
        case .hookCreate(let step): answeredHookCreate(step, result, at: now)
        case .complaints(let step): answeredComplaints(step, result, at: now)
        case .evidence(let step, let source): answeredEvidence(step, source, result)
        case .unblock:
            guard case .failure(let error) = result, error.isTransient else { return }
            _ = errands.retry(errand, after: error.details?.retryAfterSeconds, at: now)
        }
    }

    /// Makes the request of an errand; an errand that has become needless is done.
    mutating func send(_ id: Int, _ errand: Errand, at now: Instant) {
        let made: (request: Request, intent: Intent?)?
        switch errand {
        case .need(let key):
            made = needs.first { $0.target == key }.map {
                (Request(.get, $0.type, namespace: key.namespace, name: key.name), nil)
            }
        case .dryRun(let step): made = dryRun(of: steps[step]).map { ($0, nil) }
        case .survey(let index):
            made = (Request(.list, surveys[index].type, namespace: surveys[index].namespace), nil)
        case .quotas(let namespace): made = (Request(.list, quotaType, namespace: namespace), nil)
        case .write(let step): made = write(step)
        case .look(let step), .undoLook(let step), .recoveryLook(let step), .hookLook(let step):
            made = (
                Request(.get, steps[step].type, namespace: steps[step].key.namespace, name: steps[step].key.name), nil
            )
        case .undoWrite(let step): made = undoRequest(step).map { ($0, nil) }
        case .hookDelete(let step): made = hookDeleteRequest(step).map { ($0, nil) }
        case .hookCreate(let step): made = hookCreateRequest(step)
        case .evidence(_, let source): made = (source.request, nil)
        case .complaints(let step):
            made = (EvidenceSource.events(namespace: steps[step].key.namespace).request, nil)
        case .unblock(let type, let key, let uid):
            var request = Request(.delete, type, namespace: key.namespace, name: key.name)
            request.options.preconditionUID = uid
            request.options.propagation = .background
            made = (request, nil)
        }
        guard let made else {
            _ = errands.finish(id)
            return
        }
        if made.intent != nil { hasNewIntent = true }
        act(.call(Call(id: id, request: made.request, intent: made.intent)))
    }
}

let podType = ResourceType(group: "", version: "v1", kind: "Pod", plural: "pods", isNamespaced: true)
let replicaSetType = ResourceType(
    group: "apps", version: "v1", kind: "ReplicaSet", plural: "replicasets", isNamespaced: true)

extension [Problem] {
    /// By file and line, each once.
    var inOrder: [Problem] {
        var seen: Set<Problem> = []
        return filter { seen.insert($0).inserted }.sorted {
            ($0.origin?.file ?? "", $0.origin?.line ?? 0, $0.message) < (
                $1.origin?.file ?? "", $1.origin?.line ?? 0, $1.message
            )
        }
    }
}
