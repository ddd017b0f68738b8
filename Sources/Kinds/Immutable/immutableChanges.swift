public import Model

/// The fields that `desired` would change though the server lets nobody change them once the object exists; empty where
/// an update can go through. Both are whole objects; defaults and spelling make no difference.
///
/// A field that `desired` leaves out and the server would keep (a cluster IP, a default) is no change.
public func immutableChanges(from live: Value, to desired: Value) -> [FieldPath] {
    guard live.group == desired.group, live.objectKind == desired.objectKind else { return [] }
    let info = BuiltinKinds.named(apiVersion: desired.apiVersion, kind: desired.objectKind)
    let before = defaulted(live)
    let after = Preparation.update(defaulted(desired), over: before, info: info)
    let kind = "\(desired.group)/\(desired.objectKind)"
    var paths: [FieldPath] = []
    for rule in immutableFieldRules where rule.kind == kind {
        if let condition = rule.onlyWhere, !condition(before, after) { continue }
        let fields = rule.path.split(separator: ".").map(String.init)
        let (old, new) = (before.at(fields[...]), after.at(fields[...]))
        if rule.keptWhereAbsent, new == nil { continue }
        if differs(old, new, fields: rule.exceptFields) { paths.append(FieldPath(fields.map { .field($0) })) }
    }
    return paths
}

/// Compares without the members that may change.
private func differs(_ old: Value?, _ new: Value?, fields: [String]) -> Bool {
    guard !fields.isEmpty else { return old != new }
    func fixed(_ value: Value?) -> Value {
        var value = value ?? .emptyObject
        for field in fields { value[field] = nil }
        return value
    }
    return fixed(old) != fixed(new)
}
