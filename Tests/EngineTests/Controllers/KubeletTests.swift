import Engine
import Model
import Testing

@Suite("The simulated kubelet")
struct KubeletTests {
    @Test("a pod runs after pull and start, and is ready a little later")
    func happyPath() throws {
        var world = SimulatedWorld()
        try world.create(SimulatedWorld.pod("p"))
        world.pass(.milliseconds(250))
        #expect(world.get("Pod", "p").at("status", "phase")?.string == "Pending")
        #expect(world.get("Pod", "p").containerState["waiting"]?["reason"]?.string == "ContainerCreating")
        world.pass(.milliseconds(100))
        #expect(world.get("Pod", "p").at("status", "phase")?.string == "Running")
        #expect(world.get("Pod", "p").condition(named: "Ready")["status"]?.string == "False")
        world.pass(.milliseconds(200))
        #expect(world.get("Pod", "p").condition(named: "Ready")["status"]?.string == "True")
        #expect(world.get("Pod", "p").at("status", "podIP")?.string?.hasPrefix("10.128.0.") == true)
        let reasons = world.events(of: "p").map { $0.prefix { $0 != ":" } }
        #expect(reasons == ["Scheduled", "Pulling", "Pulled", "Created", "Started"])
    }

    @Test(
        "an image that no registry has: ErrImagePull, then ImagePullBackOff",
        arguments: [
            ("nginx:gone", "not found"), ("registry.invalid/shop/web:2", "no such host"),
            ("registry.invalid:5000/web", "no such host"),
        ])
    func missingImages(image: String, words: String) throws {
        var world = SimulatedWorld { $0.simulation.missingImages = ["*:gone"] }
        try world.create(SimulatedWorld.pod("p", container: ["image": Value(image)]))
        world.pass(.milliseconds(250))
        #expect(world.get("Pod", "p").containerState["waiting"]?["reason"]?.string == "ErrImagePull")
        world.pass(.seconds(2))
        let waiting = world.get("Pod", "p").containerState["waiting"]
        #expect(waiting?["reason"]?.string == "ImagePullBackOff")
        #expect(waiting?["message"]?.string?.hasPrefix("Back-off pulling image \"\(image)\"") == true)
        let failed = world.events(of: "p").first { $0.hasPrefix("Failed: Failed to pull image \"\(image)\": ") }
        #expect(failed?.hasSuffix(words) == true)
        #expect(world.get("Pod", "p").at("status", "phase")?.string == "Pending")
    }

    @Test("a crash loop backs off: at once, 10 s, 20 s, up to 5 minutes")
    func crashLoop() throws {
        var world = SimulatedWorld()
        try world.create(SimulatedWorld.pod("p", annotations: ["sim.plumb.dev/crash-loop": "true"]))
        var restarts: [Int] = []
        for seconds in [5, 10, 20, 40, 80, 160, 300, 300] {
            world.pass(.seconds(seconds))
            restarts.append(
                world.get("Pod", "p").at("status", "containerStatuses")?.elements.first?["restartCount"]?.int ?? -1)
        }
        #expect(restarts == [1, 2, 3, 4, 5, 6, 7, 8])
        let waiting = world.get("Pod", "p").containerState["waiting"]
        #expect(waiting?["reason"]?.string == "CrashLoopBackOff")
        let message = waiting?["message"]?.string ?? ""
        #expect(message.hasPrefix("back-off 5m0s restarting failed container=app pod=p_default("))
        #expect(world.get("Pod", "p").at("status", "phase")?.string == "Running")
    }

    @Test("a fault can name its container", arguments: [("app", "False"), ("other", "True")])
    func namedFault(name: String, ready: String) throws {
        var world = SimulatedWorld()
        try world.create(SimulatedWorld.pod("p", annotations: ["sim.plumb.dev/never-ready": Value(name)]))
        world.pass(.seconds(60))
        #expect(world.get("Pod", "p").condition(named: "Ready")["status"]?.string == ready)
    }

