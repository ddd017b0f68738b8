/// A JSON-like value: what manifests, live objects and patches are made of.
///
/// Values are immutable in spirit and copied on write. The members of an object are kept in the byte order of their
/// keys, so two equal values print the same. Integers and doubles are different kinds, as in Kubernetes' own decoder.
///
/// What was read from text, and what was `compacted()`, lies flat in one piece of memory. An edit copies the levels on
/// its way, and shares everything else.
public struct Value: Sendable {
    enum Representation: Sendable {
        case null
        case bool(Bool)
        case int(Int64)
        case double(Double)
        case string(String)
        case array([Value])
        /// Never with flat members: those are the case below.
        case object(Members)
        /// A text that is longer than a small string, an array or an object.
        case flat(FlatReference)
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
    public init(_ members: Members) {
        if let reference = members.reference {
            representation = .flat(reference)
        } else {
            representation = .object(members)
        }
    }
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
        case .flat(let reference):
            switch reference.kind {
            case FlatNode.array: .array(reference.elements)
            case FlatNode.object: .object(Members(reference))
            default: .string(reference.string)
            }
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
        case .flat(let reference):
            switch reference.kind {
            case FlatNode.array: .array
            case FlatNode.object: .object
            default: .string
            }
        }
    }
}
