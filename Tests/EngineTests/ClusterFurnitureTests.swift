import ClusterAPI
import Engine
import Model
import Testing

/// What every cluster has of itself.
@Suite("A cluster's own objects")
struct ClusterFurnitureTests {
    private static let leases = ResourceType(
        group: "coordination.k8s.io", version: "v1", kind: "Lease", plural: "leases", isNamespaced: true)
    private static let services = ResourceType(
        group: "apiregistration.k8s.io", version: "v1", kind: "APIService", plural: "apiservices", isNamespaced: false)
    private static let start = Instant(seconds: 1_800_000_000)

    private func list(_ type: ResourceType, _ state: inout ClusterState, at now: Instant) throws -> [Value] {
        try state.handle(Request(.list, type), at: now).list?.items ?? []
    }

    @Test("a node's lease is renewed every ten seconds, without a write")
    func heartbeat() throws {
        var state = ClusterState(at: ClusterFurnitureTests.start)
        let version = state.resourceVersion
        for (seconds, renewed) in [(0, 0), (9, 0), (10, 10), (95, 90)] {
            let now = ClusterFurnitureTests.start + .seconds(seconds)
            let lease = try #require(try list(ClusterFurnitureTests.leases, &state, at: now).first)
            #expect(lease.namespace == "kube-node-lease")
            #expect(lease.at("spec", "holderIdentity") == "plumb-node")
            let wanted = ClusterFurnitureTests.start + .seconds(renewed)
            #expect(lease.at("spec", "renewTime")?.string == wanted.microDescription)
        }
        #expect(state.resourceVersion == version)
    }

    @Test("each group and version that the cluster serves is an APIService that is available")
    func services() throws {
        var state = ClusterState(controllers: standardControllers, at: ClusterFurnitureTests.start)
        state.advance(to: state.now)
        let services = try list(ClusterFurnitureTests.services, &state, at: state.now)
        for name in ["v1.", "v1.apps", "v2.autoscaling", "v1.rbac.authorization.k8s.io"] {
            #expect(services.contains { $0.name == name }, "\(name)")
        }
        #expect(!services.contains { $0.name == "v1.apiregistration.k8s.io" })
        for service in services { #expect(Self.availability(service) == "True Local") }
    }

    @Test("what a definition serves is registered for as long as it does, and what somebody deletes comes back")
    func registration() throws {
        var state = ClusterState(controllers: standardControllers, at: ClusterFurnitureTests.start)
        let definitions = ResourceType(
            group: "apiextensions.k8s.io", version: "v1", kind: "CustomResourceDefinition",
            plural: "customresourcedefinitions", isNamespaced: false)
        let schema: Value = ["openAPIV3Schema": ["type": "object"]]
        let definition: Value = [
            "apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
            "metadata": ["name": "widgets.example.com"],
            "spec": [
                "group": "example.com", "scope": "Namespaced",
                "names": ["plural": "widgets", "singular": "widget", "kind": "Widget"],
                "versions": [["name": "v1", "served": true, "storage": true, "schema": schema]],
            ],
        ]
        func names() throws -> Set<String> {
            state.advance(to: state.now + .seconds(5))
            return Set(try list(ClusterFurnitureTests.services, &state, at: state.now).map(\.name))
        }
        _ = try state.handle(Request(.create, definitions, body: definition), at: state.now)
        #expect(try names().contains("v1.example.com"))
        for name in ["v1.example.com", "v1.apps"] {
            _ = try state.handle(Request(.delete, ClusterFurnitureTests.services, name: name), at: state.now)
        }
        #expect(try names().isSuperset(of: ["v1.example.com", "v1.apps"]))
        _ = try state.handle(Request(.delete, definitions, name: "widgets.example.com"), at: state.now)
        #expect(try !names().contains("v1.example.com"))
    }

    @Test("an APIService whose Service is not there is not available")
    func remote() throws {
        var state = ClusterState(controllers: standardControllers, at: ClusterFurnitureTests.start)
        let service: Value = [
            "apiVersion": "apiregistration.k8s.io/v1", "kind": "APIService", "metadata": ["name": "v1.far.example"],
            "spec": [
                "group": "far.example", "version": "v1", "groupPriorityMinimum": 100, "versionPriority": 10,
                "insecureSkipTLSVerify": true, "service": ["name": "api", "namespace": "far"],
            ],
        ]
        _ = try state.handle(Request(.create, ClusterFurnitureTests.services, body: service), at: state.now)
        state.advance(to: state.now + .seconds(1))
        let found = try list(ClusterFurnitureTests.services, &state, at: state.now).first {
            $0.name == "v1.far.example"
        }
        #expect(Self.availability(try #require(found)) == "False ServiceNotFound")
    }

    private static func availability(_ service: Value) -> String {
        let condition = service.at("status", "conditions")?.elements.first { $0["type"] == "Available" }
        return "\(condition?["status"]?.string ?? "") \(condition?["reason"]?.string ?? "")"
    }
}
