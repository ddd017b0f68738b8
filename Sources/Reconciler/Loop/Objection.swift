/// Why something that was asked of an application is not done.
public struct Objection: Error, Sendable, Hashable, CustomStringConvertible {
    public enum Kind: Sendable, Hashable {
        /// What was named is not there.
        case notFound
        /// Not as things stand now.
        case conflict
        /// The revision cannot be used.
        case unusable
        /// The repository or the cluster does not answer.
        case unavailable
    }

    public var kind: Kind
    /// In words, with what to do next.
    public var description: String

    public init(_ kind: Kind, _ description: String) {
        self.kind = kind
        self.description = description
    }
}
