public import Model

/// Names a kind, whatever version it is written in: what one table of the store holds.
public struct GroupKind: Hashable, Sendable, Comparable {
    /// Empty for the core group.
    public var group: String
    public var kind: String

    public init(group: String, kind: String) {
        self.group = group
        self.kind = kind
    }

    public init(_ type: ResourceType) { self.init(group: type.group, kind: type.kind) }
    public init(_ key: ObjectKey) { self.init(group: key.group, kind: key.kind) }

    public static func < (left: GroupKind, right: GroupKind) -> Bool {
        (left.group, left.kind) < (right.group, right.kind)
    }
}
