import Apply
import ClusterAPI
import Diff
import Git
import Ledger
import Logging
import Model

extension Pipeline {
    /// Applies the plan as one transaction, or finds that there is nothing to do.
    func carryOut(_ planned: Planned, _ passage: Passage) async throws -> Passed {
        let (plan, changes) = (planned.plan, planned.changes)
        if passage.run.isCheckOnly, !plan.problems.isEmpty { throw Refusal(problems: plan.problems) }
        let applied = planned.applied
        if plan.isEmpty, plan.problems.isEmpty, passage.run.kind == .heal, applied.isEmpty { return Passed(.inSync) }
        if passage.run.isCheckOnly {
            let drift = Dictionary(changes.map { ($0.key, $0.fields) }) { first, _ in first }
            return Passed(.drift(fields: drift.values.reduce(0) { $0 + max($1.count, 1) }), drift: drift)
        }
        var context = context(passage, applied: applied, note: note(on: changes, passage))
        context.isHeldAfterwards = passage.run.kind == .sync || passage.run.kind == .rollback
        context.rejects = passage.run.rejects
        let transaction = Transaction(
            id: passage.id, application: settings.name, from: passage.record.revision, to: passage.revision.id,
            plan: plan, settings: limits(of: passage.id), changeSettings: changeSettings, at: time.now(),
            locate: planned.locate)
        let outcome = await perform(transaction, context)
        guard case .committed = outcome else {
            await claims.release(of: settings.name, in: settings.cluster)
            if planned.isContested, case .refused = outcome { return Passed(.contested(reason: outcome.reason)) }
            return Passed(result(of: outcome))
        }
        standing.change { $0.settle(applied.keys) }
        await claims.settle(lost: applied.lost, of: settings.name, in: settings.cluster)
        var passed = Passed(.healed, applied: applied)
        passed.isHeld = context.isHeldAfterwards
        if passage.run.kind == .heal {
            passed.healed = Dictionary(
                changes.filter { $0.action != .delete }.map { ($0.key, $0.healed) }, uniquingKeysWith: +)
        }
        return passed
    }

    private func limits(of id: String) -> TransactionSettings {
        var limits = TransactionSettings()
        limits.timeout = settings.timeout
        limits.rollback = settings.rollback
        limits.parallelism = cluster.parallelism
        limits.seed = UInt64(id) ?? 0
        return limits
    }

    /// Takes up the transaction that was left open.
    func recover(_ run: SyncMachine.Run) async -> Passed {
        do {
            guard let open = try await ledger.openTransaction(application: settings.name) else {
                return Passed(.recovered(committed: false))
            }
            if told.isNew(open.journal.record.id, of: "closing") {
                logger.notice(
                    "closing the transaction that was left open", metadata: ["id": "\(open.journal.record.id)"])
            }
            let transaction = Transaction.undoing(
                open.journal, because: run.because, settings: limits(of: open.journal.record.id),
                changeSettings: changeSettings, at: time.now())
            let outcome = await perform(transaction, open.context)
            switch outcome {
            case .committed:
                let applied = open.context.applied
                standing.change { $0.doubt(applied.keys) }
                await claims.restore(applied.gained, to: settings.name, in: settings.cluster)
                await claims.settle(lost: applied.lost, of: settings.name, in: settings.cluster)
                return Passed(
                    .recovered(committed: true, of: .init(open.context.kind), rejects: open.context.rejects),
                    applied: applied)
            // What Git says of a revision that was applied before, or that a person asked for, is not rejected by that.
            case .rolledBack where !open.hadFailed || open.context.kind != .sync:
                return
                    Passed(.recovered(committed: false))
            case .unreachable: return Passed(.recovered(committed: false))
            default: return Passed(result(of: outcome))
            }
        } catch {
            return Passed(.unreadable(reason: "\(error)"))
        }
    }

