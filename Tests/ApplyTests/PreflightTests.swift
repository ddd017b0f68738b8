import Apply
import ClusterAPI
import Engine
import Model
import Testing

/// What is refused before the first write.
@Suite struct PreflightTests {
    private func refusal(_ world: World, _ objects: [Value]) async throws -> [Problem] {
        world.faulty.forget()
        let outcome = try await world.apply(objects)
        #expect(world.faulty.writes.isEmpty, "\(outcome)")
        guard case .refused(let problems) = outcome else {
            Issue.record("was not refused: \(outcome)")
            return []
        }
        return problems
    }

    @Test(
        "a reference to what nobody defines is refused at its line, whether the namespace is there or not",
        arguments: [true, false])
    func references(isNew: Bool) async throws {
        let world = World()
        if !isNew { _ = try await world.apply([Objects.namespace, Objects.configMap()]) }
        var deployment = Objects.deployment()
        deployment.set(
            [["name": "DB_PASSWORD", "valueFrom": ["secretKeyRef": ["name": "db", "key": "password"]]]],
            at: "spec", "template", "spec", "initContainers")
        var container: Value = ["name": "app", "image": "api:1"]
        container["env"] = deployment.at("spec", "template", "spec", "initContainers")
        deployment.set(nil, at: "spec", "template", "spec", "initContainers")
        deployment.set([container], at: "spec", "template", "spec", "containers")
        let problems = try await refusal(world, [Objects.namespace, Objects.configMap(), deployment])
        #expect(
            problems.map(\.description) == [
                "shop.yaml:21: Deployment \"api\" takes DB_PASSWORD from Secret \"db\", which no file defines and the "
                    + "cluster does not have. Add it, or remove the reference."
            ])
        // The cluster may have it.
        if !isNew {
            try await world.create(Objects.secret())
            #expect(
                try await world.apply([Objects.namespace, Objects.configMap(), deployment]) == .committed(warnings: []))
        }
    }

    @Test("where an object is gone that the plan was to change, another plan is asked for, and nothing is begun")
    func gone() async throws {
        let world = World()
        #expect(try await world.apply([Objects.namespace, Objects.configMap()]) == .committed(warnings: []))
        let transaction = try await world.transaction([Objects.namespace, Objects.configMap("config", ["MODE": "b"])])
        let type = World.type(of: Objects.configMap())
        _ = try await world.cluster.perform(Request(.delete, type, namespace: "shop", name: "config"))
        world.faulty.forget()
        let outcome = await world.runner().run(transaction)
        guard case .unreachable(let reason) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(reason.hasPrefix("the cluster changed meanwhile: "), "\(reason)")
        #expect(world.faulty.writes.isEmpty)
    }

    @Test("an entry, a port, and what this revision takes away are missed too")
    func gaps() async throws {
        let world = World()
        _ = try await world.apply([Objects.namespace, Objects.configMap(), Objects.service()])
        var deployment = Objects.deployment(configMap: "config")
        var container = deployment.at("spec", "template", "spec", "containers")?[0] ?? [:]
        container["env"] = [["name": "X", "valueFrom": ["configMapKeyRef": ["name": "other", "key": "none"]]]]
        deployment.set([container], at: "spec", "template", "spec", "containers")
        var ingress = Objects.ingress()
        ingress.set(["service": ["name": "api", "port": ["number": 81]]], at: "spec", "defaultBackend")
        let problems = try await refusal(
            world, [Objects.namespace, Objects.service(), Objects.configMap("other"), deployment, ingress])
        let messages = problems.map(\.message)
        #expect(messages.contains { $0.contains("which this revision no longer defines") })
        #expect(messages.contains { $0.contains("the entry \"none\" of ConfigMap \"other\", which has no such entry") })
        #expect(messages.contains { $0.contains("port 81 of Service \"api\", which has no such port, only http") })
    }

    @Test("everything wrong is said at once, and nothing is written")
    func collects() async throws {
        let world = World()
        _ = try await world.apply([Objects.namespace, Objects.configMap(), Objects.deployment()])
        var moved = Objects.deployment()
        moved.set(["app": "other"], at: "spec", "selector", "matchLabels")
        moved.set(["app": "other"], at: "spec", "template", "metadata", "labels")
        var unknown = Objects.service()
        unknown.set("x", at: "spec", "prots")
        var wrong = Objects.configMap()
        wrong.set(7, at: "data", "MODE")
        let strange: Value = [
            "apiVersion": "example.com/v1", "kind": "Gadget", "metadata": ["name": "g", "namespace": "shop"],
        ]
        let problems = try await refusal(world, [Objects.namespace, wrong, moved, unknown, strange])
        let messages = problems.map(\.description)
        #expect(messages.contains { $0.hasPrefix("shop.yaml:21: Deployment \"api\" changes spec.selector") })
        #expect(messages.contains { $0.hasPrefix("shop.yaml:31: Service \"api\" has an unknown field \"spec.prots\"") })
        #expect(messages.contains { $0.hasPrefix("shop.yaml:11: ConfigMap \"config\" is refused") })
        #expect(
            messages.contains {
                $0.hasPrefix("shop.yaml:41: no matches for kind \"Gadget\" in version \"example.com/v1\"")
            })
    }

    @Test("an object that cannot be read is told whole: unknown fields, wrong types and invalid values")
    func severalMistakes() async throws {
        let world = World()
        _ = try await world.apply([Objects.namespace])
        var service = Objects.service()
        service.set("x", at: "spec", "prots")
        service.set([["port": "http", "nodePort": 7], ["port": 70000]], at: "spec", "ports")
        let messages = try await refusal(world, [Objects.namespace, service]).map(\.message)
        #expect(messages.contains { $0.contains("has an unknown field \"spec.prots\"") }, "\(messages)")
        #expect(messages.contains { $0.contains("spec.ports[0].port: json: cannot unmarshal string") }, "\(messages)")
        #expect(messages.contains { $0.contains("spec.ports[1].port: Invalid value: 70000") }, "\(messages)")
    }

    @Test("each changed field that cannot be changed is told with both values")
    func bothValues() async throws {
        let world = World()
        _ = try await world.apply([Objects.namespace, Objects.configMap(), Objects.deployment()])
        var moved = Objects.deployment()
        let labels: Value = ["app": "other", "tier": "back"]
        moved.set(labels, at: "spec", "selector", "matchLabels")
        moved.set(labels, at: "spec", "template", "metadata", "labels")
        let problems = try await refusal(world, [Objects.namespace, Objects.configMap(), moved])
        #expect(
            problems.map { $0.field?.description ?? "" } == [
                "spec.selector.matchLabels.app", "spec.selector.matchLabels.tier",
            ])
        #expect(problems.first?.message.contains("from \"api\" to \"other\", which cannot be changed") == true)
        #expect(problems.last?.message.contains("from nothing to \"back\"") == true)
    }

    @Test("an object inside a namespace that is yet to be made is judged all the same")
    func newNamespace() async throws {
        let world = World()
        var wrong = Objects.service()
        wrong.set("x", at: "spec", "prots")
        let problems = try await refusal(world, [Objects.namespace, wrong])
        #expect(
            problems.contains {
                $0.description.hasPrefix("shop.yaml:11: Service \"api\" has an unknown field \"spec.prots\"")
            })
    }

    @Test("an object of another application is refused, naming both")
    func ownership() async throws {
        let world = World()
        _ = try await world.apply([Objects.namespace, Objects.configMap()])
        world.planSettings = PlanSettings(application: "blog")
        world.applied = [:]
        let problems = try await refusal(world, [Objects.configMap("config", ["MODE": "b"])])
        #expect(problems.count == 1)
        #expect(
            problems.first?.message.contains("belongs to application \"shop\"; application \"blog\" cannot have it too")
                == true)
    }

    @Test("nothing is pruned where a revision is empty, or prunes more than it may")
    func pruneLimits() async throws {
        let world = World()
        let all = [Objects.namespace] + (0..<8).map { Objects.configMap("c\($0)") }
        #expect(try await world.apply(all) == .committed(warnings: []))
        #expect(try await refusal(world, []).first?.message.contains("allowEmpty") == true)
        let message = try await refusal(world, Array(all.prefix(3))).first?.message ?? ""
        #expect(message.contains("would prune 6 of 9 objects, and maxPrune is 50%"), "\(message)")
        #expect(message.hasSuffix("say `plumb sync shop --allow-prune 6`."), "\(message)")
        world.planSettings.allowPrune = 5
        #expect(try await refusal(world, Array(all.prefix(3))).first?.message.contains("5 were allowed") == true)
        world.planSettings.allowPrune = 6
        #expect(try await world.plan(Array(all.prefix(3))).problems.isEmpty)
        world.planSettings.allowPrune = nil
        world.planSettings.maxPrune = .number(6)
        #expect(try await world.apply(Array(all.prefix(3))) == .committed(warnings: []))
        world.planSettings.allowEmpty = true
        #expect(try await world.apply([]) == .committed(warnings: []))
        #expect(await world.live(all[1]) == nil)
    }

    @Test(
        "a share forbids more than three objects, a number what it says",
        arguments: [
            (PlanSettings.PruneLimit.percent(50), 4, 3, true), (.percent(50), 6, 4, false), (.percent(50), 8, 4, true),
            (.percent(0), 9, 1, false), (.percent(100), 9, 8, true), (.number(2), 9, 2, true),
            (.number(2), 9, 3, false),
            (.number(0), 9, 1, false),
        ])
    func pruneLimit(limit: PlanSettings.PruneLimit, managed: Int, pruned: Int, isAllowed: Bool) async throws {
        let world = World()
        let all = (0..<managed).map { Objects.configMap("c\($0)") }
        #expect(try await world.apply([Objects.namespace] + all) == .committed(warnings: []))
        world.planSettings.maxPrune = limit
        world.applied[Objects.namespace.key] = nil
        let plan = try await world.plan(Array(all.dropFirst(pruned)))
        #expect(plan.problems.isEmpty == isAllowed, "\(plan.problems)")
        #expect(plan.steps.filter { $0.action == .delete }.count == pruned)
    }

    @Test("a cluster that does not answer is no reason to refuse a revision")
    func unreachable() async throws {
        let world = World()
        _ = try await world.apply([Objects.namespace])
        world.faulty.script { _, _ throws(ClusterError) in
            throw ClusterError(code: 0, reason: .connectionLost, message: "connection refused")
        }
        guard case .unreachable(let reason) = try await world.apply([Objects.namespace, Objects.configMap()]) else {
            Issue.record("did something else")
            return
        }
        #expect(reason.contains("connection refused"))
    }

    @Test("what the server says of a Secret's values is not repeated")
    func secrets() async throws {
        let world = World()
        _ = try await world.apply([Objects.namespace, Objects.configMap()])
        let bad = Objects.secret("db", ["password": "not-base64-hunter2!"])
        let problems = try await refusal(world, [Objects.namespace, Objects.configMap(), bad])
        #expect(!problems.isEmpty)
        #expect(!problems.contains { $0.description.contains("hunter2") })
    }

    @Test("a preflight alone refuses the same, and writes nothing and begins nothing where all is well")
    func preflightOnly() async throws {
        let world = World()
        world.settings.isPreflightOnly = true
        #expect(try await world.apply(Objects.shop) == .stopped)
        #expect(world.faulty.writes.isEmpty)
        #expect(world.journal.contents == nil)
        #expect(!(try await refusal(world, Objects.shop.filter { $0.objectKind != "ConfigMap" })).isEmpty)
    }

    @Test("a journal that cannot be written lets nothing be written")
    func journal() async throws {
        let world = World()
        world.journal.fail(after: 0)
        guard case .unfinished(let reason) = try await world.apply([Objects.namespace, Objects.configMap()]) else {
            Issue.record("did something else")
            return
        }
        #expect(reason.contains("the disk is full"))
        #expect(world.faulty.writes.isEmpty)
    }
}
