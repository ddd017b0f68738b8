public import Model

/// What became of a step.
public struct StepResult: Hashable, Sendable {
    public enum Result: String, Hashable, Sendable {
        case applied, failed, undone, skipped
    }

    public var step: Int
    public var result: Result
    /// As the cluster answered; nil for deletes and failures.
    public var object: Value?
    /// Why it failed or was skipped, else empty.
    public var reason: String
    /// It failed through trouble that passes (a cluster that does not answer, too many requests), which says nothing of
    /// the revision.
    public var isPassing: Bool

    public init(step: Int, result: Result, object: Value? = nil, reason: String = "", isPassing: Bool = false) {
        self.step = step
        self.result = result
        self.object = object
        self.reason = reason
        self.isPassing = isPassing
    }
}
