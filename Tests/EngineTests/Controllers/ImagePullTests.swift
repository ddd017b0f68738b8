import Engine
import Foundation
import Model
import Testing

@Suite("Pulling images")
struct ImagePullTests {
    private static func events(_ world: SimulatedWorld, _ pod: String) -> [String] {
        world.events(of: pod).filter { $0.hasPrefix("Pull") || $0.contains("mage") }
    }

    @Test(
        "what a node has is pulled again only where the policy says Always",
        arguments: [("IfNotPresent", false), ("Always", true)])
    func policy(policy: String, pulls: Bool) throws {
        var world = SimulatedWorld()
        let container: Value = ["image": "nginx:1.27", "imagePullPolicy": Value(policy)]
        for name in ["first", "second"] {
            try world.create(SimulatedWorld.pod(name, container: container))
            world.pass(.seconds(2))
        }
        #expect(Self.events(world, "first").first == "Pulling: Pulling image \"nginx:1.27\"")
        let present = "Pulled: Container image \"nginx:1.27\" already present on machine and can be accessed by the pod"
        #expect((Self.events(world, "second") == [present]) != pulls)
        #expect(Self.events(world, "second").contains { $0.hasPrefix("Pulling") } == pulls)
    }

    @Test("with the policy Never an image that nobody has is told as such, and others are there")
    func never() throws {
        var world = SimulatedWorld { $0.simulation.missingImages = ["gone:*"] }
        for (name, image) in [("there", "nginx:1.27"), ("gone", "gone:1")] {
            let container: Value = ["image": Value(image), "imagePullPolicy": "Never"]
            try world.create(SimulatedWorld.pod(name, container: container))
        }
        world.pass(.seconds(2))
        #expect(world.get("Pod", "there").condition(named: "Ready")["status"] == "True")
        let waiting = world.get("Pod", "gone").containerState["waiting"]
        #expect(waiting?["reason"] == "ErrImageNeverPull")
        #expect(waiting?["message"] == "Container image \"gone:1\" is not present with pull policy of Never")
    }

    private static func secret(_ name: String, server: String, _ user: String, _ password: String) -> Value {
        let auth = Data("\(user):\(password)".utf8).base64EncodedString()
        let entry: Value = ["auth": Value(auth)]
        let config: Value = ["auths": Value(Members([(server, entry)]))]
        return [
            "apiVersion": "v1", "kind": "Secret", "metadata": ["name": Value(name), "namespace": "default"],
            "type": "kubernetes.io/dockerconfigjson",
            "data": [".dockerconfigjson": Value(Data(config.jsonBytes).base64EncodedString())],
        ]
    }

    @Test(
        "a registry that wants credentials is opened by the right ones only",
        arguments: [
            (secrets: ["good"], isOpen: true), (secrets: ["bad"], isOpen: false), (secrets: [], isOpen: false),
            (secrets: ["elsewhere"], isOpen: false), (secrets: ["bad", "good"], isOpen: true),
            (secrets: ["absent"], isOpen: false),
        ])
    func credentials(secrets: [String], isOpen: Bool) throws {
        var world = SimulatedWorld {
            $0.simulation.registries["reg.example.com"] = .init(username: "ci", password: "s3:cret")
        }
        try world.create(Self.secret("good", server: "https://reg.example.com/v2/", "ci", "s3:cret"))
        try world.create(Self.secret("bad", server: "reg.example.com", "ci", "guess"))
        try world.create(Self.secret("elsewhere", server: "ghcr.io", "ci", "s3:cret"))
        var pod = SimulatedWorld.pod("p", container: ["image": "reg.example.com:5000/shop/web:2"])
        pod.set(Value(secrets.map { ["name": Value($0)] }), at: "spec", "imagePullSecrets")
        try world.create(pod)
        world.pass(.seconds(3))
        #expect((world.get("Pod", "p").condition(named: "Ready")["status"] == "True") == isOpen)
        if isOpen { return }
        let waiting = world.get("Pod", "p").containerState["waiting"]
        #expect(waiting?["reason"] == "ImagePullBackOff")
        #expect(waiting?["message"]?.string?.contains("401 Unauthorized") == true)
        #expect(!world.events(of: "p").contains { $0.contains("guess") || $0.contains("s3:cret") })
        let isToldMissing = world.events(of: "p").contains { $0.contains("image pull secrets (absent)") }
        #expect(isToldMissing == secrets.contains("absent"))
    }
}
