import Apply
import Diff
import Model

/// What the ledger holds of a step before it begins, in words.
struct StepRow: Sendable {
    var number: Int
    var object: String
    var action: String
    /// The paths of the fields that it changes.
    var fields: String
    /// Those with what was there before and what comes, as the audit has them.
    var changes: String
    /// The whole step, for whoever has to undo it.
    var plan: String

    init(_ step: Step, digest: DigestKey) {
        number = step.id
        object = step.key.description
        action = step.action.rawValue
        fields = Value(strings: step.change.fields.map(\.path.description)).json
        changes = auditedFields(of: step.change, digest: digest).json
        plan = step.journalled.json
    }
}
