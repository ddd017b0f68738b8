import Model

/// Why an applied configuration does not fit its type, in structured-merge-diff's words; nil where it does.
func typedRefusal(of applied: Value, _ schema: Schema) -> String? {
    var check = TypeCheck()
    check.check(applied, schema, [])
    guard !check.errors.isEmpty else { return nil }
    // Go writes the core group's version with a slash before it.
    let version = applied.group.isEmpty ? "/" + applied.apiVersion : applied.apiVersion
    let head =
        "failed to create typed patch object (\(applied.namespace)/\(applied.name); \(version), "
        + "Kind=\(applied.objectKind)): "
    if check.errors.count == 1 { return head + check.errors[0] }
    return head + "errors:\n" + check.errors.map { "  " + $0 }.joined(separator: "\n")
}

private struct TypeCheck {
    var errors: [String] = []

    mutating func check(_ value: Value, _ schema: Schema, _ path: [FieldPath.Element]) {
        guard path.count < depthBound, !value.isNull else { return }
        switch schema.shape {
        case .any: return
        case .boolean: if value.bool == nil { fail(path, "expected boolean, got \(goType(value.kind))") }
        case .integer, .number:
            if value.number == nil { fail(path, "expected numeric (int or float), got \(goType(value.kind))") }
        case .string(.plain), .string(.byte):
            if value.string == nil { fail(path, "expected string, got \(value.json)") }
        case .string: return
        case .structure, .map:
            guard let members = value.object else { return fail(path, "expected map, got \(goText(value))") }
            for (key, child) in members {
                guard let next = schema.member(key) else {
                    fail(path + [.field(key)], "field not declared in schema")
                    continue
                }
                check(child, next, path + [.field(key)])
            }
        case .list(let index, let rule):
            guard let list = value.array else { return fail(path, "expected list, got \(goText(value))") }
            checkList(list, rule, Schema(table: schema.table, index: index), path)
        }
    }

    private mutating func checkList(
        _ list: [Value], _ rule: SchemaNode.ListMerge, _ element: Schema, _ path: [FieldPath.Element]
    ) {
        var seen: Set<ElementKey> = []
        for (index, item) in list.enumerated() {
            guard let key = ElementKey(item, merge: rule, element: element) else {
                check(item, element, path + [.index(index)])
                continue
            }
            let step = key.step(rule)
            if !seen.insert(key).inserted { fail(path, "duplicate entries for key \(step.conflictText)") }
            check(item, element, path + [step])
        }
    }

    private mutating func fail(_ path: [FieldPath.Element], _ message: String) {
        errors.append(path.map(\.conflictText).joined() + ": " + message)
    }
}
