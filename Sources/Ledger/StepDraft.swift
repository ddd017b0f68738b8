import Apply
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

    private struct State {
        /// The plan, and whether it is in the ledger already.
        var prepared: (steps: [Step], plan: Task<(texts: [String], isWritten: Bool), Never>)?
        var begun: [Step]?
        var rows: [StepRow]?
        var areRowsWritten = false
        var results: [Int: StepResult.Result] = [:]
        var applied: Task<[AppliedRow], Never>?
    }
    private let state = Mutex(State())

    /// These steps will be begun, if none of them is refused, and these objects be applied then.
    func prepare(
        _ steps: [Step], _ applied: [ObjectKey: Value?], write: @escaping @Sendable ([String]) async throws -> Void
    ) {
        let plan: Task<(texts: [String], isWritten: Bool), Never> = Task {
            let texts = StepDraft.plan(of: steps)
            do {
                try await write(texts)
                return (texts, true)
            } catch {
                // It is tried again when they are begun, and told then.
                return (texts, false)
            }
        }
        let rows = Task { AppliedRow.rows(applied) }
        state.withLock { state in
            state.prepared = (steps, plan)
            state.applied = rows
        }
    }

    /// Returns when nothing of what was prepared is still to be written.
    func settle() async { _ = await state.withLock { $0.prepared?.plan }?.value }

    /// What will have been applied in the end.
    func applied(_ applied: [ObjectKey: Value?]) async -> [AppliedRow] {
        if let rows = state.withLock({ $0.applied }) { return await rows.value }
        return AppliedRow.rows(applied)
    }

    /// The plan in rows of the journal, and whether they are there already.
    func begin(_ steps: [Step]) async -> (texts: [String], isWritten: Bool) {
        let prepared = state.withLock { state in
            state.begun = steps
            return state.prepared
        }
        guard let prepared else { return (StepDraft.plan(of: steps), false) }
        let plan = await prepared.plan.value
        state.withLock { $0.prepared = nil }
        // As a rule it is the same array, which costs no comparing.
        return prepared.steps == steps ? plan : (StepDraft.plan(of: steps), false)
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

    /// What the audit says of the steps, where this process began them.
    func audited() -> [Value]? {
        let (rows, results) = state.withLock { ($0.rows, $0.results) }
        return rows?.map { $0.audited(result: results[$0.number]?.rawValue ?? "") }
    }

    /// Few rows, and none of them very long.
    private static func plan(of steps: [Step]) -> [String] {
        let chunk = 32
        let starts = Array(stride(from: 0, to: steps.count, by: chunk))
        return starts.mapInParallel { start in
            Value(steps[start..<min(start + chunk, steps.count)].map(\.journalled)).json
        }
    }
}
