internal import Diff
public import Model

extension Transaction {
    /// The transaction that a crash left open, to be brought to an end: where every object had been written it goes on
    /// from there, else it is undone. The cluster is asked what really happened; the journal says what to ask for.
    public static func undoing(
        _ contents: JournalContents, settings: TransactionSettings = TransactionSettings(), at now: Instant
    ) -> Transaction {
        let record = contents.record
        var transaction = Transaction(
            id: record.id, application: record.application, from: record.from, to: record.to,
            plan: Plan(steps: record.steps), settings: settings, at: now)
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
            if steps[intent.step].action != .replace {
                steps[intent.step].action = intent.before == nil ? .create : .update
            }
        }
        var applied: Set<Int> = []
        for result in contents.results where steps.indices.contains(result.step) {
            switch result.result {
            case .applied:
                progress[result.step].isBegun = true
                progress[result.step].written = result.object
                applied.insert(result.step)
            case .failed, .undone, .skipped: applied.remove(result.step)
            }
        }
        let isForward = [.applying, .verifying, .pruning].contains(contents.phase)
        if isForward, steps.allSatisfy({ $0.action == .delete || applied.contains($0.id) }) {
            goOn(applied, at: now)
        } else {
            failures = [Problem("plumb ended in the middle of it")]
            isOnlyTransient = false
            beginUndo(at: now)
        }
    }

    /// Everything is written: what is left is to see it healthy, and to prune.
    private mutating func goOn(_ applied: Set<Int>, at now: Instant) {
        deadline = now + settings.timeout
        openWave = waves.count
        unwritten = 0
        enter(.verifying, at: now)
        followWorkloads()
        for step in steps where step.action != .delete {
            progress[step.id].state = .settling
            settling.insert(step.id)
            if let written = progress[step.id].written { seen.see(written) }
        }
        for step in steps where step.action != .delete { resumeSettling(step.id, at: now) }
        for step in steps where step.action == .delete && applied.contains(step.id) {
            progress[step.id].state = .settling
            gone(step.id, at: now)
        }
    }
}
