import Engine
import Model
import Testing

@Suite("The Deployment controller")
struct DeploymentTests {
    @Test("a rollout that stands still is past its deadline just after it, and recovers")
    func deadline() throws {
        var world = SimulatedWorld()
        try world.create(SimulatedWorld.deployment("web", replicas: 2, spec: ["progressDeadlineSeconds": 30]))
        world.pass(.seconds(5))
        try setImage(&world, "registry.invalid/web:2")
        world.pass(.seconds(28))
        #expect(world.get("Deployment", "web").condition(named: "Progressing")["reason"]?.string == "ReplicaSetUpdated")
        world.pass(.seconds(6))
        let condition = world.get("Deployment", "web").condition(named: "Progressing")
        #expect(condition["reason"]?.string == "ProgressDeadlineExceeded")
        #expect(condition["status"]?.string == "False")
        #expect(world.get("Deployment", "web").at("status", "availableReplicas")?.int == 2)
        try setImage(&world, "nginx:3")
        world.pass(.seconds(10))
        let recovered = world.get("Deployment", "web").condition(named: "Progressing")
        #expect(recovered["reason"]?.string == "NewReplicaSetAvailable")
    }

    @Test("going back to an old template takes its ReplicaSet, hash and all")
    func rollback() throws {
        var world = SimulatedWorld()
        try world.create(SimulatedWorld.deployment("web", replicas: 1))
        world.pass(.seconds(5))
        let first = world.objects("ReplicaSet", group: "apps").map(\.name)
        for image in ["nginx:2", "nginx:1"] {
            try setImage(&world, image)
            world.pass(.seconds(5))
        }
        #expect(world.objects("ReplicaSet", group: "apps").count == 2)
        let current = world.objects("ReplicaSet", group: "apps").first { $0.at("spec", "replicas")?.int == 1 }
        #expect(current.map { [$0.name] } == first)
        #expect(current?.annotation("deployment.kubernetes.io/revision") == "3")
        #expect(current?.annotation("deployment.kubernetes.io/revision-history") == "1")
    }

    @Test("minReadySeconds holds a pod's availability back")
    func minReady() throws {
        var world = SimulatedWorld()
        try world.create(SimulatedWorld.deployment("web", replicas: 1, spec: ["minReadySeconds": 10]))
        world.pass(.seconds(8))
        #expect(world.get("Deployment", "web").at("status", "readyReplicas")?.int == 1)
        #expect(world.get("Deployment", "web").at("status", "availableReplicas") == nil)
        world.pass(.seconds(4))
        #expect(world.get("Deployment", "web").at("status", "availableReplicas")?.int == 1)
    }

    @Test("nothing moves once a rollout is done")
    func quiet() throws {
        var world = SimulatedWorld()
        try world.create(SimulatedWorld.deployment("web", replicas: 3))
        world.pass(.seconds(5))
        let version = world.state.resourceVersion
        world.pass(.seconds(600))
        #expect(world.state.resourceVersion == version)
    }

    @Test("a Service without pods has an empty slice, a LoadBalancer and an Ingress have addresses")
    func addresses() throws {
        var world = SimulatedWorld()
        try world.create([
            "apiVersion": "v1", "kind": "Service", "metadata": ["name": "lb", "namespace": "default"],
            "spec": ["type": "LoadBalancer", "selector": ["app": "none"], "ports": [["port": 80]]],
        ])
        try world.create([
            "apiVersion": "networking.k8s.io/v1", "kind": "Ingress",
            "metadata": ["name": "in", "namespace": "default"],
            "spec": ["defaultBackend": ["service": ["name": "lb", "port": ["number": 80]]]],
        ])
        world.pass(.seconds(1))
        let slices = world.objects("EndpointSlice", group: "discovery.k8s.io").filter { $0.name.hasPrefix("lb-") }
        #expect(slices.count == 1)
        #expect(slices.first?["endpoints"]?.elements.isEmpty == true)
        let balanced = world.get("Service", "lb").at("status", "loadBalancer", "ingress")?.elements ?? []
        #expect(balanced.first?["ip"]?.string?.hasPrefix("172.30.") == true)
        #expect(world.get("Ingress", "in").at("status", "loadBalancer", "ingress")?.elements.count == 1)
    }

    private func setImage(_ world: inout SimulatedWorld, _ image: String) throws {
        try world.update("Deployment", "web") { deployment in
            deployment.set([["name": "app", "image": Value(image)]], at: "spec", "template", "spec", "containers")
        }
    }
}
