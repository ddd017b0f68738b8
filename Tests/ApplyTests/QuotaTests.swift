import Apply
import ClusterAPI
import Engine
import Model
import Testing

/// Room that a quota leaves, asked for before the first write.
@Suite struct QuotaTests {
    private static func quota(_ hard: Value) -> Value {
        [
            "apiVersion": "v1", "kind": "ResourceQuota", "metadata": ["name": "team", "namespace": "shop"],
            "spec": ["hard": hard],
        ]
    }

    private static func deployment(cpu: String, replicas: Int) -> Value {
        var object = Objects.deployment(replicas: replicas)
        object.set(
            [["name": "app", "image": "api:1", "resources": ["requests": ["cpu": Value(cpu)]]]], at: "spec", "template",
            "spec", "containers")
        return object
    }

    @Test("a revision that a quota has no room for is refused with the numbers, and nothing is written")
    func noRoom() async throws {
        let world = World()
        let first = [
            Objects.namespace, Self.quota(["requests.cpu": "2", "configmaps": "3"]),
            Self.deployment(cpu: "500m", replicas: 2),
        ]
        #expect(try await world.apply(first) == .committed(warnings: []))
        try await world.time.sleep(until: await world.cluster.now + .seconds(30))
        world.faulty.forget()
        let next = [
            Objects.namespace, first[1], Self.deployment(cpu: "600m", replicas: 4), Objects.configMap("a"),
            Objects.configMap("b"),
            Objects.configMap("c"),
        ]
        guard case .refused(let problems) = try await world.apply(next) else {
            Issue.record("was not refused")
            return
        }
        let messages = problems.map(\.message)
        #expect(
            messages.contains {
                $0.contains(
                    "has requests.cpu 1 of 2 in use, and the revision needs 1400m more: Deployment \"api\" 1400m")
            }, "\(messages)")
        #expect(
            messages.contains { $0.contains("has configmaps 1 of 3 in use, and the revision needs 3 more: ") },
            "\(messages)")
        #expect(world.faulty.writes.isEmpty)
        // As much as there is room for goes through, also where the quota grows with the revision.
        #expect(
            try await world.apply([Objects.namespace, first[1], Self.deployment(cpu: "500m", replicas: 3)])
                == .committed(warnings: []))
        #expect(
            try await world.apply([
                Objects.namespace, Self.quota(["requests.cpu": "4"]), Self.deployment(cpu: "600m", replicas: 4),
            ]) == .committed(warnings: []))
    }

    @Test("a quota that filled between preflight and write undoes the revision, in the server's words")
    func filledMeanwhile() async throws {
        let world = World()
        let first = [Objects.namespace, Self.quota(["configmaps": "3"])]
        #expect(try await world.apply(first) == .committed(warnings: []))
        try await world.time.sleep(until: await world.cluster.now + .seconds(30))
        world.settings.parallelism = 1
        world.faulty.script { request, number throws(ClusterError) in
            if request.verb == .create, request.body?.name == "b", !request.options.dryRun {
                try await world.cluster.create(
                    World.type(of: Objects.configMap()), Objects.configMap("theirs"), manager: "kubectl")
            }
            return nil
        }
        let outcome = try await world.apply(first + [Objects.configMap("a"), Objects.configMap("b")])
        guard case .rolledBack(let reasons) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(reasons.first?.message.contains("exceeded quota: team") == true, "\(reasons)")
        #expect(await world.live(Objects.configMap("a")) == nil)
        #expect(await world.live(Objects.configMap("theirs")) != nil)
    }
}
