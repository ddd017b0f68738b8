import Apply
import Model
import Reconciler

extension ReconcilerFact {
    /// A line of a trace. `json` is the fact's own.
    func spoken(_ json: Value) -> String {
        switch self {
        case .status(let status):
            return "plumb is \(status.state.rawValue), \(status.health): holds \(short(status.revision)), the tip is "
                + "\(short(status.tip)), \(status.activity) \(status.reason)"
        case .transaction(_, let fact):
            let told = ["event", "phase", "action", "object", "health", "outcome", "reason", "afterMilliseconds"]
            let words = told.compactMap { json[$0] }.filter { !$0.isEmpty }.map { $0.string ?? $0.json }
            return "transaction \(fact.transaction): \(words.joined(separator: " "))"
        }
    }

    private func short(_ commit: String) -> String { commit.isEmpty ? "nothing" : String(commit.suffix(4)) }
}
