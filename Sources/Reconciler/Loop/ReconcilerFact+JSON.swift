import Apply
import Kinds
public import Model

extension ReconcilerFact {
    public var application: String {
        switch self {
        case .transaction(let application, _): application
        case .status(let status): status.name
        }
    }

    /// The id of a transaction that has just come to its end. History has it by the application's next status.
    public var endedTransaction: String? {
        if case .transaction(_, let fact) = self, case .finished = fact.event { fact.transaction } else { nil }
    }

    /// `status` or `transaction`.
    public var name: String {
        switch self {
        case .status: "status"
        case .transaction: "transaction"
        }
    }

    /// An application's status as `status -o json` has it, or `{"application", "transaction", "time", "event", …}`.
    public var json: Value {
        switch self {
        case .status(let status): return status.json
        case .transaction(let application, let fact):
            var value = fact.event.json
            value["application"] = Value(application)
            value["transaction"] = Value(fact.transaction)
            value["time"] = Value(fact.time.preciseDescription)
            return value
        }
    }
}

extension Fact.Event {
    fileprivate var json: Value {
        switch self {
        case .entered(let phase): ["event": "entered", "phase": Value(phase.rawValue)]
        case .started(let key, let action): step("started", key, action)
        case .applied(let key, let action): step("applied", key, action)
        case .failed(let key, let action, let reason): step("failed", key, action, reason)
        case .retrying(let key, let reason, let after):
            [
                "event": "retrying", "object": Value(key.description), "reason": Value(reason),
                "afterMilliseconds": Value(after.milliseconds),
            ]
        case .health(let key, let health):
            [
                "event": "health", "object": Value(key.description), "health": Value(health.state.rawValue),
                "reason": Value(health.reason),
            ]
        case .undone(let key): ["event": "undone", "object": Value(key.description)]
        case .notBack(let key, let reason):
            ["event": "notBack", "object": Value(key.description), "reason": Value(reason)]
        case .explained(let text): ["event": "explained", "reason": Value(text)]
        case .finished(let outcome):
            ["event": "finished", "outcome": Value(outcome.spoken), "reason": Value(outcome.reason)]
        }
    }

    private func step(_ event: String, _ key: ObjectKey, _ action: Step.Action, _ reason: String? = nil) -> Value {
        var value: Value = [
            "event": Value(event), "object": Value(key.description), "action": Value(action.rawValue),
        ]
        value["reason"] = reason.map { Value($0) }
        return value
    }
}

extension Outcome {
    fileprivate var spoken: String {
        switch self {
        case .committed: "Committed"
        case .refused: "Refused"
        case .rolledBack: "RolledBack"
        case .failed: "Failed"
        case .stuck: "Stuck"
        case .unreachable: "Unreachable"
        case .unfinished: "Running"
        case .stopped: "Stopped"
        }
    }
}
