import Model
import Synchronization

/// The nodes that schemas point into. Node 0 is the root of a table that describes one kind.
public final class SchemaTable: Sendable {
    public let nodes: [SchemaNode]
    /// The zero values of nodes that were asked for.
    private let zeros = Mutex<[Int: Value]>([:])

    public init(nodes: [SchemaNode]) { self.nodes = nodes }
    public var root: Schema { Schema(table: self, index: 0) }

    /// `make`'s value for a node, made once.
    func zero(of node: Int, _ make: () -> Value) -> Value {
        if let known = zeros.withLock({ $0[node] }) { return known }
        let made = make().compacted()
        zeros.withLock { $0[node] = made }
        return made
    }
}
