import Engine
import Model
import Testing

@Suite("Quotas, limits and priorities")
struct QuotaTests {
    private static func quota(_ hard: Value, spec: Value = [:]) -> Value {
        var whole: Value = ["hard": hard]
        for (field, value) in spec.members { whole[field] = value }
        return [
            "apiVersion": "v1", "kind": "ResourceQuota", "spec": whole,
            "metadata": ["name": "q", "namespace": "default"],
        ]
    }

    private static func limits(_ limit: Value) -> Value {
        [
            "apiVersion": "v1", "kind": "LimitRange", "spec": ["limits": [limit]],
            "metadata": ["name": "lr", "namespace": "default"],
        ]
    }

    private static func pod(_ name: String, _ resources: Value) -> Value {
        SimulatedWorld.pod(name, container: ["resources": resources])
    }

    @Test("a Deployment gets as many pods as the quota leaves room for, and says why it has no more")
    func deployment() throws {
        var world = SimulatedWorld()
        try world.create(QuotaTests.quota(["pods": "2"]))
        world.pass(.seconds(1))
        try world.create(SimulatedWorld.deployment("web", replicas: 3))
        world.pass(.seconds(3))
        #expect(world.objects("Pod").count == 2)
        #expect(world.get("ResourceQuota", "q").at("status", "used", "pods")?.string == "2")
        let failure = world.get("Deployment", "web").condition(named: "ReplicaFailure")
        #expect(failure["reason"]?.string == "FailedCreate")
        #expect(
            failure["message"]?.string?.hasSuffix("exceeded quota: q, requested: pods=1, used: pods=2, limited: pods=2")
                == true)
        try world.update("ResourceQuota", "q") { $0.set("5", at: "spec", "hard", "pods") }
        world.pass(.seconds(30))
        #expect(world.objects("Pod").count == 3)
        #expect(world.get("ResourceQuota", "q").at("status", "used", "pods")?.string == "3")
    }

    @Test("what ends or goes gives back what it used")
    func givesBack() throws {
        var world = SimulatedWorld()
        try world.create(
            QuotaTests.quota(["requests.cpu": "1", "persistentvolumeclaims": "1", "requests.storage": "2Gi"]))
        world.pass(.seconds(1))
        try world.create(QuotaTests.pod("a", ["requests": ["cpu": "600m"]]))
        let refused = world.refusal(ofCreating: QuotaTests.pod("b", ["requests": ["cpu": "500m"]]))
        #expect(
            refused
                == "pods \"b\" is forbidden: exceeded quota: q, requested: requests.cpu=500m, used: requests.cpu=600m, "
                + "limited: requests.cpu=1")
        try world.delete("Pod", "a")
        world.pass(.seconds(2))
        #expect(world.refusal(ofCreating: QuotaTests.pod("b", ["requests": ["cpu": "500m"]])) == nil)
        let claim: Value = [
            "apiVersion": "v1", "kind": "PersistentVolumeClaim", "metadata": ["name": "c", "namespace": "default"],
            "spec": ["accessModes": ["ReadWriteOnce"], "resources": ["requests": ["storage": "3Gi"]]],
        ]
        #expect(world.refusal(ofCreating: claim)?.contains("requested: requests.storage=3Gi") == true)
    }

    @Test(
        "a quota with scopes counts only the pods in them",
        arguments: [
            (["scopes": ["BestEffort"]] as Value, true, false),
            (["scopes": ["NotBestEffort"]] as Value, false, true),
            (["scopes": ["Terminating"]] as Value, false, false),
            (
                [
                    "scopeSelector": [
                        "matchExpressions": [
                            ["scopeName": "PriorityClass", "operator": "In", "values": ["system-node-critical"]]
                        ]
                    ]
                ] as Value, false, false
            ),
        ])
    func scopes(scope: Value, plain: Bool, demanding: Bool) throws {
        var world = SimulatedWorld()
        try world.create(QuotaTests.quota(["pods": "0"], spec: scope))
        world.pass(.seconds(1))
        #expect((world.refusal(ofCreating: SimulatedWorld.pod("plain")) != nil) == plain)
        let pod = QuotaTests.pod("demanding", ["requests": ["cpu": "1"]])
        #expect((world.refusal(ofCreating: pod) != nil) == demanding)
    }

    @Test("a LimitRange fills in what containers leave open, and says so")
    func defaults() throws {
        var world = SimulatedWorld()
        try world.create(
            QuotaTests.limits([
                "type": "Container", "default": ["cpu": "500m"], "defaultRequest": ["cpu": "100m", "memory": "64Mi"],
            ]))
        try world.create(SimulatedWorld.pod("open"))
        try world.create(QuotaTests.pod("limited", ["limits": ["cpu": "200m"]]))
        let open = world.get("Pod", "open")
        #expect(open.at("spec", "containers")?[0]?.at("resources", "requests", "cpu")?.string == "100m")
        #expect(open.at("spec", "containers")?[0]?.at("resources", "limits", "cpu")?.string == "500m")
        #expect(open.at("status", "qosClass")?.string == "Burstable")
        #expect(
            open.annotation("kubernetes.io/limit-ranger")
                == "LimitRanger plugin set: cpu, memory request for container app; cpu limit for container app")
        let limited = world.get("Pod", "limited").at("spec", "containers")?[0]
        #expect(limited?.at("resources", "requests", "cpu")?.string == "200m")
    }

    private static let refused: [(limit: Value, resources: Value, words: String)] = [
        (
            ["type": "Container", "max": ["cpu": "1"]], ["limits": ["cpu": "2"]],
            "maximum cpu usage per Container is 1, but limit is 2"
        ),
        (
            ["type": "Container", "min": ["memory": "64Mi"]], ["requests": ["memory": "32Mi"]],
            "minimum memory usage per Container is 64Mi, but request is 32Mi"
        ),
        (
            ["type": "Pod", "max": ["memory": "1Gi"]], [:],
            "maximum memory usage per Pod is 1Gi.  No limit is specified"
        ),
        (
            ["type": "Container", "maxLimitRequestRatio": ["cpu": "2"]],
            ["requests": ["cpu": "100m"], "limits": ["cpu": "300m"]],
            "cpu max limit to request ratio per Container is 2, but provided ratio is 3.000000"
        ),
    ]

    @Test("a LimitRange refuses in kube-apiserver's words", arguments: QuotaTests.refused)
    func refusals(limit: Value, resources: Value, words: String) throws {
        var world = SimulatedWorld()
        try world.create(QuotaTests.limits(limit))
        #expect(
            world.refusal(ofCreating: QuotaTests.pod("p", resources)) == "pods \"p\" is forbidden: \(words)")
    }

    @Test("a pod's priority is its class's, or the default class's")
    func priorities() throws {
        var world = SimulatedWorld()
        try world.create([
            "apiVersion": "scheduling.k8s.io/v1", "kind": "PriorityClass", "value": 1000, "globalDefault": true,
            "preemptionPolicy": "Never", "metadata": ["name": "usual"],
        ])
        try world.create(SimulatedWorld.pod("p"))
        #expect(world.get("Pod", "p").at("spec", "priority")?.int == 1000)
        #expect(world.get("Pod", "p").at("spec", "priorityClassName")?.string == "usual")
        #expect(world.get("Pod", "p").at("spec", "preemptionPolicy")?.string == "Never")
        let wrong = SimulatedWorld.pod("x", spec: ["priorityClassName": "nosuch"])
        #expect(
            world.refusal(ofCreating: wrong)
                == "pods \"x\" is forbidden: no PriorityClass with name nosuch was found")
    }
}
