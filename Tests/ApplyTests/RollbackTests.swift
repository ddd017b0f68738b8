import Apply
import ClusterAPI
import Engine
import Kinds
import Model
import Testing

@Suite struct RollbackTests {
    /// The content of everything that either revision names.
    private func content(_ world: World, _ objects: [Value]) async -> [String: Value] {
        var found: [String: Value] = [:]
        for object in objects { found[object.key.description] = await world.content(object) }
        return found
    }

    private func reasons(_ outcome: Outcome) -> String {
        guard case .rolledBack(let reasons) = outcome else { return "not rolled back: \(outcome)" }
        return reasons.map(\.message).joined(separator: "\n")
    }

    @Test("an image that cannot be pulled puts everything back, and is named with its container and cause")
    func badImage() async throws {
        let world = World()
        let adopted = Objects.configMap("adopted", ["OWN": "theirs", "MODE": "before"])
        #expect(try await world.apply(Objects.shop + [Objects.configMap("old")]) == .committed(warnings: []))
        try await world.create(adopted)
        let next: [Value] = [
            Objects.namespace, Objects.configMap("config", ["MODE": "b"]), Objects.service(),
            Objects.deployment(image: "api:bad", configMap: "config"), Objects.service("db", app: "db", headless: true),
            Objects.statefulSet(image: "db:2"), Objects.ingress(), Objects.configMap("new"),
            Objects.configMap("adopted", ["MODE": "after"]),
        ]
        let all = Objects.shop + [Objects.configMap("old"), Objects.configMap("new"), adopted]
        let before = await content(world, all)
        let start = await world.cluster.now
        let outcome = try await world.apply(next)
        let reason = reasons(outcome)
        #expect(reason.contains("Deployment \"api\": container \"app\" cannot pull image \"api:bad\""))
        #expect(reason.contains("not found"))
        #expect(await content(world, all) == before)
        let took = await world.cluster.now - start
        #expect(took < .seconds(60), "took \(took)")
        #expect(await world.live(Objects.deployment())?.status["availableReplicas"]?.int == 2)
        #expect(await world.live(Objects.statefulSet())?.status["readyReplicas"]?.int == 2)
        #expect(!world.journal.isOpen)
        // And the next good one goes through.
        var good = next
        good[3] = Objects.deployment(image: "api:2", configMap: "config")
        #expect(try await world.apply(good) == .committed(warnings: []))
        #expect(await world.live(Objects.configMap("old")) == nil)
    }

