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

    private static func threeZones() -> SimulatedWorld {
        SimulatedWorld { settings in
            settings.nodes = ["a", "b", "c"].map { name in
                var node = NodeSettings(name: "node-\(name)")
                node.labels = ["zone": "zone-\(name)"]
                return node
            }
        }
    }

    private static func term(_ app: String, key: String = "zone") -> Value {
        ["topologyKey": Value(key), "labelSelector": ["matchLabels": ["app": Value(app)]]]
    }

    private static func pod(_ name: String, app: String, _ spec: Value) -> Value {
        var pod = SimulatedWorld.pod(name, spec: spec)
        pod.set(["app": Value(app)], at: "metadata", "labels")
        return pod
    }

    @Test("pods that keep apart take a domain each, and one too many waits until one goes")
    func antiAffinity() throws {
        var world = SchedulerTests.threeZones()
        let apart: Value = [
            "podAntiAffinity": ["requiredDuringSchedulingIgnoredDuringExecution": [SchedulerTests.term("db")]]
        ]
        for name in ["p0", "p1", "p2", "p3"] {
            try world.create(SchedulerTests.pod(name, app: "db", ["affinity": apart]))
        }
        world.pass(.seconds(2))
        let placed = world.objects("Pod").compactMap { $0.at("spec", "nodeName")?.string }
        #expect(placed.count == 3 && Set(placed).count == 3)
        #expect(
            world.get("Pod", "p3").condition(named: "PodScheduled")["message"]?.string?
                .hasPrefix("0/3 nodes are available: 3 node(s) didn't match pod anti-affinity rules. ") == true)
        // One without any wish is kept away all the same.
        try world.create(SchedulerTests.pod("plain", app: "db", [:]))
        world.pass(.seconds(2))
        #expect(
            world.get("Pod", "plain").condition(named: "PodScheduled")["message"]?.string?
                .contains("3 node(s) didn't satisfy existing pods anti-affinity rules") == true)
        try world.delete("Pod", "p0")
        world.pass(.seconds(3))
        #expect(world.get("Pod", "p3").at("spec", "nodeName") != nil)
    }

    @Test("a pod goes to where the pods are that it wants to be near; the first of its kind goes anywhere")
    func affinity() throws {
        var world = SchedulerTests.threeZones()
        func near(_ app: String) -> Value {
            [
                "affinity": [
                    "podAffinity": ["requiredDuringSchedulingIgnoredDuringExecution": [SchedulerTests.term(app)]]
                ]
            ]
        }
        try world.create(SchedulerTests.pod("lonely", app: "web", near("absent")))
        try world.create(SchedulerTests.pod("first", app: "group", near("group")))
        world.pass(.seconds(1))
        try world.create(SchedulerTests.pod("second", app: "group", near("group")))
        world.pass(.seconds(1))
        #expect(
            world.get("Pod", "lonely").condition(named: "PodScheduled")["message"]?.string?
                .contains("3 node(s) didn't match pod affinity rules") == true)
        let node = world.get("Pod", "first").at("spec", "nodeName")?.string
        #expect(node != nil && world.get("Pod", "second").at("spec", "nodeName")?.string == node)
    }

    @Test("pods are spread over the domains within the skew, and a node without the label takes none")
    func spread() throws {
        var world = SchedulerTests.threeZones()
        var constraint = SchedulerTests.term("web")
        constraint["maxSkew"] = 1
        constraint["whenUnsatisfiable"] = "DoNotSchedule"
        for number in 0..<6 {
            try world.create(
                SchedulerTests.pod("p\(number)", app: "web", ["topologySpreadConstraints": [constraint]]))
        }
        world.pass(.seconds(2))
        var counts: [String: Int] = [:]
        for pod in world.objects("Pod") { counts[pod.at("spec", "nodeName")?.string ?? "", default: 0] += 1 }
        #expect(counts == ["node-a": 2, "node-b": 2, "node-c": 2])
        constraint["topologyKey"] = "nosuch"
        try world.create(SchedulerTests.pod("odd", app: "web", ["topologySpreadConstraints": [constraint]]))
        world.pass(.seconds(1))
        #expect(
            world.get("Pod", "odd").condition(named: "PodScheduled")["message"]?.string?
                .contains("3 node(s) didn't match pod topology spread constraints (missing required label)") == true)
    }

    @Test("a port of a node is had by one pod at a time")
    func hostPorts() throws {
        var world = SimulatedWorld()
        for name in ["a", "b"] {
            try world.create(
                SimulatedWorld.pod(name, container: ["ports": [["containerPort": 80, "hostPort": 8080]]]))
        }
        world.pass(.seconds(2))
        #expect(
            world.get("Pod", "b").condition(named: "PodScheduled")["message"]?.string?
                .contains("1 node(s) didn't have free ports for the requested pod ports") == true)
        try world.delete("Pod", "a")
        world.pass(.seconds(2))
        #expect(world.get("Pod", "b").condition(named: "Ready")["status"]?.string == "True")
    }
}
