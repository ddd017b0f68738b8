/// What a YAML text may have, and what becomes of duplicate keys.
public struct ParseOptions: Sendable {
    public enum Duplicates: Sendable {
        /// As Kubernetes' lenient reader does.
        case lastWins
        /// Two keys written into one mapping are a problem; a merge key may bring what is written as well.
        case refused
        /// As Kubernetes' strict reader does: what a merge key brings counts too.
        case refusedEvenMerged
    }

    public var duplicates = Duplicates.refused
    /// How deep collections may be nested.
    public var depth = 1_000
    /// How many nodes a document may have, each alias counted with all that it stands for.
    public var nodes = 2_000_000
    public var bytes = 64 << 20

    public init() {}

    /// As sigs.k8s.io/yaml reads: the last of duplicate keys wins, and 10,000 levels may be nested.
    public static let lenient: ParseOptions = {
        var options = ParseOptions()
        options.duplicates = .lastWins
        options.depth = 10_000
        return options
    }()
}
