import ClusterAPI
import Engine
import Model
import Testing

@Suite("Watches of the embedded cluster")
struct WatchTests {
    private static func create(_ name: String, in state: inout ClusterState) throws -> String {
        let request = Request(
            .create, StoreTests.configMaps, namespace: "default", body: StoreTests.configMap(name))
        return try state.handle(request, at: state.now).object?.resourceVersion ?? ""
    }

    @Test("history that was forgotten is 410, and what is kept is complete")
    func history() throws {
        var settings = ClusterSettings()
        settings.historyLimit = 5
        var state = ClusterState(settings: settings, at: Instant(seconds: 1_800_000_000))
        var versions: [String] = []
        for number in 0..<12 { versions.append(try WatchTests.create("c\(number)", in: &state)) }
        func missed(_ version: String) throws(ClusterError) -> [String] {
            try state.startWatch(WatchRequest(StoreTests.configMaps, resourceVersion: version)).initial
                .compactMap { $0.object?.name }
        }
        #expect(try missed(versions[6]) == ["c7", "c8", "c9", "c10", "c11"])
        #expect(try missed(versions[11]) == [])
        let error = #expect(throws: ClusterError.self) { try missed(versions[5]) }
        #expect(error?.code == 410)
        #expect(error?.reason == .expired)
        #expect(error?.message == "too old resource version: \(versions[5]) (\(versions[6]))")
    }

    @Test("a version that is not there yet is refused, and one that is no number too")
    func badVersions() {
        let state = StoreTests.state()
        let future = #expect(throws: ClusterError.self) {
            try state.startWatch(WatchRequest(StoreTests.configMaps, resourceVersion: "999999"))
        }
        #expect(future?.code == 504)
        let text = #expect(throws: ClusterError.self) {
            try state.startWatch(WatchRequest(StoreTests.configMaps, resourceVersion: "x"))
        }
        #expect(text?.code == 400)
    }

    @Test("a reader that falls behind is told that its history has expired, after what it could still read")
    func slowReader() async throws {
        let cluster = try await InProcessCluster(controllers: [], watchBuffer: 4)
        let stream = try await cluster.watch(
            WatchRequest(StoreTests.configMaps, namespace: "default", fieldSelector: "metadata.name!=kube-root-ca.crt"))
        for number in 0..<10 {
            try await cluster.create(StoreTests.configMaps, StoreTests.configMap("c\(number)"), manager: "t")
        }
        var names: [String] = []
        let error = await #expect(throws: ClusterError.self) {
            for try await event in stream { if let object = event.object { names.append(object.name) } }
        }
        #expect(error?.reason == .expired)
        #expect(names == ["c0", "c1", "c2", "c3"])
        await cluster.stop()
    }

    @Test("virtual time moves by itself while somebody waits", .timeLimit(.minutes(9)))
    func virtualTime() async throws {
        let cluster = VirtualCluster(StoreTests.state())
        let start = await cluster.now
        try await cluster.clock.sleep(until: start + .seconds(600))
        #expect(cluster.clock.now >= start + .seconds(600))
    }

    @Test("a Deployment of a minute's start is ready in virtual time")
    func rollout() async throws {
        var settings = ClusterSettings()
        settings.simulation.pullDelay = .seconds(60)
        let cluster = VirtualCluster(
            ClusterState(settings: settings, controllers: standardControllers, at: Instant(seconds: 1_800_000_000)))
        let type = ResourceType(
            group: "apps", version: "v1", kind: "Deployment", plural: "deployments", isNamespaced: true)
        try await cluster.create(
            type,
            [
                "apiVersion": "apps/v1", "kind": "Deployment", "metadata": ["name": "web", "namespace": "default"],
                "spec": [
                    "replicas": 3, "selector": ["matchLabels": ["app": "web"]],
                    "template": [
                        "metadata": ["labels": ["app": "web"]],
                        "spec": ["containers": [["name": "app", "image": "nginx"]]],
                    ],
                ],
            ], manager: "t")
        await cluster.settle()
        let deployment = try await cluster.get(type, namespace: "default", name: "web")
        #expect(deployment?.at("status", "readyReplicas") == 3)
        #expect(await cluster.now >= Instant(seconds: 1_800_000_060))
    }
}
