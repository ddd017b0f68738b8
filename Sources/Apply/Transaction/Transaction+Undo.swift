internal import ClusterAPI
internal import Diff
internal import Kinds
internal import Model

extension Transaction {
    /// Begins to undo every step that was begun, in reverse.
    mutating func beginUndo(at now: Instant) {
        let begun = steps.indices.filter { progress[$0].isBegun }
        guard !begun.isEmpty else { return endUndone(at: now) }
        enter(.rollingBack, at: now)
        deadline = now + settings.timeout
        settling = []
        // Requests that had not been sent were dropped.
        unblocked = []
        let chosen = Set(begun)
        let writing = Sorting(steps, steps.indices.filter { steps[$0].action != .delete }).layers
        let deleting = Sorting(steps, steps.indices.filter { steps[$0].action == .delete }).layers
        undoLayers = (writing + deleting).reversed().map { $0.filter { chosen.contains($0) } }.filter { !$0.isEmpty }
        undoLayer = -1
        advanceUndo(at: now)
    }

    mutating func advanceUndo(at now: Instant) {
        // A layer is passed when all of it is back, or held up by what the others need not wait for.
        while undoLayer < undoLayers.count,
            undoLayer < 0 || undoLayers[undoLayer].allSatisfy({ progress[$0].isBack || progress[$0].obstacle != nil })
        {
            undoLayer += 1
            guard undoLayer < undoLayers.count else { break }
            for step in undoLayers[undoLayer] where !progress[step].isBack { errands.add(.undoLook(step)) }
        }
        let left = undoLayers.joined().filter { !progress[$0].isBack }
        let isHeldUp =
            !left.isEmpty
            && left.allSatisfy { step in
                obstacleSince[step].map { now >= $0 + settings.deletionGrace } ?? false
            }
        if isHeldUp || (now >= deadline && !left.isEmpty) { return endStuck(left, at: now) }
        guard left.isEmpty else { return }
        if restoring.isEmpty || isStopping { return runFailureHooks(at: now) }
        if now >= deadline {
            for step in restoring.sorted() {
                remark(
                    "\(steps[step].key.spoken) is back, and not healthy again yet: "
                        + (progress[step].health?.reason ?? ""), step)
            }
            restoring = []
            runFailureHooks(at: now)
        }
    }

    mutating func endUndone(at now: Instant) {
        if let journalTrouble { return end(.unfinished(journalTrouble), at: now) }
        if failures.isEmpty, isStopping { return end(.stopped, at: now) }
        if isOnlyTransient, !failures.isEmpty {
            return end(.unreachable(failures.map(\.message).joined(separator: "; ")), at: now)
        }
        end(.rolledBack(reasons: failures.inOrder + remarks.inOrder), at: now)
    }

    private mutating func endStuck(_ left: [Int], at now: Instant) {
        end(
            .stuck(
                reasons: failures.inOrder + remarks.inOrder,
                notBack: left.map { step in
                    Problem(
                        "\(steps[step].key.spoken) is not as it was: "
                            + (progress[step].obstacle ?? progress[step].lastError.map {
                                spoken($0, of: steps[step].key)
                            }
                                ?? "it was not reached"),
                        origin: steps[step].origin, object: steps[step].key)
                }), at: now)
    }

    mutating func answeredUndoLook(_ step: Int, _ result: Result<Response, ClusterError>, at now: Instant) {
        switch result {
        case .failure(let error) where error.reason == .notFound: undo(step, nil, at: now)
        case .failure(let error): undoFailed(step, error, at: now)
        case .success(let response): undo(step, response.object, at: now)
        }
    }

    private mutating func undo(_ step: Int, _ live: Value?, at now: Instant) {
        errands.forget(.undoLook(step))
        if let live { seen.see(live) }
        let decision = decision(step, live)
        switch decision {
        case .nothing: back(step, live, at: now)
        case .create, .update, .delete:
            tellOverridden(step, decision, live)
            progress[step].undo = decision
            errands.add(.undoWrite(step))
        case .waitUntilGone:
            follow(steps[step].type, namespace: steps[step].key.namespace)
            obstruct(step, "it is being deleted and not gone\(live.map { whatHolds($0) } ?? "")", at: now)
            _ = errands.retry(.undoLook(step), at: now)
        }
    }

    func decision(_ step: Int, _ live: Value?) -> UndoDecision {
        undoDecision(
            of: steps[step], before: steps[step].change.live,
            wrote: progress[step].brought ?? progress[step].written ?? progress[step].intended,
            live: live, application: application, schema: changeSettings.schema)
    }

    /// Where somebody else changed after us what goes back now, it is said.
    private mutating func tellOverridden(_ step: Int, _ decision: UndoDecision, _ live: Value?) {
        let spoken = steps[step].key.spoken
        switch decision {
        case .update(let undone):
            for field in undone.overridden {
                let who = field.manager.map { $0 == fieldManager ? "somebody" : $0 } ?? "somebody"
                remark("\(spoken): \(field.path), which \(who) changed meanwhile, is back as it was before", step)
            }
        case .create where live == nil && steps[step].action == .update:
            remark("\(spoken), which somebody deleted meanwhile, is back", step)
        default: break
        }
    }

