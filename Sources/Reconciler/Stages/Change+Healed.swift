import Diff
import Model

extension Change {
    /// What healing this sets right: fields, or the whole object where it is gone.
    var healed: [FieldChange] { action == .create ? [FieldChange(path: [], why: .drifted)] : fields }
}
