import Apply
import Diff
import Kinds
import Ledger
import Model
import Reconciler

extension Rehearsal {
    /// `{"from", "to", "changes", "order", "timeline", "outcome", "reason", "duration"}`: the first four as in `diff`,
    /// times in milliseconds of virtual time.
    var json: Value {
        let key = DigestKey.ephemeral()
        var value = diffReport(
            from: from.isEmpty ? nil : from, to: revision.isEmpty ? nil : revision, changes: changes, order: plan.order,
            redactor: Redactor { key.digest($0) })
        value["timeline"] = Value(
            facts.map { fact in
                var entry = ReconcilerFact.transaction(application: application, fact).json
                for name in ["application", "transaction", "time"] { entry[name] = nil }
                entry["at"] = Value((fact.time - start).milliseconds)
                return entry
            })
        value["outcome"] = Value(name)
        value["reason"] = Value(outcome.reason)
        value["duration"] = Value(((facts.last?.time ?? start) - start).milliseconds)
        return value
    }

    private var name: String {
        switch outcome {
        case .committed: "Committed"
        case .refused: "Refused"
        case .rolledBack: "RolledBack"
        case .failed: "Failed"
        case .stuck: "Stuck"
        case .unreachable: "Unreachable"
        case .unfinished: "Unfinished"
        case .stopped: "Stopped"
        }
    }

    /// The plan, then what happens and when, then how it ends.
    var text: String {
        var lines = ["Plan"]
        lines +=
            plan.steps.isEmpty
            ? ["  nothing to change"] : plan.text.split(separator: "\n").map { "  \($0)" }
        if !facts.isEmpty { lines += ["", "Rollout (virtual time)"] }
        lines += facts.compactMap { fact in
            told(fact.event).map { "  \(seconds(fact.time - start))  \($0)" }
        }
        lines += ["", "Outcome: \(wouldCommit ? "it would be " : "")\(outcome.spoken)"]
        return lines.joined(separator: "\n") + "\n"
    }

    private func told(_ event: Fact.Event) -> String? {
        switch event {
        case .entered(let phase): phase.isFinal ? nil : "– \(phase.rawValue)"
        case .started, .finished: nil
        case .applied(let key, let action): "✔ \(key): \(action.rawValue)"
        case .failed(let key, let action, let reason): "✘ \(key): \(action.rawValue) failed: \(reason)"
        case .retrying(let key, let reason, _): "↻ \(key): \(reason)"
        case .health(let key, let health):
            "\(health.isSettled ? "✔" : health.isPermanent ? "✘" : "…") \(key): "
                + (health.reason.isEmpty ? health.state.rawValue : health.reason)
        case .undone(let key): "↩ \(key): put back"
        case .explained: nil
        case .notBack(let key, let reason): "✘ \(key): not back: \(reason)"
        }
    }

    private func seconds(_ duration: Duration) -> String {
        let tenths = (duration.milliseconds + 50) / 100
        let text = "\(tenths / 10).\(tenths % 10) s"
        return String(repeating: " ", count: max(0, 8 - text.count)) + text
    }
}
