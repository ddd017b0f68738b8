import Engine
import Kinds
import Model
import Testing

@Suite("Disruption budgets, autoscalers and replication controllers")
struct DisruptionTests {
    private static func budget(_ spec: Value) -> Value {
        var whole: Value = ["selector": ["matchLabels": ["app": "web"]]]
        for (field, value) in spec.members { whole[field] = value }
        return [
            "apiVersion": "policy/v1", "kind": "PodDisruptionBudget", "spec": whole,
            "metadata": ["name": "pdb", "namespace": "default"],
        ]
    }

    private static let bounds: [(spec: Value, count: Int)] = [
        (["minAvailable": 2], 1), (["minAvailable": "50%"], 1), (["maxUnavailable": 1], 1),
        (["maxUnavailable": "100%"], 3), (["minAvailable": 3], 0),
    ]

    @Test(
        "a budget allows as many evictions as its pods can bear",
        arguments: DisruptionTests.bounds)
    func allowed(spec: Value, count: Int) throws {
        var world = SimulatedWorld()
        try world.create(DisruptionTests.budget(spec))
        try world.create(SimulatedWorld.deployment("web", replicas: 3))
        world.pass(.seconds(3))
        #expect(world.get("PodDisruptionBudget", "pdb").at("status", "disruptionsAllowed")?.int == count)
    }

    @Test("an eviction spends the budget, and the next one is told to wait")
    func evictions() throws {
        var world = SimulatedWorld()
        try world.create(DisruptionTests.budget(["maxUnavailable": 1]))
        try world.create(SimulatedWorld.deployment("web", replicas: 2))
        world.pass(.seconds(3))
        let names = world.objects("Pod").map(\.name)
        try world.evict(names[0])
        #expect(throws: (any Error).self) { try world.evict(names[1]) }
        world.pass(.seconds(3))
        #expect(world.get("Pod", names[0]).isNull)
        try world.evict(names[1])
    }

    @Test("an autoscaler keeps its target within its bounds and is healthy")
    func autoscaler() throws {
        var world = SimulatedWorld()
        try world.create(SimulatedWorld.deployment("web", replicas: 1))
        try world.create([
            "apiVersion": "autoscaling/v2", "kind": "HorizontalPodAutoscaler",
            "metadata": ["name": "web", "namespace": "default"],
            "spec": [
                "scaleTargetRef": ["apiVersion": "apps/v1", "kind": "Deployment", "name": "web"], "minReplicas": 2,
                "maxReplicas": 4,
            ],
        ])
        world.pass(.seconds(40))
        #expect(world.get("Deployment", "web").at("spec", "replicas")?.int == 2)
        let autoscaler = world.get("HorizontalPodAutoscaler", "web")
        #expect(autoscaler.at("status", "desiredReplicas")?.int == 2)
        #expect(health(of: autoscaler, at: world.state.now) == .healthy)
        try world.update("Deployment", "web") { $0.set(9, at: "spec", "replicas") }
        world.pass(.seconds(20))
        #expect(world.get("Deployment", "web").at("spec", "replicas")?.int == 4)
    }

    @Test("a ReplicationController keeps its pods")
    func replicationController() throws {
        var world = SimulatedWorld()
        try world.create([
            "apiVersion": "v1", "kind": "ReplicationController", "metadata": ["name": "rc", "namespace": "default"],
            "spec": [
                "replicas": 2, "selector": ["app": "old"],
                "template": [
                    "metadata": ["labels": ["app": "old"]], "spec": ["containers": [["name": "app", "image": "a:1"]]],
                ],
            ],
        ])
        world.pass(.seconds(3))
        let controller = world.get("ReplicationController", "rc")
        #expect(controller.at("status", "readyReplicas")?.int == 2)
        #expect(health(of: controller, among: world.objects("Pod"), at: world.state.now) == .healthy)
        try world.delete("Pod", world.objects("Pod")[0].name)
        world.pass(.seconds(3))
        #expect(world.objects("Pod").count == 2)
    }
}
