public import Model

/// One thing to be written down.
public enum JournalEntry: Sendable {
    case begin(TransactionRecord)
    case intents([Intent])
    case results([StepResult])
    case enter(Phase, at: Instant)
    case explain(String)
    case finish(Outcome, at: Instant)
}

extension JournalEntry {
    /// Nobody has to wait until it is written: without it, the cluster is asked what had happened. Undoing writes
    /// without intents: that it has begun must be known, or what is undone already would be taken for applied.
    public var mayFollow: Bool {
        switch self {
        case .begin, .intents, .finish: false
        case .enter(let phase, _): phase != .rollingBack
        case .results, .explain: true
        }
    }
}

extension Journal {
    /// One after the other; the first that fails ends it.
    public func write(_ entries: [JournalEntry], in transaction: String) async throws {
        for entry in entries {
            switch entry {
            case .begin(let record): try await begin(record)
            case .intents(let intents): try await intend(intents, in: transaction)
            case .results(let results): try await record(results, in: transaction)
            case .enter(let phase, let time): try await enter(phase, in: transaction, at: time)
            case .explain(let text): try await explain(text, in: transaction)
            case .finish(let outcome, let time): try await finish(outcome, of: transaction, at: time)
            }
        }
    }
}
