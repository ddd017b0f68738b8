internal import ClusterAPI
internal import Diff
internal import Kinds
internal import Model

extension Transaction {
    /// Lets a step begin where nothing holds it any more.
    mutating func release(_ step: Int, at now: Instant) {
        guard failures.isEmpty, !isStopping, progress[step].state == .waiting, progress[step].unmet == 0,
            steps[step].isForward
        else { return }
        if steps[step].action == .delete {
            guard phase == .pruning else { return }
        } else if openWave < waves.count, steps[step].wave > waves[openWave] {
            parked[steps[step].wave, default: []].append(step)
            return
        }
        progress[step].state = .writing
        // A Job that runs at several moments is, each time, that moment's.
        stepOfKey[steps[step].key] = step
        errands.add(.write(step))
        tell(.started(steps[step].key, steps[step].action), at: now)
    }

    /// The request of a step's next write, with the intent that is still to be written down, where there is one.
    mutating func write(_ step: Int) -> (request: Request, intent: Intent?)? {
        let isReplanned = progress[step].isReplanned
        let isNew = !progress[step].isBegun
        progress[step].isBegun = true
        progress[step].isReplanned = false
        if let announced = progress[step].announced {
            progress[step].announced = nil
            if isNew, !isReplanned { return (announced, nil) }
        }
        guard let request = nextWrite(of: step) else { return nil }
        let body = intended(by: step, request)
        progress[step].intended = body
        guard isNew || isReplanned else { return (request, nil) }
        let before = isReplanned ? steps[step].change.live : nil
        return (request, Intent(step: step, body: body, before: before, replacesBefore: isReplanned))
    }

    /// Writes down with the intents of the writes that are made now those of the writes that wait for their turn: many
    /// writes share one sync of the disk. What a crash leaves of them unsent is found as it was.
    mutating func announceWaiting() {
        var intents: [Intent] = []
        for case .write(let step) in errands.waiting.prefix(settings.announcedWrites)
        where !progress[step].isBegun && !progress[step].isReplanned && progress[step].announced == nil {
            guard let request = nextWrite(of: step) else { continue }
            let body = intended(by: step, request)
            progress[step].announced = request
            progress[step].intended = body
            intents.append(Intent(step: step, body: body))
        }
        if !intents.isEmpty { act(.announce(intents)) }
    }

    private func nextWrite(of step: Int) -> Request? {
        isDelete(step) ? deleteRequest(steps[step], over: steps[step].change.live) : writeRequest(steps[step])
    }

    /// What a write, or what follows it, will have written; nil for a delete.
    private func intended(by step: Int, _ request: Request) -> Value? {
        guard isDelete(step) else { return request.body }
        return steps[step].action == .replace ? writeRequest(steps[step])?.body : nil
    }

    mutating func answeredWrite(_ step: Int, _ result: Result<Response, ClusterError>, at now: Instant) {
        let errand = Errand.write(step)
        let isDelete = isDelete(step)
        switch result {
        case .success(let response):
            errands.forget(errand)
            progress[step].lastError = nil
            if isDelete { accepted(step, response, at: now) } else { written(step, response.object, at: now) }
        case .failure(let error):
            progress[step].lastError = error
            switch error.reason {
            case .notFound where isDelete: gone(step, at: now)
            case .notFound where steps[step].action == .update: look(step, at: now)
            case .conflict, .alreadyExists: look(step, at: now)
            default:
                guard error.isTransient else {
                    // Whoever took the namespace away, or the kind's definition, says nothing of the revision.
                    return fail(
                        step, "\(steps[step].key.spoken) was refused: \(spoken(error, of: steps[step].key))",
                        isTransient: error.isOfNamespace || error.reason == .notFound, at: now)
                }
                if error.reason != .tooManyRequests { progress[step].isUncertain = true }
                guard failures.isEmpty, !isStopping else { return }
                let pause = errands.retry(errand, after: error.details?.retryAfterSeconds, at: now)
                tell(.retrying(steps[step].key, reason: spoken(error, of: steps[step].key), after: pause), at: now)
            }
        }
    }

    /// Whether the step's next write is a delete: the only one, or the first of a replacement.
    private func isDelete(_ step: Int) -> Bool {
        steps[step].action == .delete || steps[step].action == .replace && !progress[step].isCleared
    }

    private mutating func look(_ step: Int, at now: Instant) {
        guard failures.isEmpty, !isStopping else { return }
        // Somebody who writes it all the time must not make us spin.
        if errands.attempts(of: .look(step)) > 2 {
            _ = errands.retry(.look(step), at: now)
        } else {
            errands.count(.look(step))
            errands.add(.look(step))
        }
    }

