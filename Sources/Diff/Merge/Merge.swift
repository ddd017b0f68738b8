public import Model

/// The outcome of a three-way merge of one object.
public struct Merge: Hashable, Sendable {
    /// The object to have; nil where there is to be none.
    public var result: Value?
    /// What differs between `result` and the live object, in the order of the paths' places.
    public var fields: [FieldChange]

    public init(result: Value?, fields: [FieldChange]) {
        self.result = result
        self.fields = fields
    }

    /// True exactly where writing `result` would change nothing.
    public var isNoDifference: Bool { fields.isEmpty }
}
