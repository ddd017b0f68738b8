import Apply
import ClusterAPI
import Diff
import Model

@testable import Ledger

extension LedgerDatabase {
    /// A transaction that commits one object, or that an object is gone.
    ///
    /// - Parameter isSettled: false where the process ends right after the commit.
    @discardableResult
    func commit(
        _ object: Value, for application: String, isGone: Bool = false, isSettled: Bool,
        as outcome: Outcome = .committed(warnings: [])
    ) async throws -> String {
        let id = nextTransactionID()
        let now = Instant(seconds: 1_790_000_000)
        var context = TransactionContext(
            application: application, kind: .sync, from: "", to: id, author: "Ada", message: "m", trigger: "poll",
            actor: "plumb", startedAt: now, applied: [object.key: isGone ? .none : .some(object)])
        context.isHeldAfterwards = true
        let journal = LedgerJournal(ledger: self, context: context)
        let type = ResourceType(group: "", version: "v1", kind: "ConfigMap", plural: "configmaps", isNamespaced: true)
        let change = Change(
            key: object.key, action: isGone ? .delete : .create, desired: isGone ? nil : object,
            live: isGone ? object : nil, result: isGone ? nil : object)
        try await journal.begin(
            TransactionRecord(
                id: id, application: application, from: "", to: id,
                steps: [Step(id: 0, change: change, action: isGone ? .delete : .create, type: type)], startedAt: now))
        if isSettled {
            try await journal.finish(outcome, of: id, at: now)
            await rest()
        } else {
            let journal = JournalWriter(
                id: Int64(id) ?? 0, context: context, digest: digestKey, draft: StepDraft(PlannedBodies()))
            try await writer.write { try journal.write(.finish(outcome, at: now), [], in: $0) }
        }
        return id
    }
}
