/// Trouble that a user can have and mend: what, where, why, and what to do.
///
/// Problems are values that are collected, not errors that end the work at the first one.
public struct Problem: Hashable, Sendable, CustomStringConvertible, Error {
    public var origin: Origin?
    public var object: ObjectKey?
    public var field: FieldPath?
    /// One sentence or two, ending with what to do next. Never holds a Secret's value.
    public var message: String

    public init(_ message: String, origin: Origin? = nil, object: ObjectKey? = nil, field: FieldPath? = nil) {
        self.message = message
        self.origin = origin
        self.object = object
        self.field = field
    }

    /// `shop/api.yaml:31: Deployment "api" …`
    public var description: String { origin.map { "\($0.file):\($0.line): \(message)" } ?? message }
}
