public import Model

/// One write of the store: what watches tell and what persistence keeps.
public struct StoredChange: Sendable {
    public var key: ObjectKey
    /// Of this write; versions are given out in order over all kinds.
    public var resourceVersion: UInt64
    /// Before the write; nil where the object is new.
    public var old: Value?
    /// After the write; nil where the object was removed.
    public var new: Value?
    /// As a watch shows a removal: the last state with the removal's own resourceVersion.
    public var final: Value?

    public init(key: ObjectKey, resourceVersion: UInt64, old: Value?, new: Value?, final: Value? = nil) {
        self.key = key
        self.resourceVersion = resourceVersion
        self.old = old
        self.new = new
        self.final = final
    }
}
