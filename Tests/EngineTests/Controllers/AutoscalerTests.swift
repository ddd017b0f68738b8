import ClusterAPI
import Engine
import Model
import Testing

@Suite("Metrics, and autoscalers that follow them")
struct AutoscalerTests {
    private static func deployment(_ load: String?, replicas: Int = 2) -> Value {
        var annotations: Value = [:]
        if let load { annotations["sim.plumb.dev/cpu-load"] = Value(load) }
        return [
            "apiVersion": "apps/v1", "kind": "Deployment", "metadata": ["name": "web", "namespace": "default"],
            "spec": [
                "replicas": Value(replicas), "selector": ["matchLabels": ["app": "web"]],
                "template": [
                    "metadata": ["labels": ["app": "web"], "annotations": annotations],
                    "spec": [
                        "containers": [
                            [
                                "name": "app", "image": "nginx:1.27",
                                "resources": ["requests": ["cpu": "200m", "memory": "100Mi"]],
                            ]
                        ]
                    ],
                ],
            ],
        ]
    }

    private static func autoscaler(_ behavior: Value? = nil) -> Value {
        var made: Value = [
            "apiVersion": "autoscaling/v2", "kind": "HorizontalPodAutoscaler",
            "metadata": ["name": "web", "namespace": "default"],
            "spec": [
                "scaleTargetRef": ["apiVersion": "apps/v1", "kind": "Deployment", "name": "web"], "minReplicas": 1,
                "maxReplicas": 10,
                "metrics": [
                    [
                        "type": "Resource",
                        "resource": ["name": "cpu", "target": ["type": "Utilization", "averageUtilization": 50]],
                    ]
                ],
            ],
        ]
        if let behavior { made.set(behavior, at: "spec", "behavior") }
        return made
    }

    private static func replicas(_ world: SimulatedWorld) -> Int? {
        world.get("Deployment", "web").at("spec", "replicas")?.int
    }

    @Test("replicas follow a load that they share: up as soon as it is seen, at most twice as many at a time")
    func up() throws {
        var world = SimulatedWorld()
        // 8 pods of 200m bear 800m at 50 %.
        try world.create(Self.deployment("800m"))
        try world.create(Self.autoscaler())
        world.pass(.seconds(20))
        #expect(Self.replicas(world) == 4)
        world.pass(.seconds(20))
        #expect(Self.replicas(world) == 8)
        world.pass(.seconds(120))
        #expect(Self.replicas(world) == 8)
        let shown = world.get("HorizontalPodAutoscaler", "web")
        #expect(shown.at("status", "currentMetrics")?[0]?.at("resource", "current", "averageUtilization") == 50)
        #expect(shown.condition(named: "AbleToScale")["reason"] == "ReadyForNewScale")
        let told = world.events(of: "web").filter { $0.hasPrefix("SuccessfulRescale") }
        let why = "reason: cpu resource utilization (percentage of request) above target"
        #expect(told == [4, 8].map { "SuccessfulRescale: New size: \($0); \(why)" })
    }

    @Test("they go down when nobody has recommended more for five minutes, or for as long as a behavior says")
    func down() throws {
        for (behavior, kept) in [(nil, 300), (["scaleDown": ["stabilizationWindowSeconds": 60]] as Value, 60)] {
            var world = SimulatedWorld()
            try world.create(Self.deployment("200m", replicas: 6))
            try world.create(Self.autoscaler(behavior))
            // The pods are not ready at its first look, which recommends nothing.
            world.pass(.seconds(kept - 5))
            if kept == 300 { #expect(Self.replicas(world) == 2 || Self.replicas(world) == 6) }
            world.pass(.seconds(60))
            #expect(Self.replicas(world) == 2)
        }
    }

    @Test("a policy lets so many come in its period, and says that it holds the autoscaler back")
    func policies() throws {
        var world = SimulatedWorld()
        try world.create(Self.deployment("2"))
        let policy: Value = ["type": "Pods", "value": 1, "periodSeconds": 60]
        try world.create(Self.autoscaler(["scaleUp": ["policies": [policy]]]))
        world.pass(.seconds(40))
        #expect(Self.replicas(world) == 3)
        let limited = world.get("HorizontalPodAutoscaler", "web").condition(named: "ScalingLimited")
        #expect(limited["reason"] == "ScaleUpLimit")
        world.pass(.seconds(60))
        #expect(Self.replicas(world) == 4)
    }

    @Test("a container without a request has no utilization, and the autoscaler says which")
    func missingRequest() throws {
        var world = SimulatedWorld()
        var deployment = Self.deployment("800m")
        deployment.set(
            [["name": "app", "image": "nginx:1.27"]], at: "spec", "template", "spec", "containers")
        try world.create(deployment)
        try world.create(Self.autoscaler())
        world.pass(.seconds(60))
        #expect(Self.replicas(world) == 2)
        let active = world.get("HorizontalPodAutoscaler", "web").condition(named: "ScalingActive")
        #expect(active["reason"] == "FailedGetResourceMetric")
        #expect(
            active["message"]?.string?.contains("missing request for cpu in container app of Pod web-") == true)
    }

    @Test("metrics say what pods and nodes use: what an autoscaler aims at, what the load comes to, else half")
    func metrics() throws {
        func usage(_ world: SimulatedWorld, _ plural: String, _ kind: String) throws -> [Value] {
            var state = world.state
            let type = ResourceType(
                group: "metrics.k8s.io", version: "v1beta1", kind: kind, plural: plural,
                isNamespaced: kind == "PodMetrics")
            return try state.handle(Request(.list, type), at: state.now).list?.items ?? []
        }
        var world = SimulatedWorld()
        try world.create(Self.deployment(nil))
        world.pass(.seconds(5))
        var pods = try usage(world, "pods", "PodMetrics")
        #expect(
            pods.map { $0.at("containers")?[0]?["usage"] }
                == Array(repeating: ["cpu": "100000000n", "memory": "51200Ki"], count: 2))
        #expect(pods.first?.labels["app"] == "web")
        var loaded = SimulatedWorld()
        try loaded.create(Self.deployment("300m"))
        loaded.pass(.seconds(5))
        pods = try usage(loaded, "pods", "PodMetrics")
        #expect(pods.map { $0.at("containers")?[0]?.at("usage", "cpu") } == ["150000000n", "150000000n"])
        let nodes = try usage(loaded, "nodes", "NodeMetrics")
        #expect(nodes.map { $0.at("usage", "cpu") } == ["400000000n"])
        #expect(
            SimulatedWorld { $0.simulation.hasMetrics = false }.state.resources.allSatisfy {
                $0.type.group != "metrics.k8s.io"
            })
    }
}
