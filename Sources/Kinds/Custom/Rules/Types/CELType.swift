/// A type as the checker knows it.
indirect enum CELType: Sendable {
    /// Anything: what stands here shows itself only when the rule runs.
    case dyn
    /// Of what is wrong already.
    case error
    case null, bool, int, uint, double, string, bytes, timestamp, duration
    case list(CELType)
    case map(CELType, CELType)
    case object(CELObjectType)
    /// Of a type as a value.
    case type(CELType)
    case optional(CELType)
    case opaque(String)
    /// To be found out.
    case parameter(Int)

    /// As cel-go's messages write it.
    var text: String {
        switch self {
        case .dyn: "dyn"
        case .error: "!error!"
        case .null: "null"
        case .bool: "bool"
        case .int: "int"
        case .uint: "uint"
        case .double: "double"
        case .string: "string"
        case .bytes: "bytes"
        case .timestamp: "timestamp"
        case .duration: "duration"
        case .list(let element): "list(\(element.text))"
        case .map(let key, let value): "map(\(key.text), \(value.text))"
        case .object(let type): type.name
        case .type(let type): "type(\(type.text))"
        case .optional(let type): "optional_type(\(type.text))"
        case .opaque(let name): name
        case .parameter(let number): "_var\(number)"
        }
    }

    /// As `type(x)` names it.
    var valueName: String {
        switch self {
        case .list: "list"
        case .map: "map"
        case .type: "type"
        case .optional: "optional_type"
        case .null: "null_type"
        case .timestamp: "google.protobuf.Timestamp"
        case .duration: "google.protobuf.Duration"
        default: text
        }
    }

    var isDynamic: Bool {
        switch self {
        case .dyn, .error: true
        default: false
        }
    }
}

extension CELType: Equatable {
    static func == (left: CELType, right: CELType) -> Bool {
        switch (left, right) {
        case (.dyn, .dyn), (.error, .error), (.null, .null), (.bool, .bool), (.int, .int), (.uint, .uint),
            (.double, .double), (.string, .string), (.bytes, .bytes), (.timestamp, .timestamp),
            (.duration, .duration):
            true
        case (.list(let a), .list(let b)), (.type(let a), .type(let b)), (.optional(let a), .optional(let b)): a == b
        case (.map(let a, let b), .map(let c, let d)): a == c && b == d
        case (.object(let a), .object(let b)): a === b
        case (.opaque(let a), .opaque(let b)): a == b
        case (.parameter(let a), .parameter(let b)): a == b
        default: false
        }
    }
}
