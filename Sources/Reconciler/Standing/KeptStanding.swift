import Diff
import Ledger
import Model
import Synchronization

/// An application's `Standing`, up to date with what moves in the cluster.
final class KeptStanding: Sendable {
    private let standing: Mutex<Standing>
    let moved: Moved
    let live: LiveObjects
    /// The kinds of what was applied when it began.
    let kinds: Set<ManifestSet.Kind>

    init(applied base: some Collection<ObjectKey>, live: LiveObjects) {
        standing = Mutex(Standing(applied: base))
        moved = Moved(managing: base)
        kinds = Set(base.lazy.map { ManifestSet.Kind(group: $0.group, kind: $0.kind) })
        self.live = live
    }

    /// As it is now, to try out on: with it what moved since it was last compared.
    var copy: (standing: Standing, moved: Set<ObjectKey>) { standing.withLock { ($0, moved.uncompared) } }

    func change<T: Sendable>(_ body: (inout Standing) -> T) -> T { standing.withLock { body(&$0) } }

    func compare(from base: [ObjectKey: Value], settings: ChangeSettings, key: DigestKey) -> Differences {
        standing.withLock { standing in
            standing.compare(
                moved.takeUncompared(), from: base, over: { live[$0] }, settings: settings, digest: { key.digest($0) })
        }
    }

    /// How one live object differs from what was applied.
    func examine(_ key: ObjectKey, applied: Value, settings: ChangeSettings) -> [FieldChange] {
        standing.withLock { standing in
            moved.takeUncompared(key)
            return standing.examine(key, applied: applied, live: live[key], settings: settings)
        }
    }
}
