/// What made plumb look.
public enum Trigger: String, Sendable, Hashable {
    case poll, webhook, cli, api, drift, startup

    /// Of two reasons to look, the one that people would name.
    func orStronger(_ other: Trigger) -> Trigger { rank >= other.rank ? self : other }

    private var rank: Int {
        switch self {
        case .poll: 0
        case .startup: 1
        case .drift: 2
        case .webhook: 3
        case .api: 4
        case .cli: 5
        }
    }
}

/// A reason to look, and whose it is.
public struct Wake: Sendable, Hashable {
    public var trigger: Trigger
    /// A person's name, or a webhook's provider; `plumb` where nobody asked.
    public var actor: String
    /// A person allows this many objects to be pruned, whatever the settings say.
    public var allowPrune: Int?

    public init(_ trigger: Trigger, actor: String = "plumb", allowPrune: Int? = nil) {
        self.trigger = trigger
        self.actor = actor
        self.allowPrune = allowPrune
    }

    /// Whether this says all that the other says.
    func covers(_ other: Wake) -> Bool {
        trigger.orStronger(other.trigger) == trigger && (other.allowPrune == nil || allowPrune == other.allowPrune)
    }
}
