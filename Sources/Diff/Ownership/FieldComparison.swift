public import Model

/// Which fields a write changes: structured-merge-diff's comparison, with what it adds and what it modifies as one set.
public struct FieldComparison: Hashable, Sendable {
    /// Added or modified.
    public var written: FieldSet
    public var removed: FieldSet

    init(written: FieldSet, removed: FieldSet) {
        self.written = written
        self.removed = removed
    }

    static let same = FieldComparison(written: FieldSet(), removed: FieldSet())

    /// `old` is nil for an object that is being created. It is then compared with the zero value of its type, whose
    /// plain structures are there already and so are nobody's doing.
    public init(from old: Value?, to new: Value, schema: Schema) {
        self = FieldComparison.compare(
            old ?? schema.table.zero(of: schema.index) { zeroValue(schema) }, new, schema, depth: 0)
    }

    private static func compare(_ old: Value?, _ new: Value?, _ schema: Schema?, depth: Int) -> FieldComparison {
        if let old, let new, old == new { return same }
        guard depth < depthBound, !(schema?.isAtomic ?? false) else { return leaf(old, new) }
        let oldIsEmpty = old?.isEmpty ?? true
        let newIsEmpty = new?.isEmpty ?? true
        if oldIsEmpty, newIsEmpty { return leaf(old, new) }
        if isNothingOr(.object, old), isNothingOr(.object, new) { return members(old, new, schema, depth: depth) }
        if isNothingOr(.array, old), isNothingOr(.array, new), let schema,
            let result = elements(old, new, schema, depth: depth)
        {
            return result
        }
        return leaf(old, new)
    }

    private static func isNothingOr(_ kind: Value.Kind, _ value: Value?) -> Bool {
        guard let value else { return true }
        return value.kind == kind || value.isNull
    }

    private static func leaf(_ old: Value?, _ new: Value?) -> FieldComparison {
        guard let new else { return FieldComparison(written: FieldSet(), removed: old == nil ? FieldSet() : .leaf) }
        return old == new ? same : FieldComparison(written: .leaf, removed: FieldSet())
    }

    private static func members(_ old: Value?, _ new: Value?, _ schema: Schema?, depth: Int) -> FieldComparison {
        let left = old?.members ?? Members()
        let right = new?.members ?? Members()
        var result = FieldComparison(
            written: FieldSet(isMember: old == nil, entries: []), removed: FieldSet(isMember: new == nil, entries: []))
        var a = left.startIndex
        var b = right.startIndex
        while a < left.endIndex || b < right.endIndex {
            let key: String
            var was: Value?
            var becomes: Value?
            let (mine, other) = (a < left.endIndex ? left[a] : nil, b < right.endIndex ? right[b] : nil)
            if let mine, let other, mine.key == other.key {
                key = mine.key
                was = mine.value
                becomes = other.value
                a += 1
                b += 1
            } else if let mine, other.map({ mine.key.precedesInBytes($0.key) }) ?? true {
                key = mine.key
                was = mine.value
                a += 1
            } else if let other {
                key = other.key
                becomes = other.value
                b += 1
            } else {
                break
            }
            result.add("f:", key, compare(was, becomes, schema?.member(key), depth: depth + 1))
        }
        return result
    }

    /// Nil where the lists are each one value.
    private static func elements(_ old: Value?, _ new: Value?, _ schema: Schema, depth: Int) -> FieldComparison? {
        guard case .list(let index, let rule) = schema.shape, rule != .atomic else { return nil }
        let element = Schema(table: schema.table, index: index)
        guard let left = ListElements(old?.elements ?? [], merge: rule, element: element),
            let right = ListElements(new?.elements ?? [], merge: rule, element: element)
        else { return nil }
        var result = FieldComparison(
            written: FieldSet(isMember: old == nil, entries: []), removed: FieldSet(isMember: new == nil, entries: []))
        for (key, item) in zip(left.keys, left.elements) {
            let other = right[key]
            if other == item { continue }
            result.add("", key.step(rule).fieldsV1, compare(item, other, element, depth: depth + 1))
        }
        for (key, item) in zip(right.keys, right.elements) where left.index(of: key) == nil {
            result.add("", key.step(rule).fieldsV1, compare(nil, item, element, depth: depth + 1))
        }
        result.written.entries.sort { $0.name.precedesInBytes($1.name) }
        result.removed.entries.sort { $0.name.precedesInBytes($1.name) }
        return result
    }

    private mutating func add(_ prefix: String, _ name: String, _ inner: FieldComparison) {
        if !inner.written.isEmpty {
            written.entries.append(FieldSet.Entry(name: prefix + name, set: inner.written))
        }
        if !inner.removed.isEmpty {
            removed.entries.append(FieldSet.Entry(name: prefix + name, set: inner.removed))
        }
    }
}

/// What a Go program's zero value of a type looks like as JSON: fields that are always written have their zero values,
/// required ones that can be absent are null. https://github.com/kubernetes-sigs/structured-merge-diff
func zeroValue(_ schema: Schema, depth: Int = 0) -> Value {
    guard depth < depthBound, case .structure(let fields) = schema.shape else { return .emptyObject }
    let node = schema.node
    var members: [(String, Value)] = []
    for (name, zero) in node.defaults where zero.isEmpty || zero == 0 || zero == false {
        guard let index = fields[name] else { continue }
        let structure = Schema(table: schema.table, index: index)
        members.append((name, zero.isObject ? zeroValue(structure, depth: depth + 1) : zero))
    }
    for name in node.required where node.defaults[name] == nil { members.append((name, .null)) }
    return Value(Members(members))
}
