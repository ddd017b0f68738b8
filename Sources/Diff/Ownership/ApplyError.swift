public import Model

/// Why a server-side apply does nothing.
public enum ApplyError: Error, Hashable, Sendable {
    /// 409, unless forced.
    case conflicts(ApplyConflicts)
    /// The configuration does not fit its type: 500, in kube-apiserver's words.
    case invalid(String)
}

/// Fields that a server-side apply would take from other managers.
public struct ApplyConflicts: Hashable, Sendable {
    public struct Conflict: Hashable, Sendable {
        /// The manager as kube-apiserver names it: `"m1"`, `"kubectl-edit" using apps/v1`.
        public var manager: String
        public var path: FieldPath
        /// As in the causes of the Status: `.spec.containers[name="app"].image`.
        public var field: String { path.elements.map(\.conflictText).joined() }
        public var message: String { "conflict with \(manager)" }
    }

    /// By manager, then by path.
    public var conflicts: [Conflict]

    /// kube-apiserver's message.
    public var message: String {
        if conflicts.count == 1 {
            return "Apply failed with 1 conflict: \(conflicts[0].message): \(conflicts[0].field)"
        }
        var text = "Apply failed with \(conflicts.count) conflicts:"
        var last: String?
        var first = true
        for conflict in conflicts {
            if conflict.manager != last {
                text += (first ? " " : "\n") + "conflicts with \(conflict.manager):"
                first = false
                last = conflict.manager
            }
            text += "\n- \(conflict.field)"
        }
        return text
    }
}
