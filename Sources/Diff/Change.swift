public import Model

/// What has to happen to one object, and which of its fields make it so.
public struct Change: Hashable, Sendable {
    public enum Action: String, Hashable, Sendable {
        case create, update, delete
    }

    public var key: ObjectKey
    public var action: Action
    /// Where the revision's manifest begins; nil for a delete.
    public var origin: Origin?
    /// As the revision wants it; nil for a delete.
    public var desired: Value?
    /// As the cluster has it; nil for a create.
    public var live: Value?
    /// As it was last applied; nil where it never was.
    public var base: Value?
    /// What the object will be after the change: the three-way merge. Nil for a delete.
    public var result: Value?
    public var fields: [FieldChange]

    public init(
        key: ObjectKey, action: Action, origin: Origin? = nil, desired: Value? = nil, live: Value? = nil,
        base: Value? = nil, result: Value? = nil, fields: [FieldChange] = []
    ) {
        self.key = key
        self.action = action
        self.origin = origin
        self.desired = desired
        self.live = live
        self.base = base
        self.result = result
        self.fields = fields
    }
}