    @Test("a StatefulSet's bad image is undone, the pod that it broke included")
    func badStatefulSet() async throws {
        let world = World()
        #expect(try await world.apply(Objects.shop) == .committed(warnings: []))
        let next = Objects.shop.map { $0.objectKind == "StatefulSet" ? Objects.statefulSet(image: "db:bad") : $0 }
        #expect(
            reasons(try await world.apply(next)).contains("StatefulSet \"db\": container \"app\" cannot pull image"))
        let set = await world.live(Objects.statefulSet())
        #expect(set?.status["readyReplicas"]?.int == 2)
        #expect(set?.status["currentRevision"] == set?.status["updateRevision"])
    }

    @Test("what is pruned comes back when a later step fails")
    func prunedComesBack() async throws {
        let world = World()
        let first = [Objects.namespace, Objects.configMap("one"), Objects.configMap("two"), Objects.secret()]
        #expect(try await world.apply(first) == .committed(warnings: []))
        let before = await content(world, first)
        world.faulty.script { request, _ throws(ClusterError) in
            if request.verb == .delete, request.name == "two", !request.options.dryRun {
                throw ClusterError(code: 403, reason: .forbidden, message: "configmaps \"two\" is forbidden: no")
            }
            return nil
        }
        let outcome = try await world.apply([Objects.namespace, Objects.secret(), Objects.configMap("three")])
        #expect(reasons(outcome).contains("ConfigMap \"two\" was refused: configmaps \"two\" is forbidden: no"))
        #expect(await content(world, first) == before)
        #expect(await world.live(Objects.configMap("three")) == nil)
    }

    @Test("what others changed meanwhile stays when a revision is undone")
    func foreignFields() async throws {
        let world = World()
        let first = [Objects.namespace, Objects.configMap(), Objects.deployment()]
        #expect(try await world.apply(first) == .committed(warnings: []))
        let next = [
            Objects.namespace, Objects.configMap("config", ["MODE": "b"]), Objects.deployment(image: "api:bad"),
        ]
        world.faulty.script { request, _ throws(ClusterError) in
            // Once the new config is there, somebody adds to it.
            if request.verb == .update, request.name == "api", !request.options.dryRun {
                try await world.edit(Objects.configMap()) { config in
                    config.set("yes", at: "data", "THEIRS")
                    config.set("x", at: "metadata", "labels", "team")
                }
            }
            return nil
        }
        world.settings.parallelism = 1
        _ = reasons(try await world.apply(next))
        let config = await world.live(Objects.configMap())
        #expect(config?["data"] == ["MODE": "a", "THEIRS": "yes"])
        #expect(config?.label("team") == "x")
        #expect(
            await world.live(Objects.deployment())?.spec.at("template", "spec", "containers")?[0]?["image"]?.string
                == "api:1")
    }

    @Test("what was on its way out already does not come back")
    func goingBefore() async throws {
        let world = World()
        let first = [Objects.namespace, Objects.configMap(), Objects.configMap("held")]
        #expect(try await world.apply(first) == .committed(warnings: []))
        try await world.edit(Objects.configMap("held")) { $0.set(["a.example/hold"], at: "metadata", "finalizers") }
        let withoutIt = [Objects.namespace, Objects.configMap()]
        guard case .committed(let warnings) = try await world.apply(withoutIt) else {
            Issue.record("was not pruned")
            return
        }
        #expect(warnings.count == 1)
        world.faulty.script { request, _ throws(ClusterError) in
            // It goes while the broken revision is being rolled out.
            guard request.verb == .create, request.name.isEmpty, request.body?.name == "api", !request.options.dryRun
            else { return nil }
            try await world.edit(Objects.configMap("held")) { $0.set(nil, at: "metadata", "finalizers") }
            return nil
        }
        let bad = withoutIt + [Objects.configMap("held", ["MODE": "b"]), Objects.deployment(image: "api:bad")]
        _ = reasons(try await world.apply(bad))
        #expect(await world.live(Objects.configMap("held")) == nil)
        #expect(await world.live(Objects.deployment()) == nil)
    }

    private func failed(_ actions: [Action]) -> [StepResult] {
        actions.flatMap { action in
            if case .note(let results) = action { results.filter { $0.result == .failed } } else { [StepResult]() }
        }
    }

    /// A transaction that has come to where health is waited for.
    private func awaiting(_ objects: [Value], _ world: World, at now: Instant) async throws -> Transaction {
        var transaction = try await world.transaction(objects)
        while transaction.phase != .verifying {
            for case .call(let call) in transaction.next(at: now) {
                let answer: Result<Response, ClusterError>
                do throws(ClusterError) {
                    answer = .success(try await world.cluster.perform(call.request))
                } catch { answer = .failure(error) }
                transaction.record(.answered(call: call.id, answer), at: now)
            }
        }
        _ = transaction.next(at: now)
        return transaction
    }

    @Test("what went while nobody watched is missed as soon as the watch is back")
    func goneUnwatched() async throws {
        let world = World()
        #expect(try await world.apply([Objects.namespace]) == .committed(warnings: []))
        let now = await world.cluster.now
        var transaction = try await awaiting([Objects.namespace, Objects.deployment()], world, at: now)
        let target = WatchTarget(type: World.type(of: Objects.deployment()), namespace: "shop")
        transaction.record(.relisting(target), at: now)
        transaction.record(.listed(target), at: now)
        let failed = failed(transaction.next(at: now))
        #expect(failed.map(\.reason) == ["Deployment \"api\": was deleted by somebody while it was waited for"])
        // That is no fault of the revision.
        #expect(failed.map(\.isPassing) == [true])
    }

    @Test("what nobody could see in time is no fault of the revision")
    func unseen() async throws {
        let world = World()
        #expect(try await world.apply([Objects.namespace]) == .committed(warnings: []))
        var now = await world.cluster.now
        var transaction = try await awaiting([Objects.namespace, Objects.deployment()], world, at: now)
        transaction.record(
            .relisting(WatchTarget(type: World.type(of: Objects.deployment()), namespace: "shop")), at: now)
        now = now + world.settings.timeout
        transaction.record(.time, at: now)
        let failed = failed(transaction.next(at: now))
        #expect(
            failed.map(\.reason)
                == ["Deployment \"api\" could not be seen healthy within 300 s: the cluster does not answer"])
        #expect(failed.map(\.isPassing) == [true])
    }

    @Test("what is made again has no finalizer of those who had let it go")
    func letGo() async throws {
        let world = World()
        let first = [Objects.namespace, Objects.configMap(), Objects.deployment()]
        #expect(try await world.apply(first) == .committed(warnings: []))
        try await world.edit(Objects.configMap()) { $0.set(["a.example/hold"], at: "metadata", "finalizers") }
        world.faulty.script { request, _ throws(ClusterError) in
            guard request.verb == .update, request.name == "api", !request.options.dryRun else { return nil }
            guard await world.live(Objects.configMap())?.finalizers.isEmpty == false else { return nil }
            try await world.edit(Objects.configMap()) { $0.set(nil, at: "metadata", "finalizers") }
            try await world.cluster.delete(
                World.type(of: Objects.configMap()), namespace: "shop", name: Objects.configMap().name)
            return nil
        }
        let bad = [Objects.namespace, Objects.configMap("config", ["MODE": "b"]), Objects.deployment(image: "api:bad")]
        _ = reasons(try await world.apply(bad))
        let config = await world.live(Objects.configMap())
        #expect(config?["data"] == ["MODE": "a"])
        #expect(config?.finalizers == [])
    }

    @Test("a container that keeps crashing fails after a few restarts, not at the deadline")
    func crashLoop() async throws {
        let world = World()
        #expect(try await world.apply([Objects.namespace, Objects.deployment()]) == .committed(warnings: []))
        let start = await world.cluster.now
        let bad = Objects.deployment(image: "api:2", faults: ["sim.plumb.dev/crash-loop": "true"])
        let reason = reasons(try await world.apply([Objects.namespace, bad]))
        #expect(reason.contains("keeps crashing (CrashLoopBackOff"))
        #expect(await world.cluster.now - start < .seconds(200))
    }

    @Test("what never gets ready is undone at the deadline, with the reason")
    func timeout() async throws {
        let world = World()
        world.settings.timeout = .seconds(90)
        #expect(try await world.apply([Objects.namespace, Objects.deployment()]) == .committed(warnings: []))
        let bad = Objects.deployment(image: "api:2", faults: ["sim.plumb.dev/never-ready": "true"])
        let start = await world.cluster.now
        let reason = reasons(try await world.apply([Objects.namespace, bad]))
        #expect(reason.contains("Deployment \"api\" is not healthy after 90 s"))
        #expect(reason.contains("container \"app\" is running but not ready"))
        #expect(await world.cluster.now - start >= .seconds(90))
        #expect(
            await world.live(Objects.deployment())?.spec.at("template", "spec", "containers")?[0]?["image"]?.string
                == "api:1")
    }

    @Test("a pod that is merely slow fails nothing")
    func slow() async throws {
        let world = World()
        let slow = Objects.deployment(faults: ["sim.plumb.dev/start-delay": "200s"])
        #expect(try await world.apply([Objects.namespace, slow]) == .committed(warnings: []))
    }

    @Test("a cluster that stops answering rejects no revision")
    func silence() async throws {
        let world = World()
        world.settings.timeout = .seconds(30)
        #expect(try await world.apply([Objects.namespace, Objects.configMap()]) == .committed(warnings: []))
        world.faulty.script { request, number throws(ClusterError) in
            if request.verb == .update, request.body?["data"]?["MODE"]?.string == "b", !request.options.dryRun {
                throw ClusterError(code: 503, reason: .serviceUnavailable, message: "no leader")
            }
            return nil
        }
        let outcome = try await world.apply([Objects.namespace, Objects.configMap("config", ["MODE": "b"])])
        guard case .unreachable(let reason) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(reason.contains("no leader"))
        #expect(await world.live(Objects.configMap())?["data"] == ["MODE": "a"])
    }

    @Test("without rollback what was applied stays")
    func noRollback() async throws {
        let world = World()
        world.settings.rollback = false
        #expect(try await world.apply([Objects.namespace, Objects.deployment()]) == .committed(warnings: []))
        let outcome = try await world.apply([Objects.namespace, Objects.deployment(image: "api:bad")])
        guard case .failed = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(
            await world.live(Objects.deployment())?.spec.at("template", "spec", "containers")?[0]?["image"]?.string
                == "api:bad")
    }

    @Test("a rollback that a finalizer holds up is stuck, says what is not back, and ends once it can")
    func stuck() async throws {
        let world = World()
        #expect(try await world.apply([Objects.namespace, Objects.deployment()]) == .committed(warnings: []))
        var held = Objects.configMap("held")
        held.set(Value(strings: ["example.com/hold"]), at: "metadata", "finalizers")
        let outcome = try await world.apply([Objects.namespace, Objects.deployment(image: "api:bad"), held])
        guard case .stuck(_, let notBack) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(notBack.count == 1)
        #expect(notBack.first?.message.contains("held by finalizer example.com/hold") == true)
        try await world.edit(held) { $0.set(nil, at: "metadata", "finalizers") }
        let contents = try #require(world.journal.contents)
        let again = Transaction.undoing(contents, at: await world.cluster.now)
        guard case .rolledBack = await world.runner().run(again) else {
            Issue.record("is stuck again")
            return
        }
        #expect(await world.live(held) == nil)
    }

    @Test("what is stopped half way is undone")
    func stop() async throws {
        let world = World()
        #expect(try await world.apply([Objects.namespace, Objects.deployment()]) == .committed(warnings: []))
        let next = [Objects.namespace, Objects.deployment(image: "api:2"), Objects.configMap()]
        let transaction = try await world.transaction(next)
        let runner = world.runner()
        world.faulty.script { request, number throws(ClusterError) in
            if number == 1 { runner.stop() }
            return nil
        }
        #expect(await runner.run(transaction) == .stopped)
        #expect(await world.live(Objects.configMap()) == nil)
        #expect(
            await world.live(Objects.deployment())?.spec.at("template", "spec", "containers")?[0]?["image"]?.string
                == "api:1")
    }

    @Test("wherever a process was killed, its transaction is finished or undone", arguments: 1..<24)
    func crashes(after entries: Int) async throws {
        let world = World()
        #expect(try await world.apply(Objects.shop + [Objects.configMap("old")]) == .committed(warnings: []))
        let next: [Value] = [
            Objects.namespace, Objects.configMap("config", ["MODE": "b"]), Objects.service(), Objects.configMap("new"),
            Objects.deployment(image: "api:2", configMap: "config"), Objects.service("db", app: "db", headless: true),
            Objects.statefulSet(image: "db:2"), Objects.ingress(),
        ]
        let all = Objects.shop + [Objects.configMap("old"), Objects.configMap("new")]
        let before = await content(world, all)
        // Killed: from here on nothing is written down, and no request leaves.
        let dead = DeadAfter(world.cluster, journal: world.journal, entries: entries)
        world.settings.parallelism = 2
        let transaction = try await world.transaction(next)
        let task = Task { await TransactionRunner(cluster: dead, journal: dead, time: world.time).run(transaction) }
        await dead.wait(orUntil: task)
        guard world.journal.isOpen, let contents = world.journal.contents else { return }
        let outcome = await world.runner().run(Transaction.undoing(contents, at: await world.cluster.now))
        switch outcome {
        case .committed:
            #expect(await world.live(Objects.configMap("old")) == nil)
            #expect(await world.live(Objects.configMap("new")) != nil)
            #expect(await world.live(Objects.statefulSet())?.status["readyReplicas"]?.int == 2)
        case .rolledBack:
            let after = await content(world, all)
            for (name, object) in before { #expect(after[name]?.json == object.json, "\(name)") }
            #expect(after.count == before.count)
        default: Issue.record("\(outcome)")
        }
    }
}
