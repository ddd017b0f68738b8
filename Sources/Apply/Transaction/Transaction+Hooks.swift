internal import ClusterAPI
internal import Diff
internal import Kinds
internal import Model

extension Transaction {
    // MARK: Before and after

    /// Something has the name of a hook's Job.
    mutating func replanHook(_ step: Int, over live: Value, at now: Instant) {
        guard Marks.application(of: live) == application else {
            return fail(
                step, "\(steps[step].key.spoken) is there already, and is not of application \"\(application)\"",
                at: now)
        }
        if progress[step].isUncertain, live.uid != steps[step].change.live?.uid {
            return written(step, live, at: now)
        }
        steps[step].action = .replace
        steps[step].change.live = live
        progress[step].isCleared = false
        progress[step].isReplanned = true
        errands.add(.write(step))
    }

    /// Its Job and, in the background, the Job's pods.
    func hookDeleteRequest(_ step: Int) -> Request? {
        guard let made = progress[step].written else { return nil }
        var request = deleteRequest(steps[step], over: nil)
        request.options.preconditionUID = made.uid
        return request
    }

    mutating func answeredHookDelete(_ step: Int, _ result: Result<Response, ClusterError>, at now: Instant) {
        if case .failure(let error) = result {
            switch error.reason {
            case .notFound, .conflict: break
            default:
                if error.isTransient {
                    _ = errands.retry(.hookDelete(step), after: error.details?.retryAfterSeconds, at: now)
                    return
                }
                let text =
                    "\(steps[step].key.spoken) has run and cannot be deleted: \(spoken(error, of: steps[step].key))"
                if steps[step].isForward { warnings.append(text) } else { remark(text, step) }
            }
        }
        progress[step].isCleaned = true
        if steps[step].isForward { settled(step, at: now) } else { failureHookEnded(at: now) }
    }

    // MARK: On failure

    /// Everything is back: the hooks on failure run, one after the other.
    mutating func runFailureHooks(at now: Instant) {
        if failureHooks == nil {
            let isBlameless = isStopping || isOnlyTransient || failures.isEmpty || (isRecovery && !hadFailed)
            let hooks = steps.filter { $0.hook == .onFailure && !failureHooksRun.contains($0.id) }
            isSweeping = isBlameless && isRecovery
            failureHooks =
                isBlameless && !isSweeping ? [] : hooks.sorted { ($0.wave, $0.id) < ($1.wave, $1.id) }.map(\.id)
            beginNextFailureHook(at: now)
        }
        guard let step = failureHook else { return endUndone(at: now) }
        let tries = errands.attempts(of: .hookLook(step)) + errands.attempts(of: .hookDelete(step))
        // What is left of it is for the next process.
        if isStopping, isSweeping || errands.isPausing && tries > 3 {
            return end(.unfinished("plumb was stopped"), at: now)
        }
        if isSweeping {
            if now >= failureHookDeadline { failureHookEnded(at: now) }
        } else if isStopping || now >= failureHookDeadline, !progress[step].isCleaned {
            let limit = "\(settings.timeout.milliseconds / 1000) s"
            abandonFailureHook(isStopping ? "was stopped" : "has not ended after \(limit)", at: now)
        }
    }

    private mutating func beginNextFailureHook(at now: Instant) {
        failureHook = nil
        guard let next = failureHooks?.first else { return }
        failureHooks?.removeFirst()
        failureHook = next
        failureHookDeadline = now + settings.timeout
        stepOfKey[steps[next].key] = next
        progress[next] = StepProgress()
        errands.add(.hookLook(next))
        if isSweeping { return }
        tell(.started(steps[next].key, .create), at: now)
    }

    mutating func failureHookEnded(at now: Instant) {
        if isSweeping { return beginNextFailureHook(at: now) }
        if let step = failureHook, progress[step].isBack == false {
            note(StepResult(step: step, result: .applied))
            tell(.applied(steps[step].key, .create), at: now)
        }
        beginNextFailureHook(at: now)
    }

