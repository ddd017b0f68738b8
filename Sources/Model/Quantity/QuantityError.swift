/// Why a text is no quantity, in apimachinery's words.
public enum QuantityError: Error, Hashable, Sendable, CustomStringConvertible {
    case format
    case suffix
    case number

    public var description: String {
        switch self {
        case .format:
            "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"
        case .suffix: "unable to parse quantity's suffix"
        case .number: "unable to parse numeric part of quantity"
        }
    }
}
