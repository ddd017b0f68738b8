public import ClusterAPI
internal import Model

/// Carries a transaction out: the thin shell around `Transaction`, which decides everything. One runner for each.
public final class TransactionRunner: Sendable {
    let cluster: any Cluster
    let journal: any Journal
    let time: any TimeSource
    let report: @Sendable (Fact) -> Void
    private let inbox = Inbox()

    /// `report` is called in the order things happen, and must not block.
    public init(
        cluster: any Cluster, journal: any Journal, time: any TimeSource = SystemTime(),
        report: @escaping @Sendable (Fact) -> Void = { _ in }
    ) {
        self.cluster = cluster
        self.journal = journal
        self.time = time
        self.report = report
    }

    /// Runs to the end of `transaction`. Returns when everything is committed, undone, or known to be stuck. Where the
    /// calling task is cancelled, that is a `stop()`.
    public func run(_ transaction: Transaction) async -> Outcome {
        // A task of its own: a cancelled caller wants things undone, and undoing takes requests that are not cancelled.
        let work = Task { await self.work(transaction) }
        return await withTaskCancellationHandler {
            await work.value
        } onCancel: {
            stop()
        }
    }

    /// Ends it as soon as it can be ended cleanly: before the first write at once, while it prunes by finishing, in
    /// between by undoing. `run` returns then.
    public func stop() { inbox.put(.stop) }

    private func work(_ start: Transaction) async -> Outcome {
        await withDiscardingTaskGroup(returning: Outcome.self) { group in
            var transaction = start
            let scribe = Scribe(journal: journal, transaction: start.id) { [inbox] in inbox.put(.journalFailed($0)) }
            var armed: Instant?
            while true {
                let actions = transaction.next(at: time.now())
                let (calls, trouble) = await carryOut(actions, scribe, in: &group)
                if let trouble { transaction.record(.journalFailed(trouble), at: time.now()) }
                for fact in transaction.takeFacts() { report(fact) }
                if let outcome = transaction.outcome, calls == 0 {
                    group.cancelAll()
                    return outcome
                }
                if trouble != nil { continue }
                let due = [transaction.wakeAt, scribe.review(at: time.now())].compactMap(\.self).min()
                arm(due, &armed, in: &group)
                let events = await inbox.take(time)
                let now = time.now()
                for event in events { transaction.record(event, at: now) }
            }
        }
    }

    /// Returns how many requests were sent, and why nothing could be written down. All intents are written down before
    /// the first of their calls, in one write with whatever else is to be written; results are written meanwhile.
    private func carryOut(_ actions: [Action], _ scribe: Scribe, in group: inout DiscardingTaskGroup) async
        -> (calls: Int, trouble: String?)
    {
        var calls: [Call] = []
        var entries: [JournalEntry] = []
        var announced: [Intent] = []
        for action in actions {
            switch action {
            case .prepare(let steps): journal.prepare(steps, in: scribe.transaction)
            case .begin(let record): entries.append(.begin(record))
            case .enter(let phase): entries.append(.enter(phase, at: time.now()))
            case .note(let results): entries.append(.results(results))
            case .explain(let text): entries.append(.explain(text))
            case .finish(let outcome): entries.append(.finish(outcome, at: time.now()))
            case .watch(let target): group.addTask { await self.follow(target) }
            case .announce(let intents): announced = intents
            case .call(let call): calls.append(call)
            }
        }
        let intents = calls.compactMap(\.intent) + announced
        if !intents.isEmpty { entries.append(.intents(intents)) }
        var trouble: String?
        if !entries.allSatisfy(\.mayFollow) {
            trouble = await scribe.write(entries)
        } else if !calls.isEmpty, entries.count == 1, case .results(let results) = entries[0],
            results.allSatisfy({ $0.result == .applied })
        {
            scribe.hold(results, at: time.now())
        } else if !entries.isEmpty {
            scribe.post(entries)
        }
        for call in calls {
            guard trouble == nil || call.intent == nil else {
                inbox.put(.answered(call: call.id, .failure(.notSent)))
                continue
            }
            group.addTask {
                do throws(ClusterError) {
                    self.inbox.put(.answered(call: call.id, .success(try await self.cluster.perform(call.request))))
                } catch {
                    self.inbox.put(.answered(call: call.id, .failure(error)))
                }
            }
        }
        return (calls.count, trouble)
    }

    /// One timer at a time, or an earlier one beside it.
    private func arm(_ due: Instant?, _ armed: inout Instant?, in group: inout DiscardingTaskGroup) {
        guard let due else { return }
        // A time that has been told is not told again.
        if let already = armed, already <= due, already > time.now() { return }
        armed = due
        group.addTask {
            repeat {
                guard (try? await self.time.sleep(until: due)) != nil else { return }
            } while self.time.now() < due
            self.inbox.put(.time)
        }
    }

    /// Watches until it is cancelled; begins anew where a watch ends.
    private func follow(_ target: WatchTarget) async {
        var pause = Duration.milliseconds(50)
        while !Task.isCancelled {
            do {
                for try await event in try await cluster.watch(WatchRequest(target.type, namespace: target.namespace)) {
                    pause = .milliseconds(50)
                    switch event {
                    case .added(let object), .modified(let object): inbox.put(.observed(object))
                    case .deleted(let object): inbox.put(.vanished(object))
                    case .bookmark(_, let isInitial): if isInitial { inbox.put(.listed(target)) }
                    }
                }
            } catch {
                pause = min(pause * 2, .seconds(10))
            }
            if Task.isCancelled { return }
            guard (try? await time.sleep(until: time.now() + pause)) != nil else { return }
            inbox.put(.relisting(target))
        }
    }
}

extension ClusterError {
    /// The request was never made: it could not be written down.
    static let notSent = ClusterError(code: 503, reason: .serviceUnavailable, message: "it was not sent")
}
