public import Apply
import Diff
import GRDB
public import Model

/// One transaction's journal in the ledger. Its end, the objects it leaves applied and its audit entry are one write.
public struct LedgerJournal: Journal {
    private let ledger: LedgerDatabase
    private let context: TransactionContext
    private let planned = PlannedBodies()

    public init(ledger: LedgerDatabase, context: TransactionContext) {
        self.ledger = ledger
        self.context = context
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

    public func finish(_ outcome: Outcome, of transaction: String, at time: Instant) async throws {
        try await write([.finish(outcome, at: time)], in: transaction)
    }

    /// One write: all of the entries, or none. It is on disk before this returns where a write to the cluster is to
    /// follow: the plan, the before-images, the intents, the turn to undoing. Without the others, lost when the machine goes down in that
    /// moment, the transaction is found open, and the cluster is asked what had happened.
    public func write(_ entries: [JournalEntry], in transaction: String) async throws {
        let id = try number(transaction)
        let (context, planned) = (context, planned)
        let digest = ledger.digestKey
        // What is long is put into words before it is the ledger's turn.
        let rows = entries.map { entry -> [StepRow] in
            if case .begin(let record) = entry {
                record.steps.mapInParallel { StepRow($0, digest: digest) }
            } else {
                []
            }
        }
        try await ledger.writer.write(entries.allSatisfy(\.mayFollow) ? .written : .synced) { database in
            for (entry, rows) in zip(entries, rows) {
                try LedgerJournal.write(entry, rows, of: id, context, planned, digest: digest, in: database)
            }
        }
    }

    private func number(_ id: String) throws -> Int64 {
        guard let number = Int64(id) else { throw LedgerError("\"\(id)\" is no transaction's id") }
        return number
    }
}

extension JournalEntry {
    /// Nothing that could not be found out again depends on it. Undoing writes without intents: that it has begun must
    /// be known, or what is undone already would be taken for applied.
    fileprivate var mayFollow: Bool {
        switch self {
        case .begin, .intents: false
        case .enter(let phase, _): phase != .rollingBack
        case .results, .finish: true
        }
    }
}

extension LedgerJournal {
    fileprivate static func write(
        _ entry: JournalEntry, _ rows: [StepRow], of id: Int64, _ context: TransactionContext,
        _ planned: PlannedBodies, digest: DigestKey, in database: Database
    ) throws {
        switch entry {
        case .begin(let record):
            try insert(context, id, phase: .planned, outcome: "Running", in: database)
            try noteApplied(context, record.steps, in: id, database)
            for row in rows {
                try insert(row, of: id, in: database)
                try note("plan", row.plan, of: row.number, in: id, database)
            }
            planned.keep(record.steps)
        case .intents(let intents):
            var asPlanned: [PlannedBodies.Body: [Int]] = [:]
            for intent in intents {
                if let body = planned.body(of: intent) {
                    asPlanned[body, default: []].append(intent.step)
                } else {
                    try note("intent", intent.journalled, of: intent.step, in: id, database)
                }
            }
            for (body, steps) in asPlanned { try note(body.rawValue, Value(steps.map { Value($0) }), in: id, database) }
        case .results(let results):
            let update = try database.cachedStatement(
                sql: "UPDATE step SET result = ?, reason = ? WHERE \"transaction\" = ? AND number = ?")
            for result in results {
                try note("result", result.journalled, of: result.step, in: id, database)
                try update.execute(arguments: [result.result.rawValue, result.reason, id, result.step])
            }
        case .enter(let phase, _):
            let update = try database.cachedStatement(sql: "UPDATE \"transaction\" SET phase = ? WHERE id = ?")
            try update.execute(arguments: [phase.rawValue, id])
        case .finish(.unfinished, _): return  // It stays open, as it is.
        case .finish(let outcome, let time):
            let query = try database.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM \"transaction\" WHERE id = ?)")
            let isKnown = try Bool.fetchOne(query, arguments: [id]) ?? false
            if !isKnown {
                // The cluster did not answer, or plumb is stopping: nothing was begun, so there is nothing to tell.
                if !outcome.isWorthTelling { return }
                try insert(context, id, phase: .planned, outcome: outcome.name, in: database)
            }
            try close(id, context, outcome, at: time, digest: digest, in: database)
        }
    }

