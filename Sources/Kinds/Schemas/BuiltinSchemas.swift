import Diff

/// The schemas of all built-in kinds, in one table.
struct BuiltinSchemas: Sendable {
    private let table: SchemaTable
    /// Node by `GROUP/VERSION/KIND`.
    private let kinds: [String: Int]

    static let shared = BuiltinSchemas(kinds: schemaKindsText, nodes: schemaTableText)

    /// Reads the two texts that `scripts/schema-table.py` makes.
    init(kinds text: String, nodes: String) {
        var reader = SchemaTableReader(text: nodes)
        table = SchemaTable(nodes: reader.readNodes())
        var kinds: [String: Int] = [:]
        for line in text.utf8.split(separator: UInt8(ascii: "\n")) {
            guard let space = line.firstIndex(of: UInt8(ascii: " ")),
                let node = Int(Substring(line[line.index(after: space)...])), table.nodes.indices.contains(node)
            else { continue }
            kinds[String(Substring(line[..<space]))] = node
        }
        self.kinds = kinds
    }

    func schema(_ name: String) -> Schema? { kinds[name].map { Schema(table: table, index: $0) } }

    /// The first node of the table.
    var anySchema: Schema? { table.nodes.isEmpty ? nil : table.root }

    /// `GROUP/VERSION/KIND` of every kind in the table.
    var names: [String] { kinds.keys.sorted() }
}
