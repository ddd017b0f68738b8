import Apply
import ClusterAPI
import Engine
import Kinds
import Model
import Testing

@Suite struct CommitTests {
    @Test("a revision is applied and healthy, in the order that its objects ask for")
    func commits() async throws {
        let world = World()
        let outcome = try await world.apply(Objects.shop)
        #expect(outcome == .committed(warnings: []))
        let writes = world.faulty.writes.map { ($0.body?.objectKind ?? "") + "/" + ($0.body?.name ?? "") }
        #expect(writes.count == 8)
        func place(_ name: String) -> Int { writes.firstIndex(of: name) ?? -1 }
        #expect(place("Namespace/shop") == 0)
        #expect(place("ConfigMap/config") < place("Deployment/api"))
        #expect(place("Service/db") < place("StatefulSet/db"))
        #expect(place("Ingress/web") == 7)
        let deployment = await world.live(Objects.deployment())
        #expect(deployment?.status["availableReplicas"]?.int == 2)
    }

    @Test("what is in sync is not written")
    func inSync() async throws {
        let world = World()
        _ = try await world.apply(Objects.shop)
        world.faulty.forget()
        #expect(try await world.plan(Objects.shop).isEmpty)
        #expect(try await world.apply(Objects.shop) == .committed(warnings: []))
        #expect(world.faulty.writes.isEmpty)
    }

    @Test("independent objects are written side by side, and no more at once than allowed")
    func parallel() async throws {
        let world = World()
        world.settings.parallelism = 4
        let objects = [Objects.namespace] + (0..<40).map { Objects.configMap("config-\($0)") }
        let transaction = try await world.transaction(objects)
        var machine = transaction
        let now = await world.cluster.now
        var open: [Int] = []
        var most = 0
        for _ in 0..<1000 where machine.outcome == nil {
            for case .call(let call) in machine.next(at: now) { open.append(call.id) }
            most = max(most, open.count)
            guard let id = open.first else { break }
            open.removeFirst()
            machine.record(.answered(call: id, .success(Response(.object(Objects.configMap())))), at: now)
        }
        #expect(machine.outcome == .committed(warnings: []))
        #expect(most == 4)
    }

    @Test("the intent of each write is written down before its call, and many of them with one write")
    func announced() async throws {
        let world = World()
        world.settings.parallelism = 4
        world.settings.announcedWrites = 16
        let objects = [Objects.namespace] + (0..<40).map { Objects.configMap("config-\($0)") }
        var machine = try await world.transaction(objects)
        let now = await world.cluster.now
        var open: [Int] = []
        var announced: Set<ObjectKey> = []
        var syncs = 0
        for _ in 0..<1000 where machine.outcome == nil {
            let actions = machine.next(at: now)
            var intents: [Intent] = []
            for action in actions {
                if case .announce(let more) = action { intents += more }
                if case .call(let call) = action, let intent = call.intent { intents.append(intent) }
            }
            announced.formUnion(intents.map { machine.steps[$0.step].key })
            syncs += intents.isEmpty ? 0 : 1
            for case .call(let call) in actions {
                open.append(call.id)
                guard !call.request.options.dryRun, let body = call.request.body else { continue }
                #expect(announced.contains(body.key))
            }
            guard let id = open.first else { break }
            open.removeFirst()
            machine.record(.answered(call: id, .success(Response(.object(Objects.configMap())))), at: now)
        }
        #expect(machine.outcome == .committed(warnings: []))
        #expect(announced.count == 41)
        // The namespace, then 4 under way and 16 announced, then 16, then the rest.
        #expect(syncs == 4)
    }

    @Test("what the revision no longer has is pruned last, unless it is protected")
    func prunes() async throws {
        let world = World()
        let kept = Objects.marked(Objects.configMap("kept"), ["plumb.dev/prune": "false"])
        let first = [
            Objects.namespace, Objects.configMap(), Objects.secret(), kept, Objects.service(), Objects.deployment(),
        ]
        #expect(try await world.apply(first) == .committed(warnings: []))
        world.faulty.forget()
        let outcome = try await world.apply([Objects.configMap("other"), Objects.secret(), Objects.deployment()])
        #expect(outcome == .committed(warnings: []))
        #expect(await world.live(Objects.configMap()) == nil)
        #expect(await world.live(Objects.service()) == nil)
        #expect(await world.live(kept) != nil)
        #expect(await world.live(Objects.namespace) != nil)
        #expect(world.faulty.writes.first?.verb == .create)
        #expect(world.faulty.writes.dropFirst().allSatisfy { $0.verb == .delete })
    }

