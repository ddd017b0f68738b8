import ClusterAPI
import Engine
import Kinds
import Model
import Synchronization
import Testing

/// What the embedded cluster says of itself.
@Suite struct TroublesTests {
    @Test("a store that cannot be written is told, nothing is shown before it is kept, and its end is told too")
    func store() async throws {
        let store = FailingStore()
        let cluster = try await InProcessCluster(persistence: store)
        var troubles = cluster.troubles().makeAsyncIterator()
        store.fails("the disk is gone")
        let type = try #require(BuiltinKinds.named(apiVersion: "v1", kind: "ConfigMap")?.type)
        let map: Value = ["apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": "a", "namespace": "default"]]
        await #expect(throws: ClusterError.self) {
            try await cluster.perform(Request(.create, type, namespace: "default", body: map))
        }
        #expect(await troubles.next() == "keeps nothing of what happens: the disk is gone")
        // Who asks later is told what is now.
        var later = cluster.troubles().makeAsyncIterator()
        #expect(await later.next() == "keeps nothing of what happens: the disk is gone")
        store.fails(nil)
        #expect(await troubles.next() == "")
        #expect(store.kept.contains { $0.name == "a" })
    }
}

/// Keeps nothing as long as it fails.
private final class FailingStore: ObjectPersistence {
    private let state = Mutex<(failure: Trouble?, kept: Set<ObjectKey>)>((nil, []))

    struct Trouble: Error, CustomStringConvertible { var description: String }

    var kept: Set<ObjectKey> { state.withLock { $0.kept } }

    func fails(_ text: String?) { state.withLock { $0.failure = text.map { Trouble(description: $0) } } }

    func load() async throws -> KeptState? { nil }

    func append(_ batch: WriteBatch) async throws {
        try state.withLock { state in
            if let failure = state.failure { throw failure }
            state.kept.formUnion(batch.objects.keys)
        }
    }
}
