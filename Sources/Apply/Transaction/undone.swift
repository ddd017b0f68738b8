internal import Diff
internal import Model

/// An object as it is to be after a write is undone.
struct Undone: Equatable {
    var object: Value
    /// The fields that somebody else set after our write, and that go back to what they were before it nevertheless.
    var overridden: [FieldChange] = []
}

/// The live object without what a write of ours changed: base is what we wrote, desired is what there was before.
/// Fields that the write did not change, and whatever others changed meanwhile, stay as they are; where both changed a field,
/// it goes back to what it was before.
func undone(wrote: Value, before: Value, live: Value, schema: Schema) -> Undone {
    var result = live
    // The parts that nobody has touched since go back exactly, the order of their lists included.
    var base = bare(wrote)
    var desired = bare(before)
    for name in Set(base.members.keys + desired.members.keys) where name != "metadata" {
        if sameMeaning(live[name], wrote[name], schema.member(name)) {
            result[name] = before[name]
            base[name] = nil
            desired[name] = nil
        }
    }
    let (was, willBe) = difference(base, desired, schema, depth: 0)
    let merged = merge(
        base: was ?? .emptyObject, desired: willBe ?? .emptyObject, live: result, schema: schema)
    guard var object = merged.result else { return Undone(object: result) }
    object["status"] = live["status"]
    return Undone(
        object: object, overridden: merged.fields.filter { $0.live != $0.base && $0.live != $0.desired })
}

/// Without what only the server writes.
private func bare(_ object: Value) -> Value {
    var object = asNew(object)
    object["apiVersion"] = nil
    object["kind"] = nil
    object.set(nil, at: "metadata", "name")
    object.set(nil, at: "metadata", "namespace")
    return object
}

/// Both values without what they have in common: a merge of what is left touches nothing else.
private func difference(_ left: Value?, _ right: Value?, _ schema: Schema?, depth: Int) -> (Value?, Value?) {
    if sameMeaning(left, right, schema) { return (nil, nil) }
    guard let left, let right, depth < 64 else { return (left, right) }
    if left.isObject, right.isObject, schema?.node.isAtomic != true {
        var kept: (left: [(String, Value)], right: [(String, Value)]) = ([], [])
        for name in Set(left.members.keys + right.members.keys) {
            let (a, b) = difference(left[name], right[name], schema?.member(name), depth: depth + 1)
            if let a { kept.left.append((name, a)) }
            if let b { kept.right.append((name, b)) }
        }
        return (Value(Members(kept.left)), Value(Members(kept.right)))
    }
    if let a = left.array, let b = right.array, case .list(_, .map(let keys))? = schema?.shape {
        return keyed(a, b, keys, schema?.element, depth: depth)
    }
    return (left, right)
}

/// Elements with the same keys are compared with each other, and keep their keys.
private func keyed(_ left: [Value], _ right: [Value], _ keys: [String], _ schema: Schema?, depth: Int) -> (
    Value?, Value?
) {
    func key(_ element: Value) -> [Value] { keys.map { element[$0] ?? .null } }
    let others = Dictionary(right.map { (key($0), $0) }, uniquingKeysWith: { first, _ in first })
    let own = Dictionary(left.map { (key($0), $0) }, uniquingKeysWith: { first, _ in first })
    func withKeys(_ part: Value, of whole: Value) -> Value {
        var part = part
        for name in keys { part[name] = whole[name] }
        return part
    }
    var kept: (left: [Value], right: [Value]) = ([], [])
    for element in left {
        guard let other = others[key(element)] else {
            kept.left.append(element)
            continue
        }
        if sameMeaning(element, other, schema) { continue }
        let (a, b) = difference(element, other, schema, depth: depth + 1)
        kept.left.append(withKeys(a ?? .emptyObject, of: element))
        kept.right.append(withKeys(b ?? .emptyObject, of: element))
    }
    kept.right += right.filter { own[key($0)] == nil }
    return (Value(kept.left), Value(kept.right))
}
