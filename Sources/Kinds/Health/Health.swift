public import Model

/// How one object fares, and why.
public struct Health: Hashable, Sendable {
    /// `rawValue` is how it is shown.
    public enum State: String, Hashable, Sendable {
        case healthy = "Healthy"
        case progressing = "Progressing"
        case degraded = "Degraded"
        case suspended = "Suspended"
        case unknown = "Unknown"
        case missing = "Missing"
    }

    public var state: State
    /// What is the matter, without the object's own name: `container "api" cannot pull image "x:bad": … not found (pod
    /// "api-7d4b9-x2x")`. Empty where it is healthy.
    public var reason: String
    /// Waiting longer cannot help: what the cluster says proves it. A pod that is merely slow never is.
    public var isPermanent: Bool
    /// The verdict may change at this time even if the object does not; look again then.
    public var reviewAt: Instant?

    public init(_ state: State, _ reason: String = "", isPermanent: Bool = false, reviewAt: Instant? = nil) {
        self.state = state
        self.reason = reason
        self.isPermanent = isPermanent
        self.reviewAt = reviewAt
    }

    public static let healthy = Health(.healthy)
    public static func progressing(_ reason: String) -> Health { Health(.progressing, reason) }
    public static func degraded(_ reason: String) -> Health { Health(.degraded, reason) }
    public static func failed(_ reason: String) -> Health { Health(.degraded, reason, isPermanent: true) }

    /// Nothing is left to wait for: healthy, or suspended by its own specification.
    public var isSettled: Bool { state == .healthy || state == .suspended }
}
