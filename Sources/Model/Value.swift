/// A JSON-like value: what manifests, live objects and patches are made of.
///
/// Values are immutable in spirit and copied on write. The members of an object are kept in the byte order of their
/// keys, so two equal values print the same. Integers and doubles are different kinds, as in Kubernetes' own decoder.
public struct Value: Sendable {
    enum Representation: Sendable {
        case null
        case bool(Bool)
        case int(Int64)
        case double(Double)
        case string(String)
        case array([Value])
        case object(Members)
    }

    var representation: Representation

    init(_ representation: Representation) { self.representation = representation }

    /// One level of a value, to switch over.
    public enum View: Sendable {
        case null
        case bool(Bool)
        case int(Int64)
        case double(Double)
        case string(String)
        case array([Value])
        case object(Members)
    }

    public enum Kind: UInt8, Sendable {
        case null, bool, int, double, string, array, object
    }

    public static let null = Value(.null)
    public static let emptyObject = Value(.object(Members()))
    public static let emptyArray = Value(.array([]))

    public init(_ value: Bool) { representation = .bool(value) }
    public init(_ value: Int) { representation = .int(Int64(value)) }
    public init(_ value: Int64) { representation = .int(value) }
    public init(_ value: Double) { representation = .double(value) }
    public init(_ value: String) { representation = .string(value) }
    public init(_ value: Substring) { representation = .string(String(value)) }
    public init(_ elements: [Value]) { representation = .array(elements) }
    public init(_ members: Members) { representation = .object(members) }
    /// An array of strings.
    public init(strings: some Sequence<String>) { representation = .array(strings.map { Value($0) }) }

    public var view: View {
        switch representation {
        case .null: .null
        case .bool(let value): .bool(value)
        case .int(let value): .int(value)
        case .double(let value): .double(value)
        case .string(let value): .string(value)
        case .array(let value): .array(value)
        case .object(let value): .object(value)
        }
    }

    public var kind: Kind {
        switch representation {
        case .null: .null
        case .bool: .bool
        case .int: .int
        case .double: .double
        case .string: .string
        case .array: .array
        case .object: .object
        }
    }
}
