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
    /// A structure or map that is replaced whole.
    var isAtomic: Bool { table.nodes[index].isAtomic }
    public var shape: SchemaNode.Shape { table.nodes[index].shape }

    /// Nothing is known of what stands here.
    public var isUnknown: Bool { if case .any = shape { true } else { false } }

    /// The schema of a member: of a structure's field, a map's value; nil where the structure has no such field.
    public func member(_ name: String) -> Schema? {
        switch shape {
        case .structure(let fields):
            fields[name].map { Schema(table: table, index: $0) }
                ?? (table.nodes[index].preservesUnknownFields ? .unknown : nil)
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

    /// The schema at the end of a path; nil where the structure has no such field.
    public func at(_ path: FieldPath) -> Schema? {
        var current = self
        for step in path.elements {
            let next: Schema? =
                if case .field(let name) = step { current.member(name) } else { current.element }
            guard let next else { return nil }
            current = next
        }
        return current
    }
}