    mutating func remark(_ message: String, _ step: Int) {
        let problem = Problem(message, origin: steps[step].origin, object: steps[step].key)
        if !remarks.contains(problem) { remarks.append(problem) }
    }

    func undoRequest(_ step: Int) -> Request? {
        let type = steps[step].type
        let key = steps[step].key
        var request: Request
        switch progress[step].undo {
        case .create(let body): request = Request(.create, type, namespace: key.namespace, body: body)
        case .update(let undone):
            request = Request(.update, type, namespace: key.namespace, name: key.name, body: undone.object)
        case .delete(let live): return deleteRequest(steps[step], over: live)
        case .nothing, .waitUntilGone, nil: return nil
        }
        request.options.fieldManager = fieldManager
        return request
    }

    mutating func answeredUndoWrite(_ step: Int, _ result: Result<Response, ClusterError>, at now: Instant) {
        switch (result, progress[step].undo) {
        case (.success(let response), .delete):
            errands.forget(.undoWrite(step))
            let isGoing = response.object?.isBeingDeleted ?? false
            if steps[step].action == .create, !isGoing, seen.object(steps[step].key)?.finalizers.isEmpty ?? true {
                back(step, nil, at: now)
            } else {
                errands.add(.undoLook(step))
            }
        case (.success(let response), _):
            errands.forget(.undoWrite(step))
            back(step, response.object, at: now)
        case (.failure(let error), .create) where error.reason == .notFound: hasNoPlace(step, error, at: now)
        case (.failure(let error), _):
            switch error.reason {
            case .conflict, .alreadyExists, .notFound: _ = errands.retry(.undoLook(step), at: now)
            default: undoFailed(step, error, at: now)
            }
        }
    }

    /// The namespace, or the definition of the kind, is gone. What this transaction does not bring back itself somebody
    /// deleted, and the object with it: once that is back, the object is missed and made again as drift.
    private mutating func hasNoPlace(_ step: Int, _ error: ClusterError, at now: Instant) {
        let lacking = spoken(error, of: steps[step].key)
        obstruct(step, lacking, at: now)
        let since = obstacleSince[step] ?? now
        guard now >= since + .seconds(5), !isPlaceOurs(step) else {
            _ = errands.retry(.undoLook(step), after: 1, at: now)
            return
        }
        remark("\(steps[step].key.spoken) cannot come back: \(lacking). Somebody deleted that meanwhile", step)
        errands.forget(.undoWrite(step))
        back(step, nil, at: now)
    }

    /// Whether the transaction has the object's namespace, or the definition of its kind, among what it undoes.
    private func isPlaceOurs(_ step: Int) -> Bool {
        let (key, type) = (steps[step].key, steps[step].type)
        return steps.contains { other in
            guard progress[other.id].isBegun else { return false }
            return other.key.isDefinition && other.key.name == "\(type.plural).\(type.group)"
                || other.key.kind == "Namespace" && other.key.group.isEmpty && other.key.name == key.namespace
        }
    }

    private mutating func undoFailed(_ step: Int, _ error: ClusterError, at now: Instant) {
        progress[step].lastError = error
        let reason = spoken(error, of: steps[step].key)
        if !error.isTransient { obstruct(step, reason, at: now) }
        let pause = errands.retry(.undoLook(step), after: error.details?.retryAfterSeconds, at: now)
        tell(.retrying(steps[step].key, reason: reason, after: pause), at: now)
    }

    private mutating func obstruct(_ step: Int, _ reason: String, at now: Instant) {
        if progress[step].obstacle != reason { tell(.notBack(steps[step].key, reason: reason), at: now) }
        progress[step].obstacle = reason
        if obstacleSince[step] == nil { obstacleSince[step] = now }
    }

    /// The object is as it was. A workload that was healthy is waited for once more.
    private mutating func back(_ step: Int, _ object: Value?, at now: Instant) {
        guard !progress[step].isBack else { return }
        progress[step].isBack = true
        progress[step].obstacle = nil
        obstacleSince[step] = nil
        note(StepResult(step: step, result: .undone, object: object))
        tell(.undone(steps[step].key), at: now)
        guard let object, let before = steps[step].change.live, steps[step].action != .create,
            isAwaited(group: steps[step].key.group, kind: steps[step].key.kind),
            // Broken pods of the revision that is undone hold a StatefulSet up, whatever it was before.
            steps[step].key.kind == "StatefulSet" || health(of: before, at: now).isSettled
        else { return }
        seen.see(object)
        progress[step].written = object
        progress[step].health = nil
        restoring.insert(step)
        followWorkload(steps[step])
        reviewRestored(step, at: now)
    }

    mutating func reviewRestored(_ step: Int, at now: Instant) {
        guard restoring.contains(step), let written = progress[step].written else { return }
        let verdict = verdict(step, written, at: now)
        unblock(step, written)
        tellHealth(step, verdict, at: now)
        if verdict.isSettled { restoring.remove(step) }
        if verdict.isPermanent {
            restoring.remove(step)
            remark("\(steps[step].key.spoken) is back as it was, and not healthy: \(verdict.reason)", step)
        }
    }
}
