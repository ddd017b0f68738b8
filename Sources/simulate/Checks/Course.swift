import Apply
import Model

/// The facts of each transaction, held against the course that a transaction may take.
struct Course {
    private struct State {
        var phase: Phase?
        var isFinished = false
        var begun: Set<ObjectKey> = []
    }
    private var states: [String: State] = [:]

    /// What is wrong with it.
    mutating func take(_ fact: Fact, life: Int) -> String? {
        let name = "\(life)/\(fact.transaction)"
        var state = states[name] ?? State()
        defer { states[name] = state }
        switch fact.event {
        case .entered(let phase):
            defer { state.phase = phase }
            let former = state.phase
            // A transaction that could not be undone is taken up again.
            if phase == .rollingBack { state.isFinished = false }
            // How an end that could not be written down is told.
            if phase == former { return nil }
            let isAllowed =
                switch phase {
                case .preflight, .planned: former == nil || former?.isFinal == true
                case .applying: former == .preflight
                case .recovering: former == nil || former?.isFinal == true
                case .verifying: former == .applying || former == .recovering || former == nil
                case .pruning: former == .verifying
                case .committed: former == .pruning || former == .recovering || former == nil
                case .rollingBack:
                    former == nil || former == .applying || former == .verifying || former == .pruning
                        || former == .stuck || former == .recovering
                case .rolledBack: former != .committed
                case .stuck: former == .rollingBack
                case .refused: former == nil || former == .preflight
                }
            return isAllowed
                ? nil
                : "transaction \(fact.transaction) went from \(former?.rawValue ?? "nothing") to \(phase.rawValue)"
        case .started(let key, let action):
            // What runs on failure runs when everything is back.
            if state.phase == .rollingBack, key.kind != "Job" || key.name != "tell" {
                return "transaction \(fact.transaction) began to \(action) \(key) while it rolled back"
            }
            if action == .delete, state.phase != .pruning {
                return "transaction \(fact.transaction) pruned \(key) while it was \(state.phase?.rawValue ?? "?")"
            }
            state.begun.insert(key)
        case .undone(let key):
            if state.phase != .rollingBack {
                return "transaction \(fact.transaction) undid \(key) and does not roll back"
            }
        case .finished(let outcome):
            if state.isFinished { return "transaction \(fact.transaction) ended twice" }
            switch outcome {
            // It is taken up again.
            case .stuck, .unfinished: state = State()
            default: state.isFinished = true
            }
        default: break
        }
        return nil
    }
}