    /// The object is not as the plan saw it: this one object is planned again.
    mutating func answeredLook(_ step: Int, _ result: Result<Response, ClusterError>, at now: Instant) {
        switch result {
        case .failure(let error) where error.reason == .notFound:
            if isDelete(step) { gone(step, at: now) } else { replan(step, over: nil, at: now) }
        case .failure(let error) where error.isTransient:
            guard failures.isEmpty, !isStopping else { return }
            progress[step].lastError = error
            _ = errands.retry(.look(step), after: error.details?.retryAfterSeconds, at: now)
        case .failure(let error):
            fail(step, "\(steps[step].key.spoken) cannot be read: \(spoken(error, of: steps[step].key))", at: now)
        case .success(let response):
            if let live = response.object, isDelete(step) {
                replanDelete(step, over: live, at: now)
            } else {
                replan(step, over: response.object, at: now)
            }
        }
    }

    /// What is to be deleted is not as the plan saw it.
    private mutating func replanDelete(_ step: Int, over live: Value, at now: Instant) {
        guard failures.isEmpty, !isStopping else { return }
        let key = steps[step].key
        // Another object has the name now; the one that was to go is gone. Unless a former process began to undo this, could
        // not write that down, and brought it back.
        let isBroughtBack = isRecovery && steps[step].action == .delete && Marks.application(of: live) == application
        guard live.uid == steps[step].change.live?.uid || isBroughtBack else { return gone(step, at: now) }
        if live.isBeingDeleted { return accepted(step, Response(.object(live)), at: now) }
        if steps[step].action == .delete {
            if let owner = Marks.application(of: live), owner != application {
                warnings.append("\(key.spoken) belongs to application \"\(owner)\" now, and stays")
                return gone(step, at: now)
            }
            if live.annotation(Marks.prune) == "false" {
                warnings.append("\(key.spoken) has \(Marks.prune): \"false\" now, and stays")
                return gone(step, at: now)
            }
        }
        steps[step].change.live = live
        if let desired = steps[step].change.desired {
            let manifest = Manifest(
                key: key, object: desired, origin: steps[step].origin ?? Origin(file: "", line: 0))
            let changed = change(
                of: manifest, base: steps[step].change.base, live: live, settings: changeSettings)
            steps[step].change.result = changed?.result ?? desired
        }
        progress[step].isReplanned = true
        errands.add(.write(step))
    }

    private mutating func replan(_ step: Int, over live: Value?, at now: Instant) {
        guard failures.isEmpty, !isStopping else { return }
        let key = steps[step].key
        guard let live else {
            // It went meanwhile: there is nothing of it to go back to but what the plan saw.
            if steps[step].action == .replace { progress[step].isCleared = true } else { steps[step].action = .create }
            if !progress[step].isUncertain {
                steps[step].change.live = nil
                progress[step].isReplanned = true
            }
            errands.add(.write(step))
            return
        }
        if live.isBeingDeleted {
            // It has to go before it can come again.
            seen.see(live)
            progress[step].lastError = .conflict(
                steps[step].type, name: key.name, "it is being deleted\(holdup(step))")
            _ = errands.retry(.look(step), at: now)
            return
        }
        if steps[step].hook != nil { return replanHook(step, over: live, at: now) }
        if steps[step].action == .replace {
            if live.uid == steps[step].change.live?.uid { return errands.add(.write(step)) }
            // Ours, where an answer was lost.
            if progress[step].isUncertain, isCarriedOut(step, live) { return written(step, live, at: now) }
            return fail(step, "\(key.spoken) was made anew by somebody else while it was being replaced", at: now)
        }
        // One that is taken over had that mark when it was planned.
        if let owner = Marks.application(of: live), owner != application,
            owner != steps[step].change.live.flatMap({ Marks.application(of: $0) })
        {
            return fail(step, "\(key.spoken) belongs to application \"\(owner)\" now", at: now)
        }
        let former = steps[step].change
        let manifest = Manifest(
            key: key, object: former.desired ?? live, origin: former.origin ?? Origin(file: "", line: 0))
        guard let changed = change(of: manifest, base: former.base, live: live, settings: changeSettings) else {
            // Ours, where an answer was lost; else somebody else's who wants the same.
            if progress[step].isUncertain { takeForOurs(step, live) } else { adopt(step, live) }
            return written(step, live, at: now)
        }
        // Nothing of that name was there: this is what we made, and somebody has written it since.
        let isUncertain = progress[step].isUncertain
        if isUncertain, steps[step].action == .create,
            isOurs(live, progress[step].intended, application, changeSettings.schema(live))
        {
            return written(step, live, at: now)
        }
        adopt(step, isUncertain ? withoutOurs(step, live) : live)
        steps[step].change.action = .update
        steps[step].change.result = changed.result
        steps[step].change.fields = changed.fields
        errands.add(.write(step))
    }

    /// What was met is what there was before.
    private mutating func adopt(_ step: Int, _ live: Value) {
        steps[step].action = .update
        steps[step].change.live = live
        progress[step].isReplanned = true
    }

