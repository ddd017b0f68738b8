/// The nodes that schemas point into. Node 0 is the root of a table that describes one kind.
public final class SchemaTable: Sendable {
    public let nodes: [SchemaNode]
    public init(nodes: [SchemaNode]) { self.nodes = nodes }
    public var root: Schema { Schema(table: self, index: 0) }
}
