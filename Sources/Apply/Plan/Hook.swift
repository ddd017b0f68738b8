public import Model

/// When a Job marked `plumb.dev/hook` runs in a transaction.
public enum Hook: String, Hashable, Sendable, CaseIterable {
    /// Before anything is written but what it needs itself. Its failure undoes the transaction.
    case before
    /// When everything is written and healthy, before anything is pruned. Its failure undoes the transaction.
    case after
    /// When a revision failed, once everything is back as it was. Its own failure is told, and changes nothing.
    case onFailure = "on-failure"

    /// Reads the mark: one or several with commas between, each once. Nil where a word is none of them.
    static func read(_ text: String) -> [Hook]? {
        var found: [Hook] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            guard let hook = Hook(rawValue: part.filter { $0 != " " }) else { return nil }
            if !found.contains(hook) { found.append(hook) }
        }
        return found
    }
}

/// Whether a manifest is a hook: not an object that is kept, but something that runs.
public func isHook(_ object: Value, key: ObjectKey) -> Bool {
    key.kind == "Job" && key.group == "batch" && object.annotation(Marks.hook) != nil
}
