public import Model

extension FieldSet {
    /// The fields that a configuration names: its leaves, what is one value, elements of lists, entries of maps.
    /// structured-merge-diff calls it ToFieldSet.
    public init(of value: Value, schema: Schema) { self = FieldSet.fields(of: value, schema, depth: 0) }

    private static func fields(of value: Value, _ schema: Schema?, depth: Int) -> FieldSet {
        guard depth < depthBound, !(schema?.node.isAtomic ?? false) else { return .leaf }
        switch value.view {
        case .object(let members):
            var set = FieldSet()
            set.entries.reserveCapacity(members.count)
            for (key, child) in members {
                let next = schema?.member(key)
                var inner = fields(of: child, next, depth: depth + 1)
                if child.isNull || (child.isObject && child.isEmpty) || !isDeclared(key, schema) {
                    inner.isMember = true
                }
                if !inner.isEmpty { set.entries.append(Entry(name: "f:" + key, set: inner)) }
            }
            return set
        case .array(let list):
            guard case .list(let index, let rule)? = schema?.shape, rule != .atomic, let schema else { return .leaf }
            let element = Schema(table: schema.table, index: index)
            guard let items = ListElements(list, merge: rule, element: element) else { return .leaf }
            var set = FieldSet()
            for (key, item) in zip(items.keys, items.elements) {
                var inner = item.isObject ? fields(of: item, element, depth: depth + 1) : FieldSet()
                inner.isMember = true
                set.entries.append(Entry(name: key.step(rule).fieldsV1, set: inner))
            }
            set.entries.sort { $0.name.precedesInBytes($1.name) }
            return set
        default: return .leaf
        }
    }

    /// A field of a structure, rather than an entry of a map.
    private static func isDeclared(_ key: String, _ schema: Schema?) -> Bool {
        guard case .structure(let fields)? = schema?.shape else { return false }
        return fields[key] != nil
    }
}
