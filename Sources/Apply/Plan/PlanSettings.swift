public import Model

/// What an application allows a plan to do.
public struct PlanSettings: Hashable, Sendable {
    /// How much of an application may be pruned at once.
    public enum PruneLimit: Hashable, Sendable {
        case number(Int)
        case percent(Int)
    }

    /// The application's name, as `plumb.dev/application` says it.
    public var application: String
    /// Objects with another application's mark that that application has let go of.
    public var takesOver: Set<ObjectKey> = []
    public var prune = true
    public var allowEmpty = false
    /// A share never forbids three objects or fewer.
    public var maxPrune: PruneLimit? = .percent(50)
    /// As many may be pruned this time, whatever `maxPrune` says: a person has named the number.
    public var allowPrune: Int?
    /// Replace wherever an immutable field changes, as if every object had `plumb.dev/replace: "true"`.
    public var replace = false

    public init(application: String) { self.application = application }
}
