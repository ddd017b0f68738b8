import Engine
import Model
import Testing

@Suite("The scheduler")
struct SchedulerTests {
    private static let unhelpful =
        "no new claims to deallocate, preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling."

    @Test(
        "a pod that fits nowhere stays pending, and its condition says why",
        arguments: [
            (greedy: false, "0/1 nodes are available: 1 node(s) didn't match Pod's node affinity/selector. "),
            (greedy: true, "0/1 nodes are available: 1 Insufficient cpu, 1 Insufficient memory. "),
        ])
    func refusals(greedy: Bool, words: String) throws {
        var world = SimulatedWorld()
        let requests: Value = ["cpu": "1k", "memory": "10Ti"]
        try world.create(
            greedy
                ? SimulatedWorld.pod("p", container: ["resources": ["requests": requests]])
                : SimulatedWorld.pod("p", spec: ["nodeSelector": ["disk": "ssd"]]))
        world.pass(.seconds(1))
        let condition = world.get("Pod", "p").condition(named: "PodScheduled")
        #expect(condition["reason"]?.string == "Unschedulable")
        #expect(condition["message"]?.string == words + SchedulerTests.unhelpful)
        #expect(world.events(of: "p") == ["FailedScheduling: " + words + SchedulerTests.unhelpful])
    }

    @Test("cordons and taints hold pods back until they are taken away")
    func cordon() throws {
        var world = SimulatedWorld()
        try world.update("Node", "plumb-node") { $0.set(true, at: "spec", "unschedulable") }
        try world.create(SimulatedWorld.pod("p"))
        world.pass(.seconds(1))
        #expect(
            world.get("Pod", "p").condition(named: "PodScheduled")["message"]?.string?
                .hasPrefix("0/1 nodes are available: 1 node(s) were unschedulable. ") == true)
        try world.update("Node", "plumb-node") { node in
            node.set(nil, at: "spec", "unschedulable")
            node.set([["key": "k", "value": "v", "effect": "NoSchedule"]], at: "spec", "taints")
        }
        world.pass(.seconds(1))
        #expect(
            world.get("Pod", "p").condition(named: "PodScheduled")["message"]?.string?
                .hasPrefix("0/1 nodes are available: 1 node(s) had untolerated taint(s). ") == true)
        try world.update("Node", "plumb-node") { $0.set(nil, at: "spec", "taints") }
        world.pass(.seconds(1))
        #expect(world.get("Pod", "p").condition(named: "Ready")["status"]?.string == "True")
    }

    @Test("a full node takes the next pod when one has gone")
    func fullNode() throws {
        var world = SimulatedWorld { $0.nodes[0].pods = "2" }
        for name in ["a", "b", "c"] { try world.create(SimulatedWorld.pod(name)) }
        world.pass(.seconds(2))
        let message = world.get("Pod", "c").condition(named: "PodScheduled")["message"]?.string ?? ""
        #expect(message.hasPrefix("0/1 nodes are available: 1 Too many pods. "))
        #expect(message.hasSuffix("1 No preemption victims found for incoming pod."))
        try world.delete("Pod", "a")
        world.pass(.seconds(10))
        #expect(world.get("Pod", "c").condition(named: "Ready")["status"]?.string == "True")
    }
}
