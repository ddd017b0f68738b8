import Apply

extension Outcome {
    /// As history and audit name it.
    var name: String {
        switch self {
        case .committed: "Committed"
        case .refused: "Refused"
        case .rolledBack: "RolledBack"
        case .failed: "Failed"
        case .stuck: "Stuck"
        case .unreachable, .stopped: "RolledBack"
        case .unfinished: "Running"
        }
    }

    /// False where something is still to be undone.
    var isClosed: Bool {
        switch self {
        case .stuck, .unfinished: false
        default: true
        }
    }

    /// False where nothing happened that history should remember.
    var isWorthTelling: Bool {
        switch self {
        case .unreachable, .stopped, .unfinished: false
        default: true
        }
    }
}
