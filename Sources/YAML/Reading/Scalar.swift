/// What a scalar of a YAML text stands for.
enum Scalar {
    case null
    case bool(Bool)
    case int(Int64)
    /// Also what is infinite or no number: YAML has it, JSON does not.
    case double(Double)
    /// The scalar's own bytes.
    case text
    /// Other bytes than the scalar's own: what `!!binary` stood for.
    case bytes([UInt8])

    /// How messages name the kind of a scalar.
    var tag: String {
        switch self {
        case .null: "!!null"
        case .bool: "!!bool"
        case .int: "!!int"
        case .double: "!!float"
        case .text, .bytes: "!!str"
        }
    }
}
