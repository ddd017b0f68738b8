import Kinds
import Model
import Synchronization

/// The custom kinds that an application's objects may be of, by the definitions of its revision and of the cluster.
final class KnownCustomKinds: Sendable {
    private let known = Mutex(CustomKinds())

    var all: CustomKinds { known.withLock { $0 } }

    /// Of definitions with one name the later counts. Those that did not change since are not read again. False where
    /// none did.
    func learn(_ definitions: some Sequence<Value>) -> Bool {
        let latest = Dictionary(definitions.map { ($0.name, $0) }) { $1 }
        return known.withLock { known in
            var isNew = false
            for definition in latest.values where known.learn(definition) { isNew = true }
            return isNew
        }
    }
}

extension Pipeline {
    /// Learns what custom resources among these objects look like. Costs nothing where there are none.
    func learnKinds(of desired: ManifestSet) async throws {
        let isNeeded =
            !desired.kindDefinitions.isEmpty || desired.presentKinds.contains { isCustom($0) }
            || standing.kinds.contains { isCustom($0) }
        guard isNeeded else { return }
        try await cache.watch([.definition])
        let defined = desired.kindDefinitions.filter(\.isDefinition).compactMap { desired.object($0) }
        if customKinds.learn(cache.objects.definitions + defined) { standing.change { $0.doubtEverything() } }
    }

    private func isCustom(_ kind: ManifestSet.Kind) -> Bool {
        BuiltinKinds.named(group: kind.group, kind: kind.kind) == nil
    }
}

extension ManifestSet.Kind {
    static let definition = ManifestSet.Kind(group: CustomKinds.group, kind: CustomKinds.kind)
}

extension ObjectKey {
    var isDefinition: Bool { kind == CustomKinds.kind && group == CustomKinds.group }
}
