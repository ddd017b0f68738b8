import ClusterAPI
import Engine
import Model
import Testing

/// Says one thing of every ConfigMap named `talk`, each second.
private struct Talker: Controller {
    let name = "talker"

    func keys(old: Value?, new: Value?, in view: any ClusterView) -> [ObjectKey] {
        new?.name == "talk" ? [new?.key].compactMap { $0 } : []
    }

    func reconcile(_ key: ObjectKey, in view: any ClusterView, at now: Instant) -> Reconciliation {
        guard let object = view.object(key) else { return Reconciliation() }
        let event = ClusterEvent(
            regarding: object, type: .normal, reason: "Talking", message: "hello", source: "talker")
        return Reconciliation([.event(event)], again: now + .seconds(1))
    }
}

@Suite("Events of the embedded cluster")
struct StoreEventTests {
    private static let events = GroupKind(group: "", kind: "Event")

    private static func talking() throws -> ClusterState {
        var state = ClusterState(controllers: [Talker()], at: Instant(seconds: 1_800_000_000))
        _ = try state.handle(
            Request(.create, StoreTests.configMaps, namespace: "default", body: StoreTests.configMap("talk")),
            at: state.now)
        return state
    }

    @Test("equal events are counted, and a flood is cut short")
    func counting() throws {
        var state = try StoreEventTests.talking()
        state.advance(to: state.now + .seconds(9))
        #expect(state.objects(StoreEventTests.events).map { $0["count"] } == [10])
        state.advance(to: state.now + .seconds(100))
        #expect(state.objects(StoreEventTests.events).count == 1)
        #expect(state.objects(StoreEventTests.events).first?["count"]?.int == 25)
    }

    @Test("an event that nobody has seen for its lifetime is gone")
    func expiry() throws {
        var state = try StoreEventTests.talking()
        state.advance(to: state.now)
        #expect(state.objects(StoreEventTests.events).count == 1)
        _ = try state.handle(
            Request(.delete, StoreTests.configMaps, namespace: "default", name: "talk"), at: state.now)
        state.advance(to: state.now + .seconds(3599))
        #expect(state.objects(StoreEventTests.events).count == 1)
        state.advance(to: state.now + .seconds(2))
        #expect(state.objects(StoreEventTests.events).isEmpty)
    }
}
