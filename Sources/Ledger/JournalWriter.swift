import Apply
import Diff
import GRDB
import Model

/// Writes the entries of one transaction's journal into the ledger's tables.
struct JournalWriter: Sendable {
    let id: Int64
    let context: TransactionContext
    let digest: DigestKey
    let planned: PlannedBodies
    let draft: StepDraft

    /// - Parameters:
    ///   - texts: What is long in it, in words.
    ///   - applied: What the application will have applied, where it commits.
    func write(_ entry: JournalEntry, _ texts: [String], _ applied: [AppliedRow], in database: Database) throws {
        switch entry {
        case .begin(let record):
            try insert(phase: .planned, outcome: "Running", in: database)
            try noteApplied(record.steps, in: database)
            if let rejects = context.rejects { try note("rejects", rejects.journalled, in: database) }
            planned.keep(record.steps)
            let count = "SELECT count(*) FROM journal WHERE \"transaction\" = ? AND kind = 'plan'"
            guard try Int.fetchOne(database, sql: count, arguments: [id]) == texts.count else {
                throw LedgerError("somebody else wrote to the journal of transaction \(id)")
            }
        case .intents(let intents):
            var asPlanned: [PlannedBodies.Body: [Int]] = [:]
            for intent in intents {
                if let body = planned.body(of: intent) {
                    asPlanned[body, default: []].append(intent.step)
                } else {
                    try note("intent", intent.journalled, of: intent.step, in: database)
                }
            }
            for (body, steps) in asPlanned { try note(body.rawValue, Value(steps.map { Value($0) }), in: database) }
        case .results(let results):
            let update = try database.cachedStatement(
                sql: "UPDATE step SET result = ?, reason = ? WHERE \"transaction\" = ? AND number = ?")
            for text in texts { try note("results", text, in: database) }
            for result in results {
                try update.execute(arguments: [result.result.rawValue, result.reason, id, result.step])
            }
        case .enter(let phase, _):
            let update = try database.cachedStatement(sql: "UPDATE \"transaction\" SET phase = ? WHERE id = ?")
            try update.execute(arguments: [phase.rawValue, id])
        case .explain(let text):
            let update = try database.cachedStatement(
                sql: "UPDATE \"transaction\" SET reason = ? WHERE id = ? AND outcome = 'Running'")
            try update.execute(arguments: [text, id])
        case .finish(let outcome, let time):
            let query = try database.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM \"transaction\" WHERE id = ?)")
            let isKnown = try Bool.fetchOne(query, arguments: [id]) ?? false
            if !isKnown {
                // What was prepared and not begun.
                try clear(in: database)
                // The cluster did not answer, or plumb is stopping: nothing was begun, so there is nothing to tell.
                if !outcome.isWorthTelling { return }
                try insert(phase: .planned, outcome: outcome.name, in: database)
            }
            // It stays open, as it is.
            if case .unfinished = outcome { return }
            try close(outcome, applied, at: time, in: database)
        }
    }

    private func insert(phase: Phase, outcome: String, in database: Database) throws {
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

    func writePlan(_ texts: [String], in database: Database) throws {
        try clear(in: database)
        for text in texts { try note("plan", text, in: database) }
    }

    /// What the application will have applied once this commits. What a step brings is named by the step.
    private func noteApplied(_ steps: [Step], in database: Database) throws {
        var others = context.applied
        var brought: [Int] = []
        for step in steps {
            guard let desired = step.change.desired, let entry = others[step.key], entry == desired else { continue }
            brought.append(step.id)
            others[step.key] = nil
        }
        if !brought.isEmpty { try note("applied", Value(brought.map { Value($0) }), in: database) }
        for (key, object) in others {
            var entry: Value = ["key": Value(key.description)]
            entry["object"] = object
            try note("applied", entry, in: database)
        }
    }

    /// What history and audit say of the steps. A process that takes up another's transaction finds it in the journal,
    /// where the other did not come to write it down.
    func insert(_ rows: StepDraft.Rows, in database: Database) throws {
        switch rows {
        case .written: break
        case .new(let rows): for row in rows { try insert(row, in: database) }
        case .unknown:
            let query = """
                SELECT EXISTS (SELECT 1 FROM "transaction" WHERE id = ?1)
                    AND NOT EXISTS (SELECT 1 FROM step WHERE "transaction" = ?1)
                """
            guard try Bool.fetchOne(database, sql: query, arguments: [id]) ?? false else { return }
            var journal = OpenJournal(transaction: id)
            let plans = try String.fetchCursor(
                database, sql: "SELECT body FROM journal WHERE \"transaction\" = ? AND kind = 'plan' ORDER BY sequence",
                arguments: [id])
            while let plan = try plans.next() { try journal.read("plan", of: -1, try Value(json: plan)) }
            for step in journal.steps { try insert(StepRow(step, digest: digest), in: database) }
        }
    }

    private func insert(_ row: StepRow, in database: Database) throws {
        let insert = try database.cachedStatement(
            sql: """
                INSERT INTO step ("transaction", number, object, action, fields, changes, result, reason)
                VALUES (?, ?, ?, ?, ?, ?, '', '')
                """)
        try insert.execute(arguments: [id, row.number, row.object, row.action, row.fields, row.changes.json])
    }

    /// Without a step it is of the whole transaction.
    private func note(_ kind: String, _ body: Value, of step: Int = -1, in database: Database) throws {
        try note(kind, body.json, of: step, in: database)
    }

    private func note(_ kind: String, _ body: String, of step: Int = -1, in database: Database) throws {
        let insert = try database.cachedStatement(
            sql: "INSERT INTO journal (\"transaction\", kind, step, body, sum) VALUES (?, ?, ?, ?, ?)")
        try insert.execute(arguments: [id, kind, step, body, rowSum(kind, body)])
    }

    private func close(_ outcome: Outcome, _ applied: [AppliedRow], at time: Instant, in database: Database) throws {
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
            try LedgerDatabase.saveApplied(context.application, replacing: applied, in: database)
            try LedgerDatabase.rebuilt(context.application, in: database)
            if context.isHeldAfterwards {
                try LedgerDatabase.hold(
                    context.to, rejecting: context.rejects, by: context.application, in: database)
            }
        }
        if outcome.isClosed {
            // Before-images hold Secret values: they go as soon as nothing can need them any more.
            try clear(in: database)
            let forget = try database.cachedStatement(
                sql: "UPDATE \"transaction\" SET applied = NULL WHERE id = ? AND applied IS NOT NULL")
            try forget.execute(arguments: [id])
        }
        let changes = try draft.audited() ?? audited(in: database)
        try LedgerDatabase.append(
            AuditEntry(
                time: time, application: context.application, event: context.kind.rawValue, actor: context.actor,
                trigger: context.trigger, from: context.from, to: context.to, author: context.author,
                outcome: outcome.name, reason: reason, changes: changes),
            in: database, sealedBy: digest)
    }

    private func clear(in database: Database) throws {
        let delete = try database.cachedStatement(sql: "DELETE FROM journal WHERE \"transaction\" = ?")
        try delete.execute(arguments: [id])
    }

    /// As another process wrote them down.
    private func audited(in database: Database) throws -> [Value] {
        let query = try database.cachedStatement(
            sql: "SELECT object, action, changes, result FROM step WHERE \"transaction\" = ? ORDER BY number")
        return try Row.fetchAll(query, arguments: [id]).map { row in
            [
                "object": Value(row["object"] as String), "action": Value(row["action"] as String),
                "result": Value(row["result"] as String), "fields": try Value(json: row["changes"] as String),
            ]
        }
    }
}
