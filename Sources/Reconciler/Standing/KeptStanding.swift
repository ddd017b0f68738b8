import Diff
import Ledger
import Model
import Synchronization

/// An application's `Standing`, up to date with what moves in the cluster.
final class KeptStanding: Sendable {
    private let standing: Mutex<Standing>
    let moved: Moved
    let live: LiveObjects
    private let known: Mutex<Set<ManifestSet.Kind>>

    init(applied base: some Collection<ObjectKey>, live: LiveObjects) {
        standing = Mutex(Standing(applied: base))
        moved = Moved(managing: base)
        known = Mutex(Set(base.lazy.map { ManifestSet.Kind(of: $0) }))
        self.live = live
    }

    /// The kinds of all that was ever applied: what a revision does not define any more is to be seen, so that it goes.
    var kinds: Set<ManifestSet.Kind> { known.withLock { $0 } }

    /// These came to be applied, and those are no more.
    func manage(_ gained: [ObjectKey], without lost: [ObjectKey]) {
        known.withLock { known in for key in gained { known.insert(ManifestSet.Kind(of: key)) } }
        moved.manage(gained, without: lost)
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

extension ManifestSet.Kind {
    fileprivate init(of key: ObjectKey) { self.init(group: key.group, kind: key.kind) }
}
