import ClusterAPI
import Engine
import Model
import Testing

@Suite("The cluster's store")
struct StoreTests {
    static let configMaps = ResourceType(
        group: "", version: "v1", kind: "ConfigMap", plural: "configmaps", isNamespaced: true)

    static func configMap(_ name: String, _ data: Value = [:]) -> Value {
        [
            "apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": Value(name), "namespace": "default"],
            "data": data,
        ]
    }

    static func state() -> ClusterState { ClusterState(at: Instant(seconds: 1_800_000_000)) }

    @Test("the same requests at the same times make the same cluster")
    func isDeterministic() throws {
        func run() throws -> [Value] {
            var state = StoreTests.state()
            for number in 0..<20 {
                let time = Instant(seconds: 1_800_000_000 + Int64(number))
                _ = try state.handle(
                    Request(
                        .create, StoreTests.configMaps, namespace: "default", body: StoreTests.configMap("c\(number)")),
                    at: time)
                state.advance(to: time)
            }
            return state.objects(GroupKind(group: "", kind: "ConfigMap"))
        }
        let first = try run()
        #expect(first.count == 24)
        #expect(Set(first.map(\.uid)).count == 24)
        #expect(try run() == first)
    }

    @Test("a copy goes its own way")
    func copies() throws {
        var state = StoreTests.state()
        let copy = state
        _ = try state.handle(
            Request(.create, StoreTests.configMaps, namespace: "default", body: StoreTests.configMap("a")),
            at: state.now)
        let key = ObjectKey(group: "", kind: "ConfigMap", namespace: "default", name: "a")
        #expect(state.object(key) != nil)
        #expect(copy.object(key) == nil)
    }

    @Test("every namespace has its service account and certificates")
    func furnishing() {
        var state = StoreTests.state()
        state.advance(to: state.now)
        #expect(
            state.objects(GroupKind(group: "", kind: "Namespace")).map(\.name) == [
                "default", "kube-node-lease", "kube-public", "kube-system",
            ])
        #expect(state.objects(GroupKind(group: "", kind: "ServiceAccount")).count == 4)
        let service = state.object(ObjectKey(group: "", kind: "Service", namespace: "default", name: "kubernetes"))
        #expect(service?.at("spec", "clusterIP") == "10.96.0.1")
        #expect(state.objects(GroupKind(group: "", kind: "Node")).map(\.name) == ["plumb-node"])
    }
}