    @Test(
        "how a container ends decides the pod's phase",
        arguments: [
            ("0", "Never", "Succeeded"), ("3", "Never", "Failed"), ("3", "OnFailure", "Running"),
            ("0", "OnFailure", "Succeeded"), ("0", "Always", "Running"),
        ])
    func exitCodes(code: String, policy: String, phase: String) throws {
        var world = SimulatedWorld()
        try world.create(
            SimulatedWorld.pod(
                "p", annotations: ["sim.plumb.dev/exit-code": Value(code)], spec: ["restartPolicy": Value(policy)]))
        world.pass(.seconds(5))
        #expect(world.get("Pod", "p").at("status", "phase")?.string == phase)
    }

    @Test("what a pod's environment or volumes need and is not there holds it, until it is")
    func missingReferences() throws {
        var world = SimulatedWorld()
        let reference: Value = ["configMapRef": ["name": "late"]]
        try world.create(SimulatedWorld.pod("env", container: ["envFrom": [reference]]))
        try world.create(
            SimulatedWorld.pod("vol", spec: ["volumes": [["name": "cfg", "configMap": ["name": "late"]]]]))
        world.pass(.seconds(2))
        let waiting = world.get("Pod", "env").containerState["waiting"]
        #expect(waiting?["reason"]?.string == "CreateContainerConfigError")
        #expect(waiting?["message"]?.string == "configmap \"late\" not found")
        #expect(world.get("Pod", "vol").containerState["waiting"]?["reason"]?.string == "ContainerCreating")
        #expect(
            world.events(of: "vol").contains(
                "FailedMount: MountVolume.SetUp failed for volume \"cfg\" : configmap \"late\" not found"))
        try world.create([
            "apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": "late", "namespace": "default"],
        ])
        world.pass(.seconds(20))
        #expect(world.get("Pod", "env").condition(named: "Ready")["status"]?.string == "True")
        #expect(world.get("Pod", "vol").condition(named: "Ready")["status"]?.string == "True")
    }

    @Test("init containers run one after the other, before all others")
    func initContainers() throws {
        var world = SimulatedWorld()
        let inits: Value = [["name": "one", "image": "busybox:1"], ["name": "two", "image": "busybox:1"]]
        try world.create(SimulatedWorld.pod("p", spec: ["initContainers": inits]))
        world.pass(.milliseconds(350))
        #expect(world.get("Pod", "p").containerState["waiting"]?["reason"]?.string == "PodInitializing")
        #expect(
            world.get("Pod", "p").condition(named: "Initialized")["message"]?.string
                == "containers with incomplete status: [one two]")
        world.pass(.seconds(2))
        #expect(world.get("Pod", "p").condition(named: "Ready")["status"]?.string == "True")
        let statuses = world.get("Pod", "p").at("status", "initContainerStatuses")?.elements ?? []
        #expect(statuses.compactMap { $0.at("state", "terminated", "reason")?.string } == ["Completed", "Completed"])
    }

    @Test("a deleted pod has its time to stop, at the most its grace period")
    func stopping() throws {
        var world = SimulatedWorld()
        let slow: Value = ["sim.plumb.dev/stop-delay": "20s"]
        try world.create(SimulatedWorld.pod("slow", annotations: slow))
        try world.create(SimulatedWorld.pod("short", annotations: slow, spec: ["terminationGracePeriodSeconds": 2]))
        world.pass(.seconds(2))
        try world.delete("Pod", "slow")
        try world.delete("Pod", "short")
        world.pass(.seconds(3))
        #expect(world.get("Pod", "slow").isBeingDeleted)
        #expect(world.get("Pod", "short").isNull)
        #expect(world.events(of: "slow").contains("Killing: Stopping container app"))
        world.pass(.seconds(18))
        #expect(world.get("Pod", "slow").isNull)
    }

    @Test("a pod that is active for longer than its deadline has failed")
    func deadline() throws {
        var world = SimulatedWorld()
        try world.create(SimulatedWorld.pod("p", spec: ["activeDeadlineSeconds": 30]))
        world.pass(.seconds(29))
        #expect(world.get("Pod", "p").at("status", "phase")?.string == "Running")
        world.pass(.seconds(2))
        let pod = world.get("Pod", "p")
        #expect(pod.at("status", "phase")?.string == "Failed")
        #expect(pod.at("status", "reason")?.string == "DeadlineExceeded")
        #expect(pod.containerState["terminated"]?["exitCode"]?.int == 137)
    }
}
