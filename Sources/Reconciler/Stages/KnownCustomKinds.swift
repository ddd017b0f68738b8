import Kinds
import Model
import Synchronization

/// The custom kinds that an application's objects may be of, by the definitions of its revision and of the cluster.
final class KnownCustomKinds: Sendable {
    private let known = Mutex(CustomKinds())

    var all: CustomKinds { known.withLock { $0 } }

    /// Of definitions with one name the later counts. Those that did not change since are not read again.
    func learn(_ definitions: some Sequence<Value>) {
        let latest = Dictionary(definitions.map { ($0.name, $0) }) { $1 }
        known.withLock { known in
            for definition in latest.values { known.learn(definition) }
        }
    }
}

extension Pipeline {
    /// Learns what custom resources among these objects look like. Costs nothing where there are none.
    func learnKinds(of desired: [Manifest], base: [ObjectKey: Value]) async throws {
        let defined = desired.lazy.filter { $0.key.isDefinition }.map(\.object)
        let isNeeded =
            desired.contains { isCustom($0.key) } || base.keys.contains { isCustom($0) } || defined.first != nil
        guard isNeeded else { return }
        try await cache.watch([.anyDefinition])
        let held = await cache.all(group: CustomKinds.group, kind: CustomKinds.kind)
        customKinds.learn(held + Array(defined))
    }

    private func isCustom(_ key: ObjectKey) -> Bool { BuiltinKinds.named(group: key.group, kind: key.kind) == nil }
}

extension ObjectKey {
    static let anyDefinition = ObjectKey(group: CustomKinds.group, kind: CustomKinds.kind, namespace: "", name: "*")

    var isDefinition: Bool { kind == CustomKinds.kind && group == CustomKinds.group }
}
