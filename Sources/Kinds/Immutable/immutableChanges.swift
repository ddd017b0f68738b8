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
        let path = FieldPath(fields.map { .field($0) })
        if rule.exceptFields.isEmpty {
            if old != new { paths.append(path) }
        } else {
            paths += changedMembers(old, new, except: rule.exceptFields).map { path.appending(field: $0) }
        }
    }
    return paths
}

/// The members that differ, without those that may.
private func changedMembers(_ old: Value?, _ new: Value?, except: [String]) -> [String] {
    let (old, new) = (old?.members ?? Members(), new?.members ?? Members())
    return Set(old.keys + new.keys).filter { !except.contains($0) && old[$0] != new[$0] }.sorted()
}
