import Apply
import Model
import Reconciler

/// What simulations came through.
struct Coverage: Sendable {
    enum Kind: String, CaseIterable, Sendable {
        case fault, happening, flaw, phase, outcome, state, end, amount

        var title: String {
            switch self {
            case .fault: "faults"
            case .happening: "what happened"
            case .flaw: "revisions"
            case .phase: "phases of transactions"
            case .outcome: "outcomes of transactions"
            case .state: "states of the application"
            case .end: "states that it came to rest in"
            case .amount: "in all"
            }
        }

        /// What there is to cover.
        var all: [String] {
            switch self {
            case .fault: Fault.allCases.map(\.rawValue)
            case .happening: Scenario.Act.names
            case .flaw: Content.Flaw.allCases.map(\.rawValue)
            case .phase:
                [
                    Phase.recovering, .preflight, .applying, .verifying, .pruning, .committed, .rollingBack, .stuck,
                    .refused,
                ].map(\.rawValue)
            case .outcome:
                ["Committed", "Refused", "RolledBack", "Failed", "Stuck", "Unreachable", "Running", "Stopped"]
            case .state:
                [SyncState.progressing, .synced, .outOfSync, .refused, .rolledBack, .stuck, .unreachable, .error].map(
                    \.rawValue)
            case .end: [SyncState.synced, .refused, .rolledBack].map(\.rawValue)
            case .amount: []
            }
        }
    }

    private(set) var counts: [Kind: [String: Int]] = [:]

    mutating func add(_ kind: Kind, _ name: String, _ count: Int = 1) {
        counts[kind, default: [:]][name, default: 0] += count
    }

    mutating func take(_ fact: ReconcilerFact, _ json: Value) {
        switch fact {
        case .status(let status): add(.state, status.state.rawValue)
        case .transaction(_, let fact):
            switch fact.event {
            case .entered(let phase): add(.phase, phase.rawValue)
            case .finished: add(.amount, "transactions")
            default: break
            }
            if let outcome = json["outcome"]?.string { add(.outcome, outcome) }
        }
    }

    mutating func add(_ other: Coverage) {
        for (kind, names) in other.counts { for (name, count) in names { add(kind, name, count) } }
    }

    /// In a form that another process reads back.
    var lines: [String] {
        counts.flatMap { kind, names in names.map { "\(kind.rawValue)\t\($0.key)\t\($0.value)" } }.sorted()
    }

    mutating func add(line: Substring) {
        let fields = line.split(separator: "\t")
        guard fields.count == 3, let kind = Kind(rawValue: String(fields[0])), let count = Int(fields[2]) else {
            return
        }
        add(kind, String(fields[1]), count)
    }

    /// For people: each kind with its counts, and with what it never came through.
    var spoken: [String] {
        Kind.allCases.flatMap { kind -> [String] in
            let counts = counts[kind] ?? [:]
            let told = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.key) \($0.value)" }
            let missing = kind.all.filter { counts[$0] == nil }
            return wrapped("\(kind.title): ", told)
                + (missing.isEmpty ? [] : wrapped("  never: ", missing))
        }
    }

    private func wrapped(_ title: String, _ parts: [String]) -> [String] {
        var lines = [title]
        for (index, part) in parts.enumerated() {
            let part = index == parts.count - 1 ? part : part + ", "
            if lines[lines.count - 1].count + part.count > 120 { lines.append("  ") }
            lines[lines.count - 1] += part
        }
        return lines
    }
}
