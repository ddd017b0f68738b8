public import Model

/// One transaction as history tells it.
public struct HistoryEntry: Sendable, Hashable {
    public struct StepEntry: Sendable, Hashable {
        public var object: ObjectKey
        public var action: String
        /// The paths of the fields that changed.
        public var fields: [String]
        /// Before and after of each field, Secret values redacted; empty where the whole was not asked for.
        public var changes: [Value]
        /// `applied`, `failed`, `undone`, `skipped`; empty while nothing has become of it.
        public var result: String
        public var reason: String
    }

    public var id: String
    public var application: String
    public var kind: String
    public var from: String
    public var to: String
    public var author: String
    public var message: String
    public var trigger: String
    public var actor: String
    public var outcome: String
    public var reason: String
    /// In their order; empty in a headline.
    public var steps: [StepEntry]
    public var startedAt: Instant
    public var finishedAt: Instant?

    /// The shape of `plumb history -o json`; `isWhole` adds before and after of each field, as `plumb show` has them.
    public func json(isWhole: Bool = false) -> Value {
        var value: Value = [
            "id": Value(id), "application": Value(application), "kind": Value(kind), "from": Value(from),
            "to": Value(to), "author": Value(author), "message": Value(message), "trigger": Value(trigger),
            "actor": Value(actor), "outcome": Value(outcome), "reason": Value(reason),
            "startedAt": Value(startedAt.preciseDescription),
            "steps": Value(
                steps.map { step in
                    var value: Value = [
                        "object": Value(step.object.description), "action": Value(step.action),
                        "fields": Value(strings: step.fields), "result": Value(step.result),
                        "reason": Value(step.reason),
                    ]
                    if isWhole { value["changes"] = Value(step.changes) }
                    return value
                }),
        ]
        if let finishedAt { value["finishedAt"] = Value(finishedAt.preciseDescription) }
        return value
    }
}