    fileprivate static func insert(
        _ context: TransactionContext, _ id: Int64, phase: Phase, outcome: String, in database: Database
    ) throws {
        let insert = try database.cachedStatement(
            sql: """
                INSERT INTO "transaction" (id, application, kind, fromRevision, toRevision, author, message, trigger,
                    actor, phase, outcome, reason, startedAt)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', ?)
                """)
        try insert.execute(
            arguments: [
                id, context.application, context.kind.rawValue, context.from, context.to, context.author,
                context.message, context.trigger, context.actor, phase.rawValue, outcome,
                context.startedAt.milliseconds,
            ])
    }

    /// What the application will have applied once this commits. What a step brings is named by the step.
    fileprivate static func noteApplied(
        _ context: TransactionContext, _ steps: [Step], in id: Int64, _ database: Database
    ) throws {
        var others = context.applied
        var brought: [Int] = []
        for step in steps {
            guard let desired = step.change.desired, let entry = others[step.key], entry == desired else { continue }
            brought.append(step.id)
            others[step.key] = nil
        }
        if !brought.isEmpty { try note("applied", Value(brought.map { Value($0) }), in: id, database) }
        for (key, object) in others {
            var entry: Value = ["key": Value(key.description)]
            entry["object"] = object
            try note("applied", entry, in: id, database)
        }
    }

    fileprivate static func insert(_ row: StepRow, of id: Int64, in database: Database) throws {
        let insert = try database.cachedStatement(
            sql: """
                INSERT INTO step ("transaction", number, object, action, fields, changes, result, reason)
                VALUES (?, ?, ?, ?, ?, ?, '', '')
                """)
        try insert.execute(
            arguments: [id, row.number, row.object, row.action, row.fields, row.changes])
    }

    /// Without a step it is of the whole transaction.
    fileprivate static func note(
        _ kind: String, _ body: Value, of step: Int = -1, in id: Int64, _ database: Database
    ) throws {
        try note(kind, body.json, of: step, in: id, database)
    }

    fileprivate static func note(
        _ kind: String, _ body: String, of step: Int, in id: Int64, _ database: Database
    ) throws {
        let insert = try database.cachedStatement(
            sql: "INSERT INTO journal (\"transaction\", kind, step, body, sum) VALUES (?, ?, ?, ?, ?)")
        try insert.execute(arguments: [id, kind, step, body, rowSum(kind, body)])
    }

    fileprivate static func close(
        _ id: Int64, _ context: TransactionContext, _ outcome: Outcome, at time: Instant, digest: DigestKey,
        in database: Database
    ) throws {
        let reason = [context.note, outcome.reason].filter { !$0.isEmpty }.joined(separator: "; ")
        // Stuck as before, for the same reason: that is told already.
        let same = try database.cachedStatement(
            sql: "SELECT EXISTS (SELECT 1 FROM \"transaction\" WHERE id = ? AND outcome = ? AND reason = ?)")
        let isToldAlready = try Bool.fetchOne(same, arguments: [id, outcome.name, reason]) ?? false
        if isToldAlready, case .stuck = outcome { return }
        let update = try database.cachedStatement(
            sql: "UPDATE \"transaction\" SET outcome = ?, reason = ?, finishedAt = ? WHERE id = ?")
        try update.execute(arguments: [outcome.name, reason, time.milliseconds, id])
        if case .committed = outcome {
            try LedgerDatabase.saveApplied(context.application, replacing: context.applied, in: database)
            try LedgerDatabase.rebuilt(context.application, in: database)
            if context.isHeldAfterwards { try LedgerDatabase.hold(context.to, by: context.application, in: database) }
        }
        if outcome.isClosed {
            // Before-images hold Secret values: they go as soon as nothing can need them any more.
            let delete = try database.cachedStatement(sql: "DELETE FROM journal WHERE \"transaction\" = ?")
            try delete.execute(arguments: [id])
            let clear = try database.cachedStatement(
                sql: "UPDATE \"transaction\" SET applied = NULL WHERE id = ? AND applied IS NOT NULL")
            try clear.execute(arguments: [id])
        }
        let query = try database.cachedStatement(
            sql: "SELECT object, action, changes, result FROM step WHERE \"transaction\" = ? ORDER BY number")
        let steps = try Row.fetchAll(query, arguments: [id])
        let changes = try steps.map { row -> Value in
            [
                "object": Value(row["object"] as String), "action": Value(row["action"] as String),
                "result": Value(row["result"] as String), "fields": try Value(json: row["changes"] as String),
            ]
        }
        try LedgerDatabase.append(
            AuditEntry(
                time: time, application: context.application, event: context.kind.rawValue, actor: context.actor,
                trigger: context.trigger, from: context.from, to: context.to, author: context.author,
                outcome: outcome.name, reason: reason, changes: changes),
            in: database, sealedBy: digest)
    }
}
