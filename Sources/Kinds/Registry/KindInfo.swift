public import Model

/// What discovery says of a kind, and how `kubectl get` shows it.
public struct KindInfo: Sendable, Hashable {
    /// Group, version, kind, plural and scope.
    public var type: ResourceType
    public var singular: String
    public var shortNames: [String]
    /// `all`, `api-extensions`.
    public var categories: [String]
    public var verbs: [String]
    public var subresources: [Subresource]
    /// In the order in which they are shown; empty for kinds that cannot be read.
    public var columns: [Column]

    public struct Subresource: Sendable, Hashable {
        /// `status`, `scale` …
        public var name: String
        public var kind: String
        public var verbs: [String]
    }

    public struct Column: Sendable, Hashable {
        public var name: String
        /// `string`, `integer`, `date` …
        public var type: String
        /// `name` for the column that names the object, else empty.
        public var format: String
        /// 0 is always shown, 1 only with `-o wide`.
        public var priority: Int

        public init(name: String, type: String, format: String = "", priority: Int = 0) {
            self.name = name
            self.type = type
            self.format = format
            self.priority = priority
        }
    }

    public init(
        type: ResourceType, singular: String, shortNames: [String] = [], categories: [String] = [],
        verbs: [String] = [], subresources: [Subresource] = [], columns: [Column] = []
    ) {
        self.type = type
        self.singular = singular
        self.shortNames = shortNames
        self.categories = categories
        self.verbs = verbs
        self.subresources = subresources
        self.columns = columns
    }

    /// True where the status is written through a subresource of its own.
    public var hasStatus: Bool { subresources.contains { $0.name == "status" } }
    public var hasScale: Bool { subresources.contains { $0.name == "scale" } }

    /// Reads a row of `kindTable`; nil where it is none.
    init?(row: Substring) {
        let cells = row.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
        guard cells.count == 11 else { return nil }
        func list(_ text: String) -> [String] { text.split(separator: ",").map(String.init) }
        self.init(
            type: ResourceType(
                group: cells[0], version: cells[1], kind: cells[2], plural: cells[3], isNamespaced: cells[5] == "N"),
            singular: cells[4], shortNames: list(cells[7]), categories: list(cells[8]), verbs: list(cells[6]),
            subresources: list(cells[9]).compactMap { cell in
                let parts = cell.split(separator: ":").map(String.init)
                guard parts.count == 3 else { return nil }
                return Subresource(
                    name: parts[0], kind: parts[1], verbs: parts[2].split(separator: "+").map(String.init))
            },
            columns: list(cells[10]).compactMap { cell in
                let parts = cell.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
                guard parts.count == 4, let priority = Int(parts[3]) else { return nil }
                return Column(name: parts[0], type: parts[1], format: parts[2], priority: priority)
            })
    }
}
