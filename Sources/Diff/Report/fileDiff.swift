public import Model

/// `plumb diff` on plain files: the changes, and also `result`, the merged object, and `patch`, the JSON merge patch
/// that makes it of the live one.
///
/// - Parameters:
///   - redactor: nil shows Secrets as they are.
/// - Returns: `changes` is empty where nothing differs; `result` is left out where no object is to be.
public func fileDiff(
    base: Value?, desired: Value?, live: Value?, schema: Schema, normalize: ((Value) -> Value)? = nil,
    ignored: [FieldPattern] = [], redactor: Redactor?
) -> Value {
    let merged = merge(
        base: base ?? live.flatMap { desired == nil ? nil : adoptionBase(of: $0) }, desired: desired, live: live,
        schema: schema, normalize: normalize, ignored: ignored)
    let whole =
        unfoldedSecret(base: base, desired: desired, live: live, schema: schema, ignored: ignored) ?? merged.result
    let key = (desired ?? live ?? base ?? .emptyObject).key
    var changes: [Change] = []
    if let action = action(merged, live: live) {
        changes.append(
            Change(
                key: key, action: action, desired: desired, live: live, base: base, result: merged.result,
                fields: merged.fields))
    }
    if let redactor { changes = changes.map { redactor.redacted($0) } }
    let versions = [base, desired, live].compactMap(\.self)
    var report: Value = ["changes": Value(changes.map(\.report))]
    report["result"] = whole.map { redactor?.redacted($0, knowing: versions) ?? $0 }
    let patch: Value =
        switch (live, whole) {
        case (let live?, let result?): mergePatch(from: live, to: result)
        case (nil, let result?): result
        case (_?, nil): .null
        case (nil, nil): .emptyObject
        }
    report["patch"] = redactor?.redacted(patch: patch, of: key, knowing: versions) ?? patch
    return report
}

/// A Secret merged as its file has it: with `stringData` beside `data`, as kubectl sends it; nil for any other object.
private func unfoldedSecret(
    base: Value?, desired: Value?, live: Value?, schema: Schema, ignored: [FieldPattern]
) -> Value? {
    guard let desired, let live, desired.objectKind == "Secret", desired["stringData"] != nil else { return nil }
    var walk = ThreeWayMerge(ignored: ignored)
    return walk.mergeRoot(base: base, desired: desired, live: live, schema: schema)
}

private func action(_ merged: Merge, live: Value?) -> Change.Action? {
    switch (live, merged.result) {
    case (nil, nil): nil
    case (nil, _?): .create
    case (_?, nil): .delete
    case (_?, _?): merged.isNoDifference ? nil : .update
    }
}
