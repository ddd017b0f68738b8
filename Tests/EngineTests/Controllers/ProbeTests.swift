import Engine
import Model
import Testing

@Suite("Probes")
struct ProbeTests {
    private static func container(_ probes: [String: Value]) -> Value {
        var container: Value = ["image": "nginx:1.27"]
        for (name, numbers) in probes {
            var probe = numbers
            probe["httpGet"] = ["path": "/", "port": 80]
            container[name] = probe
        }
        return container
    }

    private static func world(_ probes: [String: Value], _ faults: [String: String]) throws -> SimulatedWorld {
        var world = SimulatedWorld()
        let annotations = Value(Members(faults.map { ("sim.plumb.dev/\($0.key)", Value($0.value)) }))
        try world.create(SimulatedWorld.pod("p", annotations: annotations, container: container(probes)))
        return world
    }

    private static func status(_ world: SimulatedWorld) -> Value {
        world.get("Pod", "p").at("status", "containerStatuses")?.elements.first ?? .emptyObject
    }

    @Test(
        "a container that stops answering is ready no more when its readiness probe has failed as often as it may",
        arguments: [(period: 5, failures: 3, lost: 45), (period: 10, failures: 1, lost: 31)])
    func unready(period: Int, failures: Int, lost: Int) throws {
        var world = try Self.world(
            ["readinessProbe": ["periodSeconds": Value(period), "failureThreshold": Value(failures)]],
            ["stops-answering": "30s"])
        world.pass(.seconds(lost - period))
        #expect(Self.status(world)["ready"] == true)
        world.pass(.seconds(period + 1))
        #expect(Self.status(world)["ready"] == false)
        #expect(Self.status(world)["restartCount"] == 0)
        let told = world.events(of: "p").filter { $0.hasPrefix("Unhealthy: ") }
        #expect(told == ["Unhealthy: Readiness probe failed: HTTP probe failed with statuscode: 503"])
    }

    @Test("a container whose liveness probe fails as often as it may is killed, and runs anew")
    func killed() throws {
        var world = try Self.world(
            ["livenessProbe": ["periodSeconds": 5, "failureThreshold": 2]], ["stops-answering": "20s"])
        world.pass(.seconds(20))
        #expect(Self.status(world)["restartCount"] == 0)
        world.pass(.seconds(12))
        #expect(Self.status(world)["restartCount"] == 1)
        #expect(Self.status(world).at("lastState", "terminated", "exitCode") == 137)
        #expect(Self.status(world)["ready"] == true)
        let told = world.events(of: "p")
        #expect(told.contains("Unhealthy: Liveness probe failed: HTTP probe failed with statuscode: 503"))
        #expect(told.contains("Killing: Container app failed liveness probe, will be restarted"))
    }

    @Test("a container that answers goes on, whatever its probes' numbers")
    func answers() throws {
        var world = try Self.world(
            [
                "livenessProbe": ["periodSeconds": 1, "failureThreshold": 1],
                "readinessProbe": ["periodSeconds": 1, "successThreshold": 3],
            ], [:])
        world.pass(.seconds(2))
        #expect(Self.status(world)["ready"] == false)
        world.pass(.seconds(1))
        #expect(Self.status(world)["ready"] == true)
        world.pass(.seconds(600))
        #expect(Self.status(world)["restartCount"] == 0)
        #expect(Self.status(world)["ready"] == true)
    }

    @Test("until its startup probe has passed a container is not started; where it takes too long it is killed")
    func startup() throws {
        let probe: [String: Value] = ["startupProbe": ["periodSeconds": 10, "failureThreshold": 3]]
        var slow = try Self.world(probe, ["ready-delay": "15s"])
        slow.pass(.seconds(15))
        #expect(Self.status(slow)["started"] == false)
        slow.pass(.seconds(10))
        #expect(Self.status(slow)["started"] == true)
        #expect(Self.status(slow)["ready"] == true)

        var slower = try Self.world(probe, ["ready-delay": "25s"])
        slower.pass(.seconds(30))
        #expect(Self.status(slower)["restartCount"] == 1)
        #expect(slower.events(of: "p").contains("Killing: Container app failed startup probe, will be restarted"))
    }
}
