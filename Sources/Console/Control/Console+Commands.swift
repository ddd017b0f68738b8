import Ledger
import Model
import Reconciler

extension Console {
    /// Carries a person's word to the application, and answers with where it stands once that was heard.
    func command(_ action: String, for name: String, _ call: Call, _ body: UnreadBody) async throws -> Answer {
        guard let action = SteerAction(rawValue: action) else {
            throw Complaint.notFound(
                "There is no such action. There is: \(SteerAction.allCases.map(\.rawValue).joined(separator: ", ")).")
        }
        let loop = try await loop(name)
        let asked = try SteerRequest(try await body.bytes(upTo: 64 << 10, within: .seconds(10)))
        switch action {
        case .sync:
            // The other actions leave their own entries: with the record that they change, or with their transaction.
            try await ledger.append(
                AuditEntry(
                    time: clock(), application: name, event: "sync-requested", actor: asked.wake.actor,
                    trigger: asked.wake.trigger.rawValue, outcome: "Done"))
            await loop.obey(.sync(asked.wake))
        case .retry: await loop.obey(.retry(asked.wake))
        case .suspend: await loop.obey(.suspend(asked.wake))
        case .resume: await loop.obey(.resume(asked.wake))
        case .rollback:
            do throws(Objection) {
                try await loop.rollBack(to: asked.to, asked.wake)
            } catch { throw Complaint(error) }
        }
        return .json(await loop.status().json, code: 202)
    }
}

enum SteerAction: String, Sendable, CaseIterable {
    case sync, retry, rollback, suspend, resume
}
