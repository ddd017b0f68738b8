import Apply
import Diff
import Kinds
import Model
import Render

/// What an application's objects need, kept from one look to the next, so that looking costs what moved.
///
/// What an object needs follows from what the revision wants of it, what was applied, and what the cluster holds; for a
/// workload also from the ConfigMaps and Secrets that it reads. As long as none of these moves, it needs what it
/// needed before. It says the same as `withConfigHashes` and `changes` over all objects.
struct Standing: Sendable {
    private(set) var rendered = Rendered()
    private var readers = ConfigReaders()
    /// What is wanted of these is not what was applied, or may not be.
    private var unapplied: Set<ObjectKey>
    /// These were found in the cluster otherwise than they are wanted.
    private var differing: Set<ObjectKey> = []
    private var isDoubted = false

    /// Nothing is known yet but what was applied.
    init(applied keys: some Sequence<ObjectKey>) { unapplied = Set(keys) }

    /// Moves on to another tree, with the bytes that were wanted for it.
    mutating func take(_ step: Rendered.Step, bytes: [[UInt8]], settings: RenderSettings) {
        let changed = rendered.take(step, bytes: bytes, settings: settings)
        unapplied.formUnion(changed)
        for key in changed {
            readers.set(key, reading: rendered.manifests[key].map { ConfigRolling.sources(of: $0) } ?? [])
        }
    }

    /// What has to happen for the cluster to be as it is wanted.
    ///
    /// - Parameters:
    ///   - moved: the objects that changed in the cluster since this was asked last.
    ///   - base: what was applied.
    mutating func compare(
        _ moved: Set<ObjectKey>, from base: [ObjectKey: Value], over live: (ObjectKey) -> Value?,
        settings: ChangeSettings, digest: ([UInt8]) -> String
    ) -> Differences {
        let wanted = rendered.manifests
        var keys = unapplied
        for key in unapplied { keys.formUnion(readers.readers(of: key)) }
        keys.formUnion(differing)
        keys.formUnion(moved)
        if isDoubted { keys = Set(wanted.keys).union(base.keys) }
        isDoubted = false
        unapplied = []
        differing = []
        var found = Differences()
        for manifest in rolled(wanted.inOrder(keys), wanted, base, live, digest) {
            let former = base[manifest.key]
            if former != manifest.object {
                unapplied.insert(manifest.key)
                found.applied[manifest.key] = .some(manifest.object)
                if former == nil { found.gained.append(manifest.key) }
            }
            let present = live(manifest.key)
            // It was applied, and is done.
            if present == nil, former == manifest.object, vanishesWhenDone(manifest.object) { continue }
            if let change = change(of: manifest, base: former, live: present, settings: settings) {
                differing.insert(manifest.key)
                found.changes.append(change)
            }
        }
        for key in keys.filter({ !wanted.contains($0) && base[$0] != nil }).sorted() {
            unapplied.insert(key)
            found.applied[key] = .some(nil)
            if let change = removal(of: key, base: base[key], live: live(key)) { found.changes.append(change) }
        }
        return found
    }

    /// The manifests, so that workloads roll whose ConfigMaps or Secrets change with this revision.
    private func rolled(
        _ manifests: [Manifest], _ wanted: ManifestSet, _ base: [ObjectKey: Value], _ live: (ObjectKey) -> Value?,
        _ digest: ([UInt8]) -> String
    ) -> [Manifest] {
        withoutActuallyEscaping(live) { live in
            withoutActuallyEscaping(digest) { digest in
                var rolling = ConfigRolling(
                    defined: { wanted.object($0) }, applied: { base[$0] }, live: live, digest: digest)
                return manifests.map { rolling.rolled($0, reading: readers.sources(of: $0.key)) }
            }
        }
    }

    /// What was wanted is applied, as `compare` had said it.
    mutating func settle(_ applied: some Collection<ObjectKey>) { unapplied.subtract(applied) }

    /// What was applied is not what was thought.
    mutating func doubt(_ applied: some Collection<ObjectKey>) { unapplied.formUnion(applied) }

    /// Everything is to be compared again: the rules changed by which it is.
    mutating func doubtEverything() { isDoubted = true }

    /// How one live object differs from what was applied.
    mutating func examine(
        _ key: ObjectKey, applied: Value, live: Value?, settings: ChangeSettings
    ) -> [FieldChange] {
        let manifest = Manifest(key: key, object: applied, origin: Origin(file: "", line: 0))
        if live == nil, vanishesWhenDone(applied) {
            differing.remove(key)
            return []
        }
        guard let change = change(of: manifest, base: applied, live: live, settings: settings) else {
            differing.remove(key)
            return []
        }
        differing.insert(key)
        return change.fields.isEmpty
            ? [FieldChange(path: [], base: applied, live: live, why: .drifted)] : change.fields
    }
}

/// What has to happen, and what follows from it once it has.
struct Differences: Sendable {
    /// Writes in the order of the files, then deletes in the order of their keys.
    var changes: [Change] = []
    /// What will have been applied, as far as it differs from what is; nil for what will be no more.
    var applied: [ObjectKey: Value?] = [:]
    /// Objects that the application does not have yet.
    var gained: [ObjectKey] = []

    var isEmpty: Bool { changes.isEmpty && applied.isEmpty }
}
