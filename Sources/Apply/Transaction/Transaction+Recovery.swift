internal import ClusterAPI
public import Diff
public import Model

extension Transaction {
    /// The transaction that a crash left open, to be brought to an end: where every object had been written it goes on
    /// from there, else it is undone. The cluster is asked what really happened; the journal says what to ask for.
    ///
    /// - Parameter cause: Why it was left open; empty where the process ended.
    public static func undoing(
        _ contents: JournalContents, because cause: String = "", settings: TransactionSettings = TransactionSettings(),
        changeSettings: ChangeSettings = builtinChangeSettings, at now: Instant
    ) -> Transaction {
        let record = contents.record
        var transaction = Transaction(
            id: record.id, application: record.application, from: record.from, to: record.to,
            plan: Plan(steps: record.steps), settings: settings, changeSettings: changeSettings, at: now)
        if !cause.isEmpty { transaction.cutOff = cause }
        transaction.recover(contents, at: now)
        return transaction
    }

    private mutating func recover(_ contents: JournalContents, at now: Instant) {
        isRecovery = true
        for intent in contents.intents where steps.indices.contains(intent.step) {
            progress[intent.step].isBegun = true
            progress[intent.step].intended = intent.body
            guard intent.replacesBefore else { continue }
            steps[intent.step].change.live = intent.before
            if steps[intent.step].action == .create || steps[intent.step].action == .update {
                steps[intent.step].action = intent.before == nil ? .create : .update
            }
        }
        var applied: Set<Int> = []
        var hasFailed = false
        var blamed: [StepResult] = []
        for result in contents.results where steps.indices.contains(result.step) {
            // What runs on failure is not undone.
            guard steps[result.step].isForward else {
                if result.result == .applied { failureHooksRun.insert(result.step) }
                continue
            }
            switch result.result {
            case .applied:
                progress[result.step].isBegun = true
                progress[result.step].written = result.object
                applied.insert(result.step)
            case .failed, .undone, .skipped:
                hasFailed = true
                applied.remove(result.step)
            }
            if result.result == .failed {
                blamed.removeAll { $0.step == result.step }
                blamed.append(result)
            }
            // What came after it was undone is not ours to undo once more.
            progress[result.step].isBack = result.result == .undone
        }
        failures = blamed.map { Problem($0.reason, origin: steps[$0.step].origin, object: steps[$0.step].key) }
        isOnlyTransient = blamed.allSatisfy(\.isPassing)
        hadFailed = !isOnlyTransient
        let isForward = !hasFailed && [.applying, .verifying, .pruning].contains(contents.phase)
        let unsure = steps.filter { $0.action != .delete && $0.isForward && !applied.contains($0.id) }.map(\.id)
        // A hook that was cut off cannot be taken up: whether it ran to its end is not to be seen any more.
        guard isForward, unsure.allSatisfy({ progress[$0].isBegun && steps[$0].hook == nil }) else {
            return undoRecovered(at: now)
        }
        // Not even what is written down as applied is believed: the former process may have begun to undo it without being
        // able to write that down.
        let asked = steps.filter { $0.action != .delete && $0.isForward && $0.hook == nil }.map(\.id)
        recovered = applied.subtracting(asked)
        if asked.isEmpty { return goOn(at: now) }
        deadline = now + min(settings.timeout, .seconds(60))
        enter(.recovering, at: now)
        for step in asked { errands.add(.recoveryLook(step)) }
    }

    private mutating func undoRecovered(at now: Instant) {
        errands.drop()
        if failures.isEmpty {
            failures = [Problem(cutOff)]
            isOnlyTransient = false
        }
        beginUndo(at: now)
    }

    mutating func advanceRecovery(at now: Instant) {
        let isAll = steps.allSatisfy { $0.action == .delete || !$0.isForward || recovered.contains($0.id) }
        if isAll { return goOn(at: now) }
        if isStopping, !errands.hasUnderWay { return end(.unfinished("plumb was stopped"), at: now) }
        if errands.isIdle || now >= deadline { undoRecovered(at: now) }
    }

    /// A write whose answer was lost may have been carried out; one that was answered may have been undone since.
    mutating func answeredRecoveryLook(_ step: Int, _ result: Result<Response, ClusterError>, at now: Instant) {
        guard phase == .recovering else { return }
        switch result {
        case .failure(let error) where error.isTransient:
            _ = errands.retry(.recoveryLook(step), after: error.details?.retryAfterSeconds, at: now)
        case .failure: undoRecovered(at: now)
        case .success(let response):
            guard let live = response.object else { return undoRecovered(at: now) }
            let isKnown = progress[step].written != nil
            if !isCarriedOut(step, live) {
                // Written, and changed by somebody since: the next look sets that right. As it was before: undone.
                guard isKnown, !live.isBeingDeleted, decision(step, live) != .nothing else {
                    return undoRecovered(at: now)
                }
            } else if !isKnown {
                progress[step].written = live
                takeForOurs(step, live)
                note(StepResult(step: step, result: .applied, object: progress[step].brought ?? live))
            }
            recovered.insert(step)
        }
    }

    /// Whether an object is as the step was to make it.
    func isCarriedOut(_ step: Int, _ live: Value) -> Bool {
        let former = steps[step].change
        guard !live.isBeingDeleted, let desired = former.desired ?? progress[step].intended else { return false }
        if steps[step].action == .replace, live.uid == former.live?.uid { return false }
        let manifest = Manifest(key: former.key, object: desired, origin: Origin(file: "", line: 0))
        return change(of: manifest, base: former.base, live: live, settings: changeSettings) == nil
    }

    /// Everything is written: what is left is to see it healthy, and to prune.
    private mutating func goOn(at now: Instant) {
        deadline = now + settings.timeout
        openWave = waves.count
        unwritten = 0
        enter(.verifying, at: now)
        followWorkloads()
        for step in steps where step.action != .delete && step.isForward {
            progress[step.id].state = .settling
            settling.insert(step.id)
            // A hook's result was written when it had run and was gone.
            progress[step.id].isCleaned = step.hook != nil
            if let written = progress[step.id].written { seen.see(written) }
        }
        for step in steps where step.action != .delete && step.isForward {
            if step.hook == nil { resumeSettling(step.id, at: now) } else { settled(step.id, at: now) }
        }
        // What was deleted is deleted once more: the former process may have begun to undo it without being able to write
        // that down.
    }
}
