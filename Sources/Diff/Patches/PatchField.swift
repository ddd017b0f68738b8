import Model

/// The words of strategic merge patches.
/// https://github.com/kubernetes/community/blob/master/contributors/devel/sig-api-machinery/strategic-merge-patch.md
enum Directive {
    static let marker = "$patch"
    static let retainKeys = "$retainKeys"
    static let deleteFromPrimitiveList = "$deleteFromPrimitiveList/"
    static let setElementOrder = "$setElementOrder/"
}

/// What a strategic merge patch does with one field.
struct PatchField {
    var schema: Schema?
    var rule: SchemaNode.PatchRule

    /// Lists without a merging strategy are replaced whole, and so are lists of unknown structure.
    static let plain = PatchField(schema: nil, rule: SchemaNode.PatchRule())

    private init(schema: Schema?, rule: SchemaNode.PatchRule) {
        self.schema = schema
        self.rule = rule
    }

    init(_ key: String, of parent: Schema?) throws(PatchError) {
        guard let parent, !parent.isUnknown else {
            self = .plain
            return
        }
        guard let schema = parent.member(key) else {
            throw PatchError(
                .other, "unable to find api field in struct \(parent.node.name) for the json field \(Value(key).json)")
        }
        self.init(schema: schema, rule: schema.node.patch)
    }

    /// The structure of the elements of a merging list.
    var element: Schema? { schema.map { $0.element ?? $0 } }
}

/// As Go's `%v` writes a value.
func goText(_ value: Value?, depth: Int = 0) -> String {
    guard let value, depth < depthBound else { return "<nil>" }
    switch value.view {
    case .null: return "<nil>"
    case .string(let text): return text
    case .array(let elements): return "[" + elements.map { goText($0, depth: depth + 1) }.joined(separator: " ") + "]"
    case .object(let members):
        let pairs = members.map { "\($0.key):\(goText($0.value, depth: depth + 1))" }
        return "map[" + pairs.joined(separator: " ") + "]"
    default: return value.json
    }
}

/// As Go's reflection names the type of a decoded value.
func goType(_ kind: Value.Kind?) -> String {
    switch kind {
    case .object: "map[string]interface {}"
    case .array: "[]interface {}"
    case .string: "string"
    case .int: "int64"
    case .double: "float64"
    case .bool: "bool"
    case .null, nil: "%!s(<nil>)"
    }
}

func wrongType(expected: Value.Kind, _ actual: Value?) -> PatchError {
    PatchError(.other, "expected a \(goType(expected)), but received a \(goType(actual?.kind))")
}

func noMergeKey(_ item: Value, _ key: String) -> PatchError {
    PatchError(.other, "map: \(goText(item)) does not contain declared merge key: \(key)")
}

/// The kind of the elements of lists that must all be of one kind, and none a list; nil where there are none.
func elementKind(_ lists: [Value]...) throws(PatchError) -> Value.Kind? {
    var kind: Value.Kind?
    for list in lists {
        for item in list {
            if item.isArray { throw .listOfLists }
            if let kind, kind != item.kind {
                throw PatchError(
                    .other,
                    "list element types are not identical: [\(lists.map { goText(Value($0)) }.joined(separator: " "))]")
            }
            kind = item.kind
        }
    }
    return kind
}

/// Puts a list in order: the items of `order` as they stand there, each other item before what it stood before.
func interleaved(patch: [Value], others: [Value], order: [Value], live: [Value], key: String?) -> [Value] {
    func name(_ item: Value) -> Value? { key.map { item[$0] } ?? item }
    func place(_ item: Value, in list: [Value]) -> Int? {
        let wanted = name(item)
        return list.firstIndex { name($0) == wanted }
    }
    func sorted(_ list: [Value], by order: [Value]) -> [Value] {
        let isDelete: (Value) -> Bool = { key != nil && $0[Directive.marker] == "delete" }
        let kept = list.filter { !isDelete($0) }.enumerated().sorted {
            let left = place($0.element, in: order) ?? -1
            let right = place($1.element, in: order) ?? -1
            return left == right ? $0.offset < $1.offset : left < right
        }
        return kept.map(\.element) + list.filter(isDelete)
    }
    let right = sorted(patch, by: order)
    var left = sorted(others, by: live)[...]
    var result: [Value] = []
    for item in right {
        if let at = place(item, in: live) {
            while let first = left.first, let other = place(first, in: live), other < at {
                result.append(left.removeFirst())
            }
        }
        result.append(item)
    }
    return result + left
}
