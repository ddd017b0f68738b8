public import Model

/// One document of a YAML or JSON file.
public struct Document: Sendable {
    public var value: Value
    /// Where its first value begins.
    public var origin: Origin

    public init(value: Value, origin: Origin) {
        self.value = value
        self.origin = origin
    }
}