    @Test("a wave waits until the one before it is healthy")
    func waves() async throws {
        let world = World()
        let late = Objects.marked(Objects.configMap("late"), ["plumb.dev/wave": "2"])
        let outcome = try await world.apply([Objects.namespace, late, Objects.deployment()])
        #expect(outcome == .committed(warnings: []))
        var isHealthy = false
        for fact in world.facts {
            if case .health(let key, let health) = fact.event, key.kind == "Deployment", health.state == .healthy {
                isHealthy = true
            }
            if case .started(let key, _) = fact.event, key.name == "late" { #expect(isHealthy) }
        }
        #expect(isHealthy)
    }

    @Test("an object that somebody changed meanwhile is planned again, and the other's fields stay")
    func conflict() async throws {
        let world = World()
        let first = [Objects.namespace, Objects.configMap("config", ["MODE": "a"])]
        _ = try await world.apply(first)
        let transaction = try await world.transaction([Objects.namespace, Objects.configMap("config", ["MODE": "b"])])
        try await world.edit(Objects.configMap()) { $0.set("theirs", at: "data", "EXTRA") }
        #expect(await world.runner().run(transaction) == .committed(warnings: []))
        #expect(await world.live(Objects.configMap())?["data"] == ["EXTRA": "theirs", "MODE": "b"])
    }

    @Test("errors that pass are tried again, and lost answers do no harm", arguments: 0..<12)
    func transient(seed: Int) async throws {
        let world = World()
        world.settings.seed = UInt64(seed)
        world.faulty.script { request, number throws(ClusterError) in
            if request.options.dryRun || request.verb == .get || request.verb == .list { return nil }
            switch (number + seed) % 4 {
            case 0: throw ClusterError(code: 503, reason: .serviceUnavailable, message: "try later")
            case 1: throw ClusterError(code: 429, reason: .tooManyRequests, message: "too many")
            case 2: return ClusterError(code: 0, reason: .connectionLost, message: "no answer")
            default: return nil
            }
        }
        let outcome = try await world.apply(Objects.shop)
        #expect(outcome == .committed(warnings: []), "\(outcome)")
        #expect(await world.live(Objects.deployment())?.status["availableReplicas"]?.int == 2)
    }

    @Test("an object that cannot be changed in place is replaced where it says so, and only there")
    func replaces() async throws {
        let world = World()
        _ = try await world.apply([Objects.namespace, Objects.deployment()])
        var moved = Objects.deployment()
        moved.set(["app": "api", "tier": "x"], at: "spec", "selector", "matchLabels")
        moved.set(["app": "api", "tier": "x"], at: "spec", "template", "metadata", "labels")
        world.faulty.forget()
        guard case .refused(let problems) = try await world.apply([Objects.namespace, moved]) else {
            Issue.record("was not refused")
            return
        }
        #expect(problems.contains { $0.message.contains("changes spec.selector") })
        #expect(world.faulty.writes.isEmpty)
        let before = await world.live(moved)?.uid
        moved = Objects.marked(moved, ["plumb.dev/replace": "true"])
        #expect(try await world.apply([Objects.namespace, moved]) == .committed(warnings: []))
        let after = await world.live(moved)
        #expect(after?.uid != before)
        #expect(after?.spec.at("selector", "matchLabels", "tier")?.string == "x")
    }

    @Test("a delete that a finalizer holds up does not hold up the transaction, and is told")
    func heldDelete() async throws {
        let world = World()
        var held = Objects.configMap("held")
        held.set(Value(strings: ["example.com/hold"]), at: "metadata", "finalizers")
        _ = try await world.apply([Objects.namespace, held, Objects.configMap(), Objects.secret()])
        guard
            case .committed(let warnings) = try await world.apply([
                Objects.namespace, Objects.configMap(), Objects.secret(),
            ])
        else {
            Issue.record("was not committed")
            return
        }
        #expect(warnings.count == 1)
        #expect(warnings.first?.contains("ConfigMap \"held\"") == true)
        #expect(warnings.first?.contains("example.com/hold") == true)
    }
}
