import Apply
import Model
import Reconciler

/// What simulations came through.
struct Coverage: Sendable {
    var faults: [Fault: Int] = [:]
    var phases: [String: Int] = [:]
    var outcomes: [String: Int] = [:]
    var states: [String: Int] = [:]
    var ends: [String: Int] = [:]

    mutating func take(_ fact: ReconcilerFact) {
        switch fact {
        case .status(let status): states[status.state.rawValue, default: 0] += 1
        case .transaction(_, let fact):
            if case .entered(let phase) = fact.event { phases[phase.rawValue, default: 0] += 1 }
        }
        if let outcome = fact.outcome { outcomes[outcome, default: 0] += 1 }
    }

    mutating func add(_ other: Coverage) {
        faults.merge(other.faults, uniquingKeysWith: +)
        phases.merge(other.phases, uniquingKeysWith: +)
        outcomes.merge(other.outcomes, uniquingKeysWith: +)
        states.merge(other.states, uniquingKeysWith: +)
        ends.merge(other.ends, uniquingKeysWith: +)
    }
}

extension ReconcilerFact {
    var outcome: String? { json["outcome"]?.string }
}
