import Apply
import Diff
import GRDB
import Model

/// Writes the entries of one transaction's journal into the ledger's tables.
struct JournalWriter: Sendable {
    let id: Int64
    let context: TransactionContext
    let digest: DigestKey
    let draft: StepDraft

    /// - Parameter notes: Its rows, where it has any.
    func write(_ entry: JournalEntry, _ notes: [JournalNote], in database: Database) throws {
        switch entry {
        case .begin:
            try insert(phase: .planned, outcome: "Running", in: database)
            if let rejects = context.rejects {
                try note(JournalNote(kind: "rejects", body: rejects.journalled.json), in: database)
            }
            let count = "SELECT count(*) FROM journal WHERE \"transaction\" = ? AND kind = 'plan'"
            guard try Int.fetchOne(database, sql: count, arguments: [id]) == notes.count else {
                throw LedgerError("somebody else wrote to the journal of transaction \(id)")
            }
        case .intents:
            for row in notes { try note(row, in: database) }
        case .results(let results):
            for row in notes { try note(row, in: database) }
            let update = try database.cachedStatement(
                sql: """
                    UPDATE step SET result = ?, reason = ? WHERE "transaction" = ? AND number BETWEEN ? AND ?
                    """)
            for run in ResultRun.runs(of: results) {
                try update.execute(arguments: [run.result.rawValue, run.reason, id, run.first, run.last])
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
            try close(outcome, at: time, in: database)
            // Nothing in the journal says what it leaves applied.
            if !isKnown, case .committed = outcome {
                try LedgerDatabase.saveApplied(
                    context.application, replacing: AppliedRow.rows(context.applied), in: database)
            }
        }
    }

    /// What follows the end, once nobody waits: before-images hold Secret values, and go as soon as nothing can need them.
    func settling(_ outcome: Outcome) -> GroupCommit.Work? {
        guard outcome.isClosed else { return nil }
        if case .committed = outcome {
            return { try LedgerDatabase.settle(knowing: (id, context.applied), in: $0) }
        }
        return { try LedgerDatabase.settle(in: $0) }
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

    func writePlan(_ plan: StepDraft.Plan, in database: Database) throws {
        try clear(in: database)
        for row in plan.steps { try note(row, in: database) }
        for row in plan.applied { try note(row, in: database) }
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
        try insert.execute(arguments: [id, row.number, row.object, row.action, row.fields, row.changes])
    }

    private func note(_ row: JournalNote, in database: Database) throws {
        let insert = try database.cachedStatement(
            sql: "INSERT INTO journal (\"transaction\", kind, step, body, sum) VALUES (?, ?, ?, ?, ?)")
        try insert.execute(arguments: [id, row.kind, row.step, row.body, rowSum(row.kind, row.body)])
    }

    private func close(_ outcome: Outcome, at time: Instant, in database: Database) throws {
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
            try LedgerDatabase.rebuilt(context.application, in: database)
            if context.isHeldAfterwards {
                try LedgerDatabase.hold(
                    context.to, rejecting: context.rejects, by: context.application, in: database)
            }
        }
        let changes = try draft.audited() ?? audited(in: database)
        try LedgerDatabase.append(
            AuditEntry(
                time: time, application: context.application, event: context.kind.rawValue, actor: context.actor,
                trigger: context.trigger, from: context.from, to: context.to, author: context.author,
                outcome: outcome.name, reason: reason),
            changes: changes, in: database, sealedBy: digest)
    }

    private func clear(in database: Database) throws {
        let delete = try database.cachedStatement(sql: "DELETE FROM journal WHERE \"transaction\" = ?")
        try delete.execute(arguments: [id])
    }

    /// As another process wrote them down.
    private func audited(in database: Database) throws -> String {
        let query = try database.cachedStatement(
            sql: "SELECT number, object, action, changes, result FROM step WHERE \"transaction\" = ? ORDER BY number")
        var results: [Int: String] = [:]
        let rows = try Row.fetchAll(query, arguments: [id]).map { row in
            results[row["number"]] = row["result"]
            return StepRow(
                number: row["number"], object: row["object"], action: row["action"],
                changes: try Value(json: row["changes"] as String).canonicalJSON)
        }
        return StepRow.audited(rows) { results[$0] ?? "" }
    }
}
