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
    /// Those with what was there before and what comes, as the audit has them: canonical JSON.
    var changes: String

    init(_ step: Step, digest: DigestKey) {
        number = step.id
        object = step.key.description
        action = step.action.rawValue
        fields = Value(strings: step.change.fields.map(\.path.description)).json
        changes = auditedFields(of: step.change, digest: digest).canonicalJSON
    }

    /// - Parameter changes: Canonical JSON.
    init(number: Int, object: String, action: String, changes: String) {
        (self.number, self.object, self.action, self.fields, self.changes) = (number, object, action, "", changes)
    }

    /// Adds the audit's entry of the step: canonical JSON.
    func audit(result: String, to text: inout String) {
        text += "{\"action\":"
        text += Value(action).json
        text += ",\"fields\":"
        text += changes
        text += ",\"object\":"
        text += Value(object).json
        text += ",\"result\":"
        text += Value(result).json
        text += "}"
    }

    /// What the audit says of steps: canonical JSON.
    static func audited(_ rows: [StepRow], _ result: (Int) -> String) -> String {
        var text = "["
        for row in rows {
            if text.utf8.count > 1 { text += "," }
            row.audit(result: result(row.number), to: &text)
        }
        return text + "]"
    }
}