    /// Keeps in history and audit that the revision was refused, with every reason.
    func refuse(_ error: any Error, run: SyncMachine.Run, id: String, record: ApplicationRecord) async -> Passed {
        let problems: [Problem]
        switch error {
        case let waiting as Waiting: return Passed(.waiting(reason: waiting.reason))
        case let refusal as Refusal: problems = refusal.problems
        case let trouble as GitTrouble where !trouble.problems.isEmpty: problems = trouble.problems
        case let error as ClusterError:
            return Passed(.unreachable(reason: "the cluster \"\(settings.cluster)\" does not answer: \(error.message)"))
        default: return Passed(.unreadable(reason: "\(error)"))
        }
        let outcome = Outcome.refused(problems)
        if !run.isCheckOnly {
            let revision =
                (try? await mirror.revision(run.revision))
                ?? Revision(id: run.revision, author: "", message: "", time: time.now())
            let passage = Passage(
                run: run, id: id, revision: revision, desired: ManifestSet(), base: [:], record: record)
            do {
                let context = context(passage, applied: [:], note: "")
                try await LedgerJournal(ledger: ledger, context: context).finish(outcome, of: id, at: time.now())
                tell(outcome, context)
            } catch {
                return Passed(.unreadable(reason: "\(error)"))
            }
            facts.publish(
                .transaction(
                    application: settings.name, Fact(transaction: id, time: time.now(), event: .finished(outcome))))
        }
        let isContested = (error as? Refusal)?.isContested ?? false
        return Passed(isContested ? .contested(reason: outcome.reason) : .refused(reason: outcome.reason))
    }

    private func perform(_ transaction: Transaction, _ context: TransactionContext) async -> Outcome {
        let (name, facts, explanation) = (settings.name, facts, explanation)
        let runner = TransactionRunner(
            cluster: cluster, journal: LedgerJournal(ledger: ledger, context: context), time: time,
            report: { fact in
                explanation.take(fact.event)
                facts.publish(.transaction(application: name, fact))
            })
        let stop = stopping.whenStopping { runner.stop() }
        defer { stopping.remove(stop) }
        let outcome = await runner.run(transaction)
        tell(outcome, context)
        return outcome
    }

    private func tell(_ outcome: Outcome, _ context: TransactionContext) {
        let reason = [context.note, outcome.reason].filter { !$0.isEmpty }.joined(separator: "; ")
        let details: Logger.Metadata = [
            "kind": "\(context.kind.rawValue)", "revision": "\(context.to.prefix(8))", "trigger": "\(context.trigger)",
        ]
        // What is tried again until it succeeds is told once, and again where the reason is another.
        switch outcome {
        case .unfinished, .unreachable, .stuck: guard told.isNew("\(context.to) \(outcome)", of: "end") else { return }
        default: told.forget()
        }
        switch outcome {
        case .committed: logger.notice("committed\(reason.isEmpty ? "" : ": \(reason)")", metadata: details)
        case .refused: logger.warning("refused: \(reason)", metadata: details)
        case .rolledBack: logger.warning("rolled back: \(reason)", metadata: details)
        case .failed: logger.error("failed: \(reason)", metadata: details)
        case .stuck: logger.critical("stuck: \(reason)", metadata: details)
        case .unreachable: logger.warning("not possible now, and tried again: \(reason)", metadata: details)
        case .stopped: logger.notice("stopped", metadata: details)
        case .unfinished: logger.critical("not finished: \(reason)", metadata: details)
        }
    }

    private func result(of outcome: Outcome) -> RunResult {
        switch outcome {
        case .committed: .healed
        case .refused: .refused(reason: outcome.reason)
        case .rolledBack, .failed: .rolledBack(reason: outcome.reason)
        case .stuck: .stuck(reason: outcome.reason)
        case .unreachable(let reason): .unreachable(reason: reason)
        case .stopped: .stopped
        case .unfinished(let reason): .unfinished(reason: reason)
        }
    }

    private func context(_ passage: Passage, applied: [ObjectKey: Value?], note: String) -> TransactionContext {
        TransactionContext(
            application: settings.name, kind: .init(passage.run.kind), from: passage.record.revision,
            to: passage.revision.id, author: passage.revision.author, message: passage.revision.message,
            trigger: passage.run.wake.trigger.rawValue, actor: passage.run.wake.actor, startedAt: time.now(),
            applied: applied, note: note)
    }

    /// What drifted and who did it, in words, for history.
    private func note(on changes: [Change], _ passage: Passage) -> String {
        guard passage.run.kind == .heal else { return "" }
        return changes.map { change in
            if change.action == .create { return "\(change.key.spoken) was deleted" }
            let fields = change.fields.map { field in
                field.path.description + (field.manager.map { " (by \($0))" } ?? "")
            }
            return "\(change.key.spoken) drifted: \(fields.joined(separator: ", "))"
        }.joined(separator: "; ")
    }
}

extension SyncMachine.Run.Kind {
    fileprivate init(_ kind: TransactionContext.Kind) {
        switch kind {
        case .sync: self = .sync
        case .heal: self = .heal
        case .rollback: self = .rollback
        }
    }
}

extension TransactionContext.Kind {
    fileprivate init(_ kind: SyncMachine.Run.Kind) {
        switch kind {
        case .sync, .recovery: self = .sync
        case .heal: self = .heal
        case .rollback: self = .rollback
        }
    }
}
