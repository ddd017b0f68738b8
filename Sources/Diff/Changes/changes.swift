public import Model

/// What has to happen for the cluster to be as the revision wants it: changes of the revision's objects in their order,
/// then deletes in the order of their keys. Objects that need nothing have no change.
///
/// An object that was never applied takes its base from what kubectl, Helm, Argo CD or Flux left on it
/// (`adoptionBase(of:)`). `plumb.dev/prune: "false"` on what was last applied, or on the live object, keeps it.
public func changes(
    from base: [ObjectKey: Value], to desired: [Manifest], over live: [ObjectKey: Value], settings: ChangeSettings
) -> [Change] {
    var result: [Change] = []
    var known = 0
    for manifest in desired {
        let former = base[manifest.key]
        if former != nil { known += 1 }
        if let mayHaveDrifted = settings.mayHaveDrifted, !mayHaveDrifted(manifest.key), former == manifest.object {
            continue
        }
        if let change = change(of: manifest, base: former, live: live[manifest.key], settings: settings) {
            result.append(change)
        }
    }
    guard settings.prune, known < base.count else { return result }
    let wanted = Set(desired.lazy.map(\.key))
    for key in base.keys.lazy.filter({ !wanted.contains($0) }).sorted() {
        if let change = removal(of: key, base: base[key], live: live[key]) { result.append(change) }
    }
    return result
}

/// What becomes of an object that was applied and that the revision defines no more; nil where nothing.
public func removal(of key: ObjectKey, base: Value?, live: Value?) -> Change? {
    guard let base, let live, !isProtected(base), !isProtected(live) else { return nil }
    let fields = [FieldChange(path: [], base: base, live: live, why: .removed)]
    return Change(key: key, action: .delete, live: live, base: base, fields: fields)
}

/// What one object of the revision needs; nil where nothing. Always looks at the live object.
public func change(of manifest: Manifest, base: Value?, live: Value?, settings: ChangeSettings) -> Change? {
    let key = manifest.key
    let desired = manifest.object
    let former = base ?? live.flatMap { adoptionBase(of: $0) }
    let merged = merge(
        base: former, desired: desired, live: live, schema: settings.schema(desired),
        normalize: settings.normalize, ignored: ignoredFields(key, desired, settings.ignore))
    guard live == nil || !merged.isNoDifference else { return nil }
    return Change(
        key: key, action: live == nil ? .create : .update, origin: manifest.origin, desired: desired, live: live,
        base: base, result: merged.result, fields: merged.fields)
}

private func isProtected(_ object: Value) -> Bool { object.annotation("plumb.dev/prune") == "false" }
