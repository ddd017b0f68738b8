public import Apply
public import Model

/// One transaction's journal in the ledger. Its end, the objects it leaves applied and its audit entry are one write.
public struct LedgerJournal: Journal {
    private let ledger: LedgerDatabase
    private let context: TransactionContext
    private let planned = PlannedBodies()
    private let draft: StepDraft

    public init(ledger: LedgerDatabase, context: TransactionContext) {
        self.ledger = ledger
        self.context = context
        draft = StepDraft(planned)
    }

    public func begin(_ record: TransactionRecord) async throws { try await write([.begin(record)], in: record.id) }

    public func intend(_ intents: [Intent], in transaction: String) async throws {
        try await write([.intents(intents)], in: transaction)
    }

    public func record(_ results: [StepResult], in transaction: String) async throws {
        try await write([.results(results)], in: transaction)
    }

    public func enter(_ phase: Phase, in transaction: String, at time: Instant) async throws {
        try await write([.enter(phase, at: time)], in: transaction)
    }

    public func explain(_ text: String, in transaction: String) async throws {
        try await write([.explain(text)], in: transaction)
    }

    public func finish(_ outcome: Outcome, of transaction: String, at time: Instant) async throws {
        try await write([.finish(outcome, at: time)], in: transaction)
    }

    /// One write: all of the entries, or none. It is on disk before this returns where a write to the cluster is to
    /// follow: the plan, the before-images, the intents, the turn to undoing. Without the others, lost when the machine
    /// goes down in that moment, the transaction is found open, and the cluster is asked what had happened.
    public func write(_ entries: [JournalEntry], in transaction: String) async throws {
        let writer = try writer(transaction)
        // What is long is put into words before it is the ledger's turn.
        var notes: [[JournalNote]] = []
        var afterwards: GroupCommit.Work?
        var begun: StepDraft.Plan?
        for entry in entries {
            switch entry {
            case .begin(let record):
                let plan = await draft.begin(record.steps, context.applied)
                notes.append(plan.steps)
                begun = plan
            case .results(let results):
                notes.append(planned.notes(of: results))
                draft.note(results)
            case .finish(let outcome, _):
                notes.append([])
                await draft.settle()
                afterwards = writer.settling(outcome)
            case .intents(let intents): notes.append(planned.notes(of: intents))
            case .enter, .explain: notes.append([])
            }
        }
        let rows = entries.contains(where: \.isOfStepRows) ? draft.rows(digest: ledger.digestKey) : nil
        let worded = zip(entries, notes).map { ($0, $1) }
        let unwritten = begun.flatMap { $0.isWritten ? nil : $0 }
        let durability = entries.map(\.durability).max() ?? .written
        try await ledger.writer.write(durability, afterwards: afterwards) { database in
            if let rows { try writer.insert(rows, in: database) }
            for (entry, notes) in worded {
                if case .begin = entry, let unwritten { try writer.writePlan(unwritten, in: database) }
                try writer.write(entry, notes, in: database)
            }
        }
        if rows != nil { draft.rowsAreWritten() }
    }

    public func prepare(_ steps: [Step], in transaction: String) {
        guard let writer = try? writer(transaction) else { return }
        draft.prepare(steps, context.applied) { [ledger] plan in
            try await ledger.writer.write(.soon) { try writer.writePlan(plan, in: $0) }
        }
    }

    private func writer(_ id: String) throws -> JournalWriter {
        guard let number = Int64(id) else { throw LedgerError("\"\(id)\" is no transaction's id") }
        return JournalWriter(
            id: number, context: context, digest: ledger.digestKey, draft: draft)
    }
}

extension JournalEntry {
    /// Of what need not be on disk before its caller goes on, nothing could not be found out again. Results wait for what
    /// comes after them; an end has nothing after it.
    fileprivate var durability: GroupCommit.Durability {
        if case .finish = self { return .soon }
        return mayFollow ? .written : .synced
    }

    /// What history and audit say of the steps has to be there before this.
    fileprivate var isOfStepRows: Bool {
        switch self {
        case .results, .finish: true
        case .begin, .intents, .enter, .explain: false
        }
    }
}
