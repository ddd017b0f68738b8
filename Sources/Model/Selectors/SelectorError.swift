/// Why a selector is refused, in apimachinery's words.
public struct SelectorError: Error, Hashable, Sendable, CustomStringConvertible {
    public var description: String
    init(_ description: String) { self.description = description }
}