    /// A write was carried out whose answer was lost. What the cluster shows by now may have others' changes in it: to be
    /// undone is what was sent.
    mutating func takeForOurs(_ step: Int, _ live: Value) {
        guard steps[step].action == .update, var sent = progress[step].intended else { return }
        for name in ["uid", "resourceVersion", "generation"] { sent.set(live.metadata[name], at: "metadata", name) }
        progress[step].brought = sent
    }

    /// The before-image of an object whose write may have been carried out unseen: as it is now, less that write. What
    /// others changed since the plan is in it either way.
    private func withoutOurs(_ step: Int, _ live: Value) -> Value {
        guard let former = steps[step].change.live, former.uid == live.uid, let sent = progress[step].intended else {
            return live
        }
        return undone(wrote: sent, before: former, live: live, schema: changeSettings.schema(live)).object
    }

    mutating func written(_ step: Int, _ object: Value?, at now: Instant) {
        let object = object ?? progress[step].intended ?? .emptyObject
        progress[step].written = object
        progress[step].writtenAt = now
        progress[step].isBegun = true
        // A hook is done when it has run.
        if steps[step].hook == nil {
            note(StepResult(step: step, result: .applied, object: progress[step].brought ?? object))
            tell(.applied(steps[step].key, steps[step].action), at: now)
        }
        unwritten -= 1
        seen.see(object)
        met(step, .exists, at: now)
        progress[step].state = .settling
        settling.insert(step)
        resumeSettling(step, at: now)
    }

    /// Waits for health where the kind has any to wait for.
    mutating func resumeSettling(_ step: Int, at now: Instant) {
        if isAwaited(group: steps[step].key.group, kind: steps[step].key.kind) {
            reviewHealth(of: step, at: now)
        } else {
            settled(step, at: now)
        }
    }

    mutating func settled(_ step: Int, at now: Instant) {
        guard progress[step].state == .settling else { return }
        settling.remove(step)
        if steps[step].hook != nil {
            guard progress[step].isCleaned else { return errands.add(.hookDelete(step)) }
            note(StepResult(step: step, result: .applied))
            tell(.applied(steps[step].key, steps[step].action), at: now)
        }
        progress[step].state = .done
        met(step, .healthy, at: now)
        unsettled -= 1
        leftInWave[steps[step].wave, default: 1] -= 1
        while openWave < waves.count, leftInWave[waves[openWave]] == 0 {
            openWave += 1
            guard openWave < waves.count else { break }
            for step in parked.removeValue(forKey: waves[openWave]) ?? [] { release(step, at: now) }
        }
    }

    private mutating func met(_ step: Int, _ what: Step.Wait.Until, at now: Instant) {
        for waiter in waiters[step] where waiter.until == what {
            progress[waiter.step].unmet -= 1
            release(waiter.step, at: now)
        }
    }

    // MARK: Deletes

    private mutating func accepted(_ step: Int, _ response: Response, at now: Instant) {
        progress[step].deletedAt = now
        progress[step].state = .settling
        settling.insert(step)
        awaitedDeletes.insert(step)
        let type = steps[step].type
        let namespace = steps[step].key.namespace
        if case .object(let object) = response.content, object.isBeingDeleted {
            seen.see(object)
            follow(type, namespace: namespace)
            if seen.knowsAll(type, namespace: namespace), seen.object(steps[step].key) == nil { gone(step, at: now) }
        } else if steps[step].change.live?.finalizers.isEmpty == false {
            follow(type, namespace: namespace)
        } else {
            gone(step, at: now)
        }
    }

    /// Nothing is left of what was to be deleted.
    mutating func gone(_ step: Int, at now: Instant) {
        awaitedDeletes.remove(step)
        if steps[step].action == .replace {
            guard !progress[step].isCleared else { return }
            progress[step].isCleared = true
            progress[step].state = .writing
            settling.remove(step)
            progress[step].deletedAt = nil
            if failures.isEmpty, !isStopping { errands.add(.write(step)) }
            return
        }
        guard progress[step].state == .settling || progress[step].state == .writing else { return }
        progress[step].state = .done
        settling.remove(step)
        undeleted -= 1
        note(StepResult(step: step, result: .applied))
        tell(.applied(steps[step].key, .delete), at: now)
        met(step, .gone, at: now)
    }

    /// A delete that was accepted is carried out, sooner or later: after a while the transaction goes on without it.
    mutating func reviewDeletes(at now: Instant) {
        for step in settling.sorted() {
            guard let since = progress[step].deletedAt, now >= since + settings.deletionGrace,
                steps[step].action == .delete
            else { continue }
            warnings.append("\(steps[step].key.spoken) is deleted and not gone yet\(holdup(step))")
            gone(step, at: now)
        }
    }
}
