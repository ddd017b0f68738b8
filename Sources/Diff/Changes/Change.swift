public import Model

/// What one object needs, as a value: nothing has been decided about when and whether.
public struct Change: Hashable, Sendable {
    public enum Action: String, Hashable, Sendable {
        case create, update, delete
    }

    public var key: ObjectKey
    public var action: Action
    /// Where the revision defines it; nil for a delete.
    public var origin: Origin?
    /// What was last applied.
    public var base: Value?
    /// What the revision says; nil for a delete.
    public var desired: Value?
    /// What the cluster holds; nil for a create.
    public var live: Value?
    /// The object to have; nil for a delete.
    public var result: Value?
    public var fields: [FieldChange]

    public init(
        key: ObjectKey, action: Action, origin: Origin? = nil, desired: Value? = nil, live: Value? = nil,
        base: Value? = nil, result: Value? = nil, fields: [FieldChange] = []
    ) {
        self.key = key
        self.action = action
        self.origin = origin
        self.base = base
        self.desired = desired
        self.live = live
        self.result = result
        self.fields = fields
    }

    /// The fields that the cluster changed by itself. A change made only of these heals drift.
    public var drift: [FieldChange] { fields.filter(\.isDrift) }

    /// Nothing but drift: the revision and what was last applied agree. An object that was deleted in the cluster
    /// counts.
    public var isOnlyDrift: Bool {
        switch action {
        case .create: base != nil
        case .update: fields.allSatisfy { $0.why == .drifted }
        case .delete: false
        }
    }
}
