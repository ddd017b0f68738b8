import Apply
import Diff
import Model

/// What history and audit say of a step.
struct StepRow: Sendable {
    var number: Int
    var object: String
    var action: String
    /// The paths of the fields that it changes.
    var fields: String
    /// Those with what was there before and what comes, as the audit has them.
    var changes: Value

    init(_ step: Step, digest: DigestKey) {
        number = step.id
        object = step.key.description
        action = step.action.rawValue
        fields = Value(strings: step.change.fields.map(\.path.description)).json
        changes = auditedFields(of: step.change, digest: digest)
    }

    /// The audit's entry of the step.
    func audited(result: String) -> Value {
        ["object": Value(object), "action": Value(action), "result": Value(result), "fields": changes]
    }
}