    /// It is told, and changes nothing.
    private mutating func abandonFailureHook(_ reason: String, at now: Instant) {
        guard let step = failureHook, !progress[step].isBack else { return }
        progress[step].isBack = true
        remark("\(steps[step].key.spoken), which runs on failure, \(reason)", step)
        note(StepResult(step: step, result: .failed, reason: reason))
        tell(.failed(steps[step].key, .create, reason: reason), at: now)
        if progress[step].written != nil { return errands.add(.hookDelete(step)) }
        // What was asked for may be there, or come yet.
        if errands.isUnderWay(.hookCreate(step)) { return }
        if progress[step].isUncertain { errands.add(.hookLook(step)) } else { failureHookEnded(at: now) }
    }

    mutating func answeredHookLook(_ step: Int, _ result: Result<Response, ClusterError>, at now: Instant) {
        guard failureHook == step else { return }
        let isLeaving = isSweeping || progress[step].isBack
        switch result {
        case .failure(let error) where error.isTransient: _ = errands.retry(.hookLook(step), at: now)
        case .failure where isLeaving: failureHookEnded(at: now)
        case .success(let response) where isLeaving:
            guard let live = response.object, !live.isBeingDeleted, Marks.application(of: live) == application else {
                return failureHookEnded(at: now)
            }
            // Nothing on disk says that the revision failed, and yet the former process may have known it and made the
            // hook's Job before it lost power. The Job goes, as it would have when it had ended.
            progress[step].written = live
            errands.add(.hookDelete(step))
        case .failure(let error) where error.reason == .notFound: errands.add(.hookCreate(step))
        case .failure(let error): abandonFailureHook("cannot be made: \(error.message)", at: now)
        case .success(let response):
            guard let live = response.object, Marks.application(of: live) == application else {
                return abandonFailureHook("is there already, and is not of application \"\(application)\"", at: now)
            }
            if progress[step].isUncertain, !live.isBeingDeleted { return failureHookMade(step, live, at: now) }
            if !live.isBeingDeleted {
                // A former run's. It goes first.
                errands.add(.unblock(steps[step].type, live.key, uid: live.uid))
            }
            _ = errands.retry(.hookLook(step), at: now)
        }
    }

    func hookCreateRequest(_ step: Int) -> (request: Request, intent: Intent?)? {
        guard !progress[step].isBack, let body = steps[step].change.desired else { return nil }
        var request = Request(.create, steps[step].type, namespace: steps[step].key.namespace, body: asNew(body))
        request.options.fieldManager = fieldManager
        return (request, nil)
    }

    mutating func answeredHookCreate(_ step: Int, _ result: Result<Response, ClusterError>, at now: Instant) {
        guard failureHook == step else { return }
        switch result {
        case .success(let response):
            guard let object = response.object else { return errands.add(.hookLook(step)) }
            if progress[step].isBack {
                progress[step].written = object
                return errands.add(.hookDelete(step))
            }
            failureHookMade(step, object, at: now)
        case .failure(let error) where error.isTransient || error.reason == .alreadyExists || error.reason == .conflict:
            progress[step].isUncertain = progress[step].isUncertain || error.isTransient
            _ = errands.retry(.hookLook(step), after: error.details?.retryAfterSeconds, at: now)
        case .failure where progress[step].isBack: failureHookEnded(at: now)
        case .failure(let error): abandonFailureHook("cannot be made: \(error.message)", at: now)
        }
    }

    private mutating func failureHookMade(_ step: Int, _ object: Value, at now: Instant) {
        progress[step].written = object
        progress[step].writtenAt = now
        seen.see(object)
        followWorkload(steps[step])
        reviewFailureHook(step, at: now)
    }

    mutating func reviewFailureHook(_ step: Int, at now: Instant) {
        guard failureHook == step, let written = progress[step].written, !progress[step].isBack,
            !progress[step].isCleaned, progress[step].state != .done
        else { return }
        let verdict = verdict(step, written, at: now)
        tellHealth(step, verdict, at: now)
        if verdict.state == .healthy {
            progress[step].state = .done
            errands.add(.hookDelete(step))
        } else if verdict.isPermanent {
            abandonFailureHook(verdict.reason, at: now)
        } else if let due = dueTime(of: step), now >= due {
            abandonFailureHook("has not ended in its time", at: now)
        }
    }
}
