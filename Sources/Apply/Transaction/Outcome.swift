public import Model

/// How a transaction ended.
public enum Outcome: Hashable, Sendable {
    /// Everything is applied and healthy. Warnings name what is left to look at: deletes that a finalizer holds up.
    case committed(warnings: [String])
    /// Nothing was written; these are all the reasons.
    case refused([Problem])
    /// Everything is as it was before. `reasons` say what went wrong, and name the object, the container and the cause.
    case rolledBack(reasons: [Problem])
    /// It failed, and the application wants no rollback: what was applied stays.
    case failed(reasons: [Problem])
    /// Undoing could not be completed: `notBack` says what is not as it was, and why.
    case stuck(reasons: [Problem], notBack: [Problem])
    /// The cluster did not answer, or only with errors that pass. Nothing of the revision is in the cluster, and
    /// nothing speaks against trying it again.
    case unreachable(String)
    /// plumb was asked to stop. Nothing of the revision is in the cluster.
    case stopped
    /// It could not be written down, and why. As far as the cluster answered it is undone; the journal is open where it
    /// was begun, and has to be closed by `Transaction.undoing` before anything else is done.
    case unfinished(String)

    /// The reasons in one line.
    public var reason: String {
        switch self {
        case .committed(let warnings): warnings.joined(separator: "; ")
        case .refused(let problems): problems.map(\.description).joined(separator: "; ")
        case .rolledBack(let reasons), .failed(let reasons): reasons.map(\.message).joined(separator: "; ")
        case .stuck(let reasons, let notBack):
            "not back: \(notBack.map(\.message).joined(separator: "; "))"
                + (reasons.isEmpty ? "" : " (undone because \(reasons.map(\.message).joined(separator: "; ")))")
        case .unreachable(let reason), .unfinished(let reason): reason
        case .stopped: "stopped"
        }
    }
}
