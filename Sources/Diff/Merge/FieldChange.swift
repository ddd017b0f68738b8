public import Model

/// What becomes of one field, and why. Where a whole part of an object comes or goes, one change tells it at the
/// part's root.
public struct FieldChange: Hashable, Sendable {
    /// The rows of the three-way table in docs/design.md, section 5.
    public enum Why: String, Hashable, Sendable, CaseIterable {
        /// The revision brings it, and the cluster had nothing there.
        case added
        /// The revision gives another value than was last applied.
        case changed
        /// The revision does not name it any more.
        case removed
        /// The cluster left what was last applied, and the revision still says the same.
        case drifted
        /// The revision and the cluster both left what was last applied. The revision wins.
        case conflict
        /// The revision names it for the first time, and the cluster had another value there.
        case adopted
    }

    public var path: FieldPath
    /// What was last applied; nil where nothing was.
    public var base: Value?
    /// What the revision says; nil where it says nothing.
    public var desired: Value?
    /// What the cluster holds; nil where it holds nothing.
    public var live: Value?
    public var why: Why
    /// Who wrote the live value, where `managedFields` tells it.
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

    /// The cluster's own doing, which healing undoes.
    public var isDrift: Bool { why == .drifted || why == .conflict }
}
