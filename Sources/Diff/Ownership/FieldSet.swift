public import Model

/// A set of fields of an object, as `managedFields` holds them: structured-merge-diff's set, in the order and with the
/// names of FieldsV1 (`f:NAME`, `k:{KEYS}`, `v:VALUE`, `i:INDEX`). A field may be in the set by itself, with some of
/// its own fields, or only have fields of its own in it.
public struct FieldSet: Hashable, Sendable {
    struct Entry: Hashable, Sendable {
        var name: String
        var set: FieldSet
    }

    /// The field that stands here is itself in the set.
    var isMember: Bool
    /// In the byte order of the names; none is empty.
    var entries: [Entry]

    init(isMember: Bool, entries: [Entry]) {
        self.isMember = isMember
        self.entries = entries
    }

    /// The empty set.
    public init() { self.init(isMember: false, entries: []) }

    public init(_ paths: some Sequence<FieldPath>) {
        self.init()
        for path in paths { insert(path) }
    }

    static let leaf = FieldSet(isMember: true, entries: [])

    public var isEmpty: Bool { !isMember && entries.isEmpty }

    public mutating func insert(_ path: FieldPath) { insert(path.elements[...]) }

    private mutating func insert(_ path: ArraySlice<FieldPath.Element>) {
        guard let first = path.first else {
            isMember = true
            return
        }
        let name = first.fieldsV1
        let place = entries.partition(before: name)
        if place == entries.count || entries[place].name != name {
            entries.insert(Entry(name: name, set: FieldSet()), at: place)
        }
        entries[place].set.insert(path.dropFirst())
    }

    public func contains(_ path: FieldPath) -> Bool {
        var current = self
        for element in path.elements {
            let name = element.fieldsV1
            let place = current.entries.partition(before: name)
            guard place < current.entries.count, current.entries[place].name == name else { return false }
            current = current.entries[place].set
        }
        return current.isMember
    }

    /// The paths in the set in structured-merge-diff's order: what stands at one place, then what lies below.
    public var paths: [FieldPath] {
        var result: [FieldPath] = []
        if isMember { result.append([]) }
        collect(&result, at: [])
        return result
    }

    private func collect(_ result: inout [FieldPath], at path: FieldPath) {
        let steps = entries.compactMap { entry in
            FieldPath.Element(fieldsV1: entry.name).map { (path: path.appending($0), step: $0, set: entry.set) }
        }.sorted { $0.step.precedes($1.step) }
        for step in steps where step.set.isMember { result.append(step.path) }
        for step in steps { step.set.collect(&result, at: step.path) }
    }
}

extension FieldPath.Element {
    /// Fields, then elements by key, by value, by index; numbers by amount, the rest by bytes.
    func precedes(_ other: FieldPath.Element) -> Bool {
        switch (self, other) {
        case (.field(let a), .field(let b)): a.precedesInBytes(b)
        case (.key(let a), .key(let b)):
            zip(a, b).first { $0 != $1 }.map { left, right in
                left.name == right.name ? left.value.precedes(right.value) : left.name.precedesInBytes(right.name)
            } ?? (a.count < b.count)
        case (.value(let a), .value(let b)): a.precedes(b)
        case (.index(let a), .index(let b)): a < b
        default: rank < other.rank
        }
    }

    private var rank: Int {
        switch self {
        case .field: 0
        case .key: 1
        case .value: 2
        case .index: 3
        }
    }
}

extension Value {
    fileprivate func precedes(_ other: Value) -> Bool {
        if let a = number, let b = other.number { return a < b }
        return (string ?? json).precedesInBytes(other.string ?? other.json)
    }
}

extension [FieldSet.Entry] {
    /// The first place whose name does not come before `name`.
    func partition(before name: String) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if self[middle].name.precedesInBytes(name) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
