public import Model

/// The structure of a kind: types, formats, and how lists and maps merge. A cheap handle into a shared table, since
/// structures refer to themselves and to each other.
public struct Schema: Sendable {
    public let table: SchemaTable
    public let index: Int

    public init(table: SchemaTable, index: Int) {
        self.table = table
        self.index = index
    }

    /// Nothing is known: objects merge by members, lists are atomic. What custom resources without a schema get.
    public static let unknown = SchemaTable(nodes: [SchemaNode(shape: .any)]).root

    public var node: SchemaNode { table.nodes[index] }
    public var shape: SchemaNode.Shape { node.shape }

    /// The schema of a member: of a structure's field, a map's value; nil where the structure has no such field.
    public func member(_ name: String) -> Schema? {
        switch shape {
        case .structure(let fields): fields[name].map { Schema(table: table, index: $0) }
        case .map(let value): Schema(table: table, index: value)
        case .any: self
        default: nil
        }
    }

    /// The schema of a list's elements.
    public var element: Schema? {
        switch shape {
        case .list(let element, _): Schema(table: table, index: element)
        case .any: self
        default: nil
        }
    }
}

/// The nodes that schemas point into. Node 0 is the root of a table that describes one kind.
public final class SchemaTable: Sendable {
    public let nodes: [SchemaNode]
    public init(nodes: [SchemaNode]) { self.nodes = nodes }
    public var root: Schema { Schema(table: self, index: 0) }
}

/// One node of a structure.
public struct SchemaNode: Sendable {
    public enum Shape: Sendable {
        /// Anything goes: RawExtension, `x-kubernetes-preserve-unknown-fields`, unknown kinds.
        case any
        case boolean
        /// `bits` is 32 or 64.
        case integer(bits: Int)
        case number
        case string(StringFormat)
        /// A struct: these fields and no others.
        case structure(fields: [String: Int])
        /// A map with any keys.
        case map(value: Int)
        case list(element: Int, merge: ListMerge)
    }

    public enum StringFormat: String, Sendable {
        case plain, byte, dateTime, microTime, quantity, intOrString, duration
    }

    /// How two versions of a list become one.
    public enum ListMerge: Hashable, Sendable {
        /// The whole list is one value.
        case atomic
        /// Scalars without order, each once.
        case set
        /// Objects with keys, in the schema's order. `patchMergeKey` is the one that strategic merge patches use; it
        /// may differ from `keys` (Service ports: `port` for patches, `port` and `protocol` for apply).
        case map(keys: [String], patchMergeKey: String?)
    }

    public var shape: Shape
    /// `x-kubernetes-map-type: atomic`: a structure or map that is replaced whole (selectors, references).
    public var isAtomic: Bool
    /// `x-kubernetes-patch-strategy` holds `retainKeys`.
    public var retainsKeys: Bool
    /// Fields that must be there, in the schema's order.
    public var required: [String]
    /// Static defaults by the field's name.
    public var defaults: [String: Value]
    public var enumeration: [String]

    public init(
        shape: Shape, isAtomic: Bool = false, retainsKeys: Bool = false, required: [String] = [],
        defaults: [String: Value] = [:], enumeration: [String] = []
    ) {
        self.shape = shape
        self.isAtomic = isAtomic
        self.retainsKeys = retainsKeys
        self.required = required
        self.defaults = defaults
        self.enumeration = enumeration
    }
}
