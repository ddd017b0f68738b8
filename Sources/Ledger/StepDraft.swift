import Apply
import Diff
import Model
import Synchronization

/// What a transaction writes down of its steps, put into words before it is needed: the plan while the cluster is still
/// being asked whether it would take it, what history and audit say while the first steps are carried out.
final class StepDraft: Sendable {
    /// What is to be done about the rows of `step`.
    enum Rows: Sendable {
        case written
        case new([StepRow])
        /// Another process began the transaction.
        case unknown
    }

    /// What the journal says of the steps that are begun.
    struct Plan: Sendable {
        var steps: [JournalNote]
        /// What the application will have applied once this commits. What a step brings is named by the step.
        var applied: [JournalNote]
        /// It is in the ledger already.
        var isWritten = false

        init(_ steps: [Step], _ applied: [ObjectKey: Value?]) {
            // Few rows, and none of them very long.
            let chunk = 32
            let starts = Array(stride(from: 0, to: steps.count, by: chunk))
            self.steps = starts.map { start in
                let words = Value(steps[start..<min(start + chunk, steps.count)].map(\.journalled))
                return JournalNote(kind: "plan", body: words.json)
            }
            var others = applied
            var brought: [Int] = []
            for step in steps {
                guard let desired = step.change.desired, let entry = others[step.key], entry == desired else {
                    continue
                }
                brought.append(step.id)
                others[step.key] = nil
            }
            var applied = brought.isEmpty ? [] : [Value(brought.map { Value($0) })]
            applied += others.map { key, object in
                var entry: Value = ["key": Value(key.description)]
                entry["object"] = object
                return entry
            }
            self.applied = applied.map { JournalNote(kind: "applied", body: $0.json) }
        }
    }

    private struct State {
        var prepared: (steps: [Step], plan: Task<Plan, Never>)?
        var begun: [Step]?
        var rows: [StepRow]?
        var areRowsWritten = false
        var results: [Int: StepResult.Result] = [:]
    }
    private let state = Mutex(State())
    private let planned: PlannedBodies

    init(_ planned: PlannedBodies) { self.planned = planned }

    /// These steps will be begun, if none of them is refused.
    func prepare(
        _ steps: [Step], _ applied: [ObjectKey: Value?], write: @escaping @Sendable (Plan) async throws -> Void
    ) {
        let plan: Task<Plan, Never> = Task {
            planned.keep(steps)
            var plan = Plan(steps, applied)
            do {
                try await write(plan)
                plan.isWritten = true
            } catch {
                // It is tried again when they are begun, and told then.
            }
            return plan
        }
        state.withLock { $0.prepared = (steps, plan) }
    }

    /// Returns when nothing of what was prepared is still to be written.
    func settle() async { _ = await state.withLock { $0.prepared?.plan }?.value }

    func begin(_ steps: [Step], _ applied: [ObjectKey: Value?]) async -> Plan {
        let prepared = state.withLock { state in
            state.begun = steps
            return state.prepared
        }
        let plan = await prepared?.plan.value
        state.withLock { $0.prepared = nil }
        // As a rule it is the same array, which costs no comparing.
        if let plan, prepared?.steps == steps { return plan }
        planned.keep(steps)
        return Plan(steps, applied)
    }

    /// For the next write.
    func rows(digest: DigestKey) -> Rows {
        let (rows, begun, areWritten) = state.withLock { ($0.rows, $0.begun, $0.areRowsWritten) }
        if areWritten { return .written }
        guard let rows = rows ?? begun?.map({ StepRow($0, digest: digest) }) else { return .unknown }
        state.withLock { state in
            state.rows = rows
            state.begun = nil
        }
        return .new(rows)
    }

    func rowsAreWritten() { state.withLock { $0.areRowsWritten = true } }

    func note(_ results: [StepResult]) {
        state.withLock { state in for result in results { state.results[result.step] = result.result } }
    }

    /// What the audit says of the steps, as canonical JSON, where this process began them.
    func audited() -> String? {
        let (rows, results) = state.withLock { ($0.rows, $0.results) }
        return rows.map { StepRow.audited($0) { results[$0]?.rawValue ?? "" } }
    }
}
