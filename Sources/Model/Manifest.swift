/// One object as a revision wants it.
public struct Manifest: Hashable, Sendable {
    public var key: ObjectKey
    public var object: Value
    /// Where the object's document begins.
    public var origin: Origin

    public init(key: ObjectKey, object: Value, origin: Origin) {
        self.key = key
        self.object = object
        self.origin = origin
    }
}
