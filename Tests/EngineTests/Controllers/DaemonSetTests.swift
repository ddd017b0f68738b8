import Engine
import Kinds
import Model
import Testing

@Suite("The DaemonSet controller")
struct DaemonSetTests {
    private static func world() -> SimulatedWorld {
        SimulatedWorld { settings in
            settings.nodes = ["a", "b", "c"].map { NodeSettings(name: "node-\($0)") }
        }
    }

    private static func set(image: String = "agent:1", spec: Value = [:], pod: Value = [:]) -> Value {
        var podSpec: Value = ["containers": [["name": "app", "image": Value(image)]]]
        for (field, value) in pod.members { podSpec[field] = value }
        var whole: Value = [
            "selector": ["matchLabels": ["app": "agent"]],
            "template": ["metadata": ["labels": ["app": "agent"]], "spec": podSpec],
        ]
        for (field, value) in spec.members { whole[field] = value }
        return [
            "apiVersion": "apps/v1", "kind": "DaemonSet", "spec": whole,
            "metadata": ["name": "agent", "namespace": "default"],
        ]
    }

    @Test("every node that suits has one pod, and then the set is healthy")
    func everywhere() throws {
        var world = DaemonSetTests.world()
        try world.update("Node", "node-b") { node in
            node.set([["key": "k", "value": "v", "effect": "NoSchedule"]], at: "spec", "taints")
        }
        try world.update("Node", "node-c") { $0.set(true, at: "spec", "unschedulable") }
        try world.create(DaemonSetTests.set())
        world.pass(.seconds(5))
        #expect(Set(world.objects("Pod").compactMap { $0.at("spec", "nodeName")?.string }) == ["node-a", "node-c"])
        let set = world.get("DaemonSet", "agent")
        #expect(health(of: set, among: world.objects("Pod"), at: world.state.now) == .healthy)
        try world.update("Node", "node-b") { $0.set(nil, at: "spec", "taints") }
        world.pass(.seconds(5))
        #expect(world.objects("Pod").count == 3)
    }

    @Test("an image that is not there stops the roll-out at its first pod, which is a permanent failure")
    func brokenUpdate() throws {
        var world = DaemonSetTests.world()
        try world.create(DaemonSetTests.set())
        world.pass(.seconds(5))
        try world.update("DaemonSet", "agent") { set in
            set.set(
                [["name": "app", "image": "registry.invalid/agent:2"]], at: "spec", "template", "spec", "containers")
        }
        world.pass(.seconds(60))
        let set = world.get("DaemonSet", "agent")
        #expect(set.at("status", "numberReady")?.int == 2)
        #expect(set.at("status", "updatedNumberScheduled")?.int == 1)
        let verdict = health(of: set, among: world.objects("Pod"), at: world.state.now)
        #expect(verdict.isPermanent)
        #expect(verdict.reason.contains("cannot pull image"))
    }

    @Test("a NoExecute taint drives pods away, when their toleration's time is over")
    func evictions() throws {
        var world = DaemonSetTests.world()
        let toleration: Value = ["key": "k", "operator": "Exists", "effect": "NoExecute", "tolerationSeconds": 60]
        try world.create(SimulatedWorld.pod("patient", spec: ["tolerations": [toleration], "nodeName": "node-a"]))
        try world.create(SimulatedWorld.pod("plain", spec: ["nodeName": "node-a"]))
        world.pass(.seconds(2))
        try world.update("Node", "node-a") { node in
            node.set([["key": "k", "effect": "NoExecute"]], at: "spec", "taints")
        }
        world.pass(.seconds(5))
        #expect(world.get("Pod", "plain").isNull)
        #expect(!world.get("Pod", "patient").isNull)
        world.pass(.seconds(60))
        #expect(world.get("Pod", "patient").isNull)
    }

    @Test("the pods of a node that is gone are cleared away after a while, and no new one is made for it")
    func lostNode() throws {
        var world = DaemonSetTests.world()
        try world.create(DaemonSetTests.set())
        world.pass(.seconds(3))
        try world.delete("Node", "node-c")
        world.pass(.seconds(20))
        #expect(world.objects("Pod").count == 3)
        world.pass(.seconds(40))
        #expect(world.objects("Pod").count == 2)
        #expect(world.get("DaemonSet", "agent").at("status", "desiredNumberScheduled")?.int == 2)
    }

    @Test("a node that says it is not ready takes no pods, until it is")
    func unreadyNode() throws {
        var world = SimulatedWorld()
        try world.setReady("plumb-node", "False")
        world.pass(.seconds(1))
        try world.create(SimulatedWorld.pod("p"))
        world.pass(.seconds(2))
        #expect(world.get("Pod", "p").at("spec", "nodeName") == nil)
        try world.setReady("plumb-node", "True")
        world.pass(.seconds(2))
        #expect(world.get("Pod", "p").condition(named: "Ready")["status"]?.string == "True")
    }
}
