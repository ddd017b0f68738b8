public import Model

/// One field that differs between what was applied, what is wanted and what is there.
public struct FieldChange: Hashable, Sendable {
    /// The row of the three-way table that the field is in.
    public enum Why: String, Hashable, Sendable {
        case added, changed, removed, drifted, conflict, adopted
    }

    public var path: FieldPath
    /// nil is absent, for all three.
    public var base: Value?
    public var desired: Value?
    public var live: Value?
    public var why: Why
    /// Who wrote the live value, by `managedFields`, where it drifted.
    public var manager: String?

    public init(
        path: FieldPath, base: Value? = nil, desired: Value? = nil, live: Value? = nil, why: Why,
        manager: String? = nil
    ) {
        self.path = path
        self.base = base
        self.desired = desired
        self.live = live
        self.why = why
        self.manager = manager
    }
}
