public import Model

extension Change {
    /// As in `diff -o json`: `{"object", "action", "origin", "fields"}`. What is absent is left out.
    public var report: Value {
        var value: Value = [
            "object": Value(key.description), "action": Value(action.rawValue), "fields": Value(fields.map(\.report)),
        ]
        if let origin { value["origin"] = ["file": Value(origin.file), "line": Value(origin.line)] }
        return value
    }
}

extension FieldChange {
    /// `{"path", "base", "desired", "live", "why", "manager"}`. What is absent is left out.
    public var report: Value {
        var value: Value = ["path": Value(path.description), "why": Value(why.rawValue)]
        value["base"] = base
        value["desired"] = desired
        value["live"] = live
        value["manager"] = manager.map { Value($0) }
        return value
    }
}

/// `diff -o json`: what a revision would change.
///
/// - Parameters:
///   - from: the revision that the cluster holds; nil where it holds none.
///   - order: the objects that are changed at a time, in turn.
public func diffReport(
    from: String? = nil, to: String? = nil, changes: [Change], order: [[ObjectKey]] = [], redactor: Redactor
) -> Value {
    var value: Value = ["changes": Value(changes.map { redactor.redacted($0).report })]
    value["from"] = from.map { Value($0) }
    value["to"] = to.map { Value($0) }
    if !order.isEmpty { value["order"] = Value(order.map { Value(strings: $0.map(\.description)) }) }
    return value
}
