import Model

/// A value as rules in CEL see it. https://github.com/google/cel-spec/blob/master/doc/langdef.md#values
enum CELValue: Sendable {
    case null
    case bool(Bool)
    case int(Int64)
    case uint(UInt64)
    case double(Double)
    case string(String)
    case bytes([UInt8])
    case timestamp(CELTimestamp)
    /// In nanoseconds.
    case duration(Int64)
    case list(CELList)
    case map(CELMap)
    /// An object with declared fields.
    case object(CELObject)
    /// A type as a value: what `type(x)` gives.
    case type(String)
    /// What Kubernetes' libraries and optional values add.
    case opaque(CELOpaque)

    static func list(_ elements: [CELValue]) -> CELValue { .list(CELList(elements)) }

    static let optionalNone = CELValue.opaque(.optional(nil))
    static func optional(_ value: CELValue) -> CELValue { .opaque(.optional(CELBox(value))) }

    /// The type's name, as `type(x)` and messages write it.
    var typeName: String {
        switch self {
        case .null: "null_type"
        case .bool: "bool"
        case .int: "int"
        case .uint: "uint"
        case .double: "double"
        case .string: "string"
        case .bytes: "bytes"
        case .timestamp: "google.protobuf.Timestamp"
        case .duration: "google.protobuf.Duration"
        case .list: "list"
        case .map: "map"
        case .object(let object): object.type.name
        case .type: "type"
        case .opaque(let value): value.typeName
        }
    }
}

/// A list; those that a schema declares as sets or by keys are compared and added as such.
struct CELList: Sendable {
    enum Kind: Sendable {
        case plain
        case set
        /// By the names of the key fields.
        case map([String])
    }

    var elements: [CELValue]
    var kind: Kind
    /// Of which type the elements are declared to be; nil for a list that a rule makes.
    var element: CELType?

    init(_ elements: [CELValue], kind: Kind = .plain, element: CELType? = nil) {
        self.elements = elements
        self.kind = kind
        self.element = element
    }
}

/// A value behind a reference, where a value holds another of its own type.
final class CELBox: Sendable {
    let value: CELValue
    init(_ value: CELValue) { self.value = value }
}

/// Values of the types that Kubernetes' libraries and optional values add.
enum CELOpaque: Sendable {
    case optional(CELBox?)
    case quantity(Quantity)
    case url(CELURL)
    case ip(CELAddress)
    case cidr(CELAddress, prefix: Int)
    case semver(CELSemver)
    case image(CELImage)
    /// By the name that `format.named` takes.
    case format(String)

    var typeName: String {
        switch self {
        case .optional: "optional_type"
        case .quantity: "kubernetes.Quantity"
        case .url: "kubernetes.URL"
        case .ip: "net.IP"
        case .cidr: "net.CIDR"
        case .semver: "kubernetes.Semver"
        case .image: "kubernetes.Image"
        case .format: "kubernetes.NamedFormat"
        }
    }
}
