public import Model

/// What a step is about to do. It is on disk before the call.
public struct Intent: Hashable, Sendable {
    public var step: Int
    /// What will be written; nil for a delete.
    public var body: Value?
    /// What it finds there, where that is no longer what the plan saw.
    public var before: Value?
    /// `before` stands instead of the plan's before-image, also where it is nil.
    public var replacesBefore: Bool

    public init(step: Int, body: Value?, before: Value? = nil, replacesBefore: Bool = false) {
        self.step = step
        self.body = body
        self.before = before
        self.replacesBefore = replacesBefore
    }
}
