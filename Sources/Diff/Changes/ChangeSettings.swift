public import Model

/// What `changes(from:to:over:settings:)` asks of the outside.
public struct ChangeSettings: Sendable {
    /// The structure of an object's kind; `Schema.unknown` where nothing is known.
    public var schema: @Sendable (Value) -> Schema
    /// What the server makes of an object before it stores it: defaults and canonical forms.
    public var normalize: (@Sendable (Value) -> Value)?
    /// False for an object that is in the cluster as it was when it last needed nothing (by resourceVersion, say). It
    /// is not looked at if the revision says the same as what was last applied. Nil looks at every object.
    public var mayHaveDrifted: (@Sendable (ObjectKey) -> Bool)?
    public var ignore: [IgnoreRule]
    /// Objects that the revision defines no more are deleted.
    public var prune: Bool

    public init(
        schema: @escaping @Sendable (Value) -> Schema, normalize: (@Sendable (Value) -> Value)? = nil,
        mayHaveDrifted: (@Sendable (ObjectKey) -> Bool)? = nil, ignore: [IgnoreRule] = [], prune: Bool = true
    ) {
        self.schema = schema
        self.normalize = normalize
        self.mayHaveDrifted = mayHaveDrifted
        self.ignore = ignore
        self.prune = prune
    }
}
