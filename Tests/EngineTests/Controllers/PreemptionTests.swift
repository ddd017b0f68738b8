import Engine
import Model
import Testing

@Suite("Preemption and preferences")
struct PreemptionTests {
    private static func world(nodes: Int = 1) throws -> SimulatedWorld {
        var world = SimulatedWorld {
            $0.nodes = (1...nodes).map { number in
                var node = NodeSettings(name: "node-\(number)")
                node.cpu = "2"
                node.labels = ["zone": number % 2 == 1 ? "a" : "b"]
                return node
            }
        }
        for (name, value) in [("low", 10), ("high", 1000), ("polite", 900)] {
            var priority: Value = [
                "apiVersion": "scheduling.k8s.io/v1", "kind": "PriorityClass", "metadata": ["name": Value(name)],
                "value": Value(value),
            ]
            if name == "polite" { priority["preemptionPolicy"] = "Never" }
            try world.create(priority)
        }
        return world
    }

    private static func pod(_ name: String, cpu: String = "1", priority: String = "", _ spec: Value = [:]) -> Value {
        var pod = SimulatedWorld.pod(
            name, container: ["image": "nginx:1.27", "resources": ["requests": ["cpu": Value(cpu)]]])
        pod.set(["app": Value(String(name.prefix { $0 != "-" }))], at: "metadata", "labels")
        if !priority.isEmpty { pod.set(Value(priority), at: "spec", "priorityClassName") }
        for (field, value) in spec.members { pod.set(value, at: "spec", field) }
        return pod
    }

    @Test("a pod of higher priority takes the place of the least important ones, and of no more than it needs")
    func takesPlace() throws {
        var world = try Self.world()
        try world.create(Self.pod("plain"))
        try world.create(Self.pod("low", priority: "low"))
        world.pass(.seconds(2))
        try world.create(Self.pod("urgent", priority: "high"))
        world.pass(.milliseconds(50))
        #expect(world.get("Pod", "urgent").at("status", "nominatedNodeName") == "node-1")
        #expect(world.get("Pod", "low")["status"] != nil, "priority 10 is more than none at all")
        let target = world.get("Pod", "plain").condition(named: "DisruptionTarget")
        #expect(target["reason"] == "PreemptionByScheduler")
        world.pass(.seconds(3))
        #expect(world.get("Pod", "plain").isNull, "it had the lowest priority")
        #expect(world.get("Pod", "low").condition(named: "Ready")["status"] == "True")
        #expect(world.get("Pod", "urgent").condition(named: "Ready")["status"] == "True")
        #expect(world.get("Pod", "urgent").at("status", "nominatedNodeName") == nil)
        #expect(world.events(of: "plain").contains { $0.hasPrefix("Preempted: Preempted by pod ") })
        #expect(
            world.events(of: "urgent").contains("FailedScheduling: 0/1 nodes are available: 1 Insufficient cpu."))
    }

    @Test(
        "nobody goes for a pod that may not preempt, for one of the same priority, or where it would not help",
        arguments: [
            ("polite", "1", "preemption: not eligible due to preemptionPolicy=Never."),
            ("low", "1", "1 No preemption victims found for incoming pod."),
            ("high", "3", "1 Preemption is not helpful for scheduling."),
        ])
    func stays(priority: String, cpu: String, words: String) throws {
        var world = try Self.world()
        try world.create(Self.pod("there", cpu: "2", priority: "low"))
        world.pass(.seconds(2))
        try world.create(Self.pod("new", cpu: cpu, priority: priority))
        world.pass(.seconds(2))
        #expect(world.get("Pod", "there").condition(named: "Ready")["status"] == "True")
        let message = world.get("Pod", "new").condition(named: "PodScheduled")["message"]?.string ?? ""
        #expect(message.hasSuffix(words), "\(message)")
    }

    @Test("of two nodes the one is chosen where no budget is broken")
    func budgets() throws {
        var world = try Self.world(nodes: 2)
        for (name, node) in [("kept", "node-1"), ("free", "node-2")] {
            try world.create(Self.pod(name, cpu: "2", ["nodeSelector": ["kubernetes.io/hostname": Value(node)]]))
        }
        try world.create([
            "apiVersion": "policy/v1", "kind": "PodDisruptionBudget",
            "metadata": ["name": "kept", "namespace": "default"],
            "spec": ["minAvailable": 1, "selector": ["matchLabels": ["app": "kept"]]],
        ])
        world.pass(.seconds(2))
        try world.create(Self.pod("urgent", cpu: "2", priority: "high"))
        world.pass(.seconds(3))
        #expect(world.get("Pod", "urgent").at("spec", "nodeName") == "node-2")
        #expect(world.get("Pod", "kept").condition(named: "Ready")["status"] == "True")
    }

    @Test("preferences choose among the nodes that will do, and none of them keeps a pod waiting")
    func preferences() throws {
        var world = try Self.world(nodes: 2)
        func preferring(_ zone: String) -> Value {
            let term: Value = ["matchExpressions": [["key": "zone", "operator": "In", "values": [Value(zone)]]]]
            return [
                "affinity": [
                    "nodeAffinity": [
                        "preferredDuringSchedulingIgnoredDuringExecution": [["weight": 1, "preference": term]]
                    ]
                ]
            ]
        }
        for number in 1...3 { try world.create(Self.pod("b-\(number)", preferring("b"))) }
        world.pass(.seconds(2))
        let zones = (1...3).map { world.get("Pod", "b-\($0)").at("spec", "nodeName")?.string ?? "" }
        #expect(zones == ["node-2", "node-2", "node-1"], "the third finds its wish full")
    }

    @Test(
        "pods that would rather keep apart, or spread evenly, do so as far as there is room", arguments: [true, false])
    func apart(isAffinity: Bool) throws {
        var world = try Self.world(nodes: 2)
        let selector: Value = ["matchLabels": ["app": "web"]]
        let spec: Value =
            isAffinity
            ? [
                "affinity": [
                    "podAntiAffinity": [
                        "preferredDuringSchedulingIgnoredDuringExecution": [
                            ["weight": 100, "podAffinityTerm": ["topologyKey": "zone", "labelSelector": selector]]
                        ]
                    ]
                ]
            ]
            : [
                "topologySpreadConstraints": [
                    [
                        "maxSkew": 1, "topologyKey": "zone", "whenUnsatisfiable": "ScheduleAnyway",
                        "labelSelector": selector,
                    ]
                ]
            ]
        // More pods are on the second node: without the wish both would go to the first.
        for number in 1...2 {
            try world.create(
                Self.pod("other-\(number)", cpu: "1m", ["nodeSelector": ["kubernetes.io/hostname": "node-2"]]))
        }
        for number in 1...2 {
            try world.create(Self.pod("web-\(number)", cpu: "100m", spec))
            world.pass(.seconds(1))
        }
        #expect(world.get("Pod", "web-1").at("spec", "nodeName") == "node-1")
        #expect(world.get("Pod", "web-2").at("spec", "nodeName") == "node-2")
    }
}
