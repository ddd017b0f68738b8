import Apply
import Diff
import Model

/// Jobs that run with a revision, apart from the objects that are kept.
enum Hooks {
    /// All of a revision's, in their order.
    static func all(of desired: ManifestSet) -> [Manifest] {
        guard desired.presentKinds.contains(ManifestSet.Kind(group: "batch", kind: "Job")) else { return [] }
        let jobs = desired.keys.filter { $0.kind == "Job" && $0.group == "batch" }
        return desired.inOrder(jobs).filter { isHook($0.object, key: $0.key) }
    }

    /// Without what a hook would need if it were an object that is kept.
    static func removed(from changes: [Change]) -> [Change] {
        changes.filter { change in
            guard change.key.kind == "Job", change.action != .delete else { return true }
            return !(change.desired.map { isHook($0, key: change.key) } ?? false)
        }
    }

    /// Those that run now: all of the revision's where it changes anything, be it one of them only. Healing runs none.
    static func due(_ hooks: [Manifest], _ run: SyncMachine.Run, applied: [ObjectKey: Value?], isChanged: Bool)
        -> [Manifest]
    {
        guard run.kind == .sync || run.kind == .rollback, !run.isCheckOnly else { return [] }
        return isChanged || hooks.contains { applied[$0.key] != nil } ? hooks : []
    }
}
