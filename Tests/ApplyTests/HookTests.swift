import Apply
import ClusterAPI
import Engine
import Kinds
import Model
import Testing

/// Jobs that run with a revision.
@Suite struct HookTests {
    private func reasons(_ outcome: Outcome) -> String {
        guard case .rolledBack(let reasons) = outcome else { return "not rolled back: \(outcome)" }
        return reasons.map(\.message).joined(separator: "\n")
    }

    /// What was written, as `verb Kind/name`.
    private func writes(_ world: World) -> [String] {
        world.faulty.writes.map { request in
            let name = request.name.isEmpty ? request.body?.name ?? "" : request.name
            return "\(request.verb) \(request.type.kind)/\(name)"
        }
    }

    @Test("a hook before runs to its end before anything that it does not need, one after when all is healthy")
    func order() async throws {
        let world = World()
        let migrate = Objects.hook(
            "migrate", "before",
            spec: ["containers": [["name": "run", "image": "tool:1", "envFrom": [["secretRef": ["name": "db"]]]]]])
        let outcome = try await world.apply(
            [
                Objects.namespace, Objects.configMap(), Objects.secret(), Objects.deployment(), migrate,
                Objects.hook("smoke", "after"),
            ])
        #expect(outcome == .committed(warnings: []))
        let written = writes(world)
        func place(_ text: String) -> Int { written.firstIndex(of: text) ?? -1 }
        #expect(place("create Namespace/shop") == 0)
        #expect(place("create Secret/db") == 1)
        #expect(place("create Job/migrate") == 2)
        #expect(place("delete Job/migrate") == 3)
        #expect(place("create Job/smoke") == 6)
        #expect(place("delete Job/smoke") == 7)
        #expect(await world.live(migrate) == nil)
        var isHealthy = false
        for fact in world.facts {
            if case .health(let key, let health) = fact.event, key.kind == "Deployment" {
                isHealthy = health.state == .healthy
            }
            if case .started(let key, _) = fact.event, key.name == "smoke" { #expect(isHealthy) }
        }
        // The pods of both are gone too, a moment later.
        try await world.time.sleep(until: await world.cluster.now + .seconds(5))
        let pods = await world.cluster.state.objects(GroupKind(group: "", kind: "Pod"), namespace: "shop")
        #expect(!pods.contains { $0.name.hasPrefix("migrate") || $0.name.hasPrefix("smoke") })
    }

    @Test(
        "a hook that fails undoes the revision, and the reason has the end of its log", arguments: ["before", "after"])
    func fails(moment: String) async throws {
        let world = World()
        let first = [Objects.namespace, Objects.configMap(), Objects.deployment()]
        #expect(try await world.apply(first) == .committed(warnings: []))
        let hook = Objects.hook(
            "migrate", moment,
            faults: ["sim.plumb.dev/exit-code": "3", "sim.plumb.dev/log": "connecting\ntable \"a\" is locked"])
        let outcome = try await world.apply([
            Objects.namespace, Objects.configMap("config", ["MODE": "b"]), Objects.deployment(image: "api:2"), hook,
        ])
        let reason = reasons(outcome)
        #expect(reason.hasPrefix("Job \"migrate\": "), "\(reason)")
        #expect(reason.contains("the log of container \"run\" ends: "), "\(reason)")
        #expect(reason.contains("table \"a\" is locked"), "\(reason)")
        #expect(await world.live(Objects.configMap())?["data"] == ["MODE": "a"])
        #expect(await world.live(hook) == nil)
    }

    @Test("one Job may run at several moments, each time anew")
    func severalMoments() async throws {
        let world = World()
        let hook = Objects.hook("check", "before, after")
        #expect(try await world.apply([Objects.namespace, Objects.configMap(), hook]) == .committed(warnings: []))
        #expect(
            writes(world).filter { $0.contains("Job") } == [
                "create Job/check", "delete Job/check", "create Job/check", "delete Job/check",
            ])
    }

    @Test("what a hook writes of a Secret that it reads is not repeated")
    func secretLog() async throws {
        let world = World()
        let first = [Objects.namespace, Objects.secret("db", ["password": "aHVudGVyMg=="]), Objects.configMap()]
        #expect(try await world.apply(first) == .committed(warnings: []))
        let hook = Objects.hook(
            "migrate", "before",
            faults: ["sim.plumb.dev/exit-code": "1", "sim.plumb.dev/log": "login with hunter2 failed"],
            spec: ["containers": [["name": "run", "image": "tool:1", "envFrom": [["secretRef": ["name": "db"]]]]]])
        let reason = reasons(
            try await world.apply(first.dropLast() + [Objects.configMap("config", ["MODE": "b"]), hook]))
        #expect(reason.contains("login with (redacted) failed"), "\(reason)")
        #expect(!reason.contains("hunter2"))
    }

    @Test("a hook on failure runs once everything is back, is cleaned up, and its own failure is only told")
    func onFailure() async throws {
        for fails in [false, true] {
            let world = World()
            let first = [Objects.namespace, Objects.configMap(), Objects.deployment()]
            #expect(try await world.apply(first) == .committed(warnings: []))
            world.faulty.forget()
            let hook = Objects.hook("tell", "on-failure", faults: fails ? ["sim.plumb.dev/exit-code": "1"] : [:])
            let bad = [
                Objects.namespace, Objects.configMap("config", ["MODE": "b"]), Objects.deployment(image: "api:bad"),
                hook,
            ]
            let reason = reasons(try await world.apply(bad))
            #expect(reason.contains("cannot pull image"))
            #expect(reason.contains("which runs on failure") == fails, "\(reason)")
            #expect(writes(world).suffix(2) == ["create Job/tell", "delete Job/tell"])
            #expect(await world.live(hook) == nil)
            // And does not run where all goes well.
            world.faulty.forget()
            #expect(
                try await world.apply([
                    Objects.namespace, Objects.configMap("config", ["MODE": "c"]), Objects.deployment(), hook,
                ]) == .committed(warnings: []))
            #expect(!writes(world).contains { $0.contains("Job") })
        }
    }

    @Test("what a former run left is replaced, and what is somebody else's is refused")
    func leftOver() async throws {
        let world = World()
        #expect(try await world.apply([Objects.namespace, Objects.configMap()]) == .committed(warnings: []))
        var former = Objects.hook("migrate", "before")
        try await world.create(former)
        let next = [Objects.namespace, Objects.configMap("config", ["MODE": "b"]), Objects.hook("migrate", "before")]
        guard case .refused(let problems) = try await world.apply(next) else {
            Issue.record("was not refused")
            return
        }
        #expect(problems.contains { $0.message.contains("is there already, and is not of application \"shop\"") })
        try await world.edit(former) { $0.set("shop", at: "metadata", "labels", "plumb.dev/application") }
        former = try #require(await world.live(former))
        world.faulty.forget()
        #expect(try await world.apply(next) == .committed(warnings: []))
        #expect(writes(world).prefix(2) == ["delete Job/migrate", "create Job/migrate"])
        #expect(await world.live(former) == nil)
    }

    @Test("a mark that says nothing, or stands on what is no Job, is refused at its place")
    func wrongMarks() async throws {
        let world = World()
        let objects = [
            Objects.namespace, Objects.marked(Objects.configMap(), ["plumb.dev/hook": "before"]),
            Objects.hook("migrate", "sometimes"), Objects.marked(Objects.secret(), ["plumb.dev/timeout": "soon"]),
        ]
        guard case .refused(let problems) = try await world.apply(objects) else {
            Issue.record("was not refused")
            return
        }
        let messages = problems.map(\.message)
        #expect(messages.contains { $0.contains("which is for Jobs") })
        #expect(messages.contains { $0.contains("Write before, after or on-failure") })
        #expect(messages.contains { $0.contains("Write a duration") })
        #expect(world.faulty.writes.isEmpty)
    }

    @Test("a hook that does not end is given up at its own time")
    func hangs() async throws {
        let world = World()
        #expect(try await world.apply([Objects.namespace, Objects.configMap()]) == .committed(warnings: []))
        let hook = Objects.hook(
            "migrate", "before", marks: ["plumb.dev/timeout": "20s"], faults: ["sim.plumb.dev/run-time": "never"])
        let start = await world.cluster.now
        let reason = reasons(
            try await world.apply([Objects.namespace, Objects.configMap("config", ["MODE": "b"]), hook]))
        #expect(reason.hasPrefix("Job \"migrate\" has not ended after 20 s"), "\(reason)")
        #expect(await world.cluster.now - start < .seconds(40))
        #expect(await world.live(hook) == nil)
    }

    @Test("a hook on failure that had run when its process ended is not run again, and nothing is waited for")
    func ranBeforeTheEnd() async throws {
        let world = World()
        let first = [Objects.namespace, Objects.configMap(), Objects.deployment()]
        #expect(try await world.apply(first) == .committed(warnings: []))
        let bad = [
            Objects.namespace, Objects.configMap("config", ["MODE": "b"]), Objects.deployment(image: "api:bad"),
            Objects.hook("tell", "on-failure"),
        ]
        let outcome = try await world.apply(bad)
        #expect(writes(world).contains("create Job/tell"))
        // As if all of it had been written down but its end.
        let contents = try #require(world.journal.contents)
        world.faulty.forget()
        let start = await world.cluster.now
        let again = await world.runner().run(Transaction.undoing(contents, at: start))
        #expect(reasons(again) == reasons(outcome))
        #expect(writes(world) == [])
        #expect(await world.cluster.now - start < .seconds(30))
    }

    @Test("a hook on failure whose process lost power before it could say that the revision failed is cleared away")
    func lostPower() async throws {
        let world = World()
        let first = [Objects.namespace, Objects.configMap(), Objects.deployment()]
        #expect(try await world.apply(first) == .committed(warnings: []))
        let hook = Objects.hook("tell", "on-failure")
        _ = try await world.apply([
            Objects.namespace, Objects.configMap("config", ["MODE": "b"]), Objects.deployment(image: "api:bad"), hook,
        ])
        // As if nothing of the end had reached the disk, and the Job had just been made.
        var contents = try #require(world.journal.contents)
        let hooks = contents.record.steps.filter { $0.hook != nil }.map(\.id)
        contents.results.removeAll { $0.result != .applied || hooks.contains($0.step) }
        var left = hook
        left.set("shop", at: "metadata", "labels", "plumb.dev/application")
        try await world.create(left)
        world.faulty.forget()
        let again = await world.runner().run(Transaction.undoing(contents, at: await world.cluster.now))
        #expect(reasons(again) == "plumb ended in the middle of it")
        #expect(await world.live(hook) == nil)
        #expect(!writes(world).contains("create Job/tell"))
        // What is somebody else's stays.
        let foreign = Objects.hook("tell", "on-failure")
        try await world.create(foreign)
        _ = await world.runner().run(Transaction.undoing(contents, at: await world.cluster.now))
        #expect(await world.live(foreign) != nil)
    }

    @Test("a hook on failure that is stopped while it is being made leaves nothing behind", arguments: [false, true])
    func stoppedWhileMade(isAnswerLost: Bool) async throws {
        let world = World()
        let first = [Objects.namespace, Objects.configMap(), Objects.deployment()]
        #expect(try await world.apply(first) == .committed(warnings: []))
        let hook = Objects.hook("tell", "on-failure")
        let transaction = try await world.transaction([
            Objects.namespace, Objects.configMap("config", ["MODE": "b"]), Objects.deployment(image: "api:bad"), hook,
        ])
        let runner = world.runner()
        world.faulty.script { request, _ throws(ClusterError) in
            guard request.verb == .create, request.body?.name == "tell", !request.options.dryRun else { return nil }
            runner.stop()
            // The stop is read before the answer.
            try? await world.time.sleep(until: await world.cluster.now + .seconds(1))
            guard isAnswerLost else { return nil }
            _ = try await world.cluster.perform(request)
            throw ClusterError(code: 504, reason: .timeout, message: "no answer in time")
        }
        let reason = reasons(await runner.run(transaction))
        #expect(reason.contains("which runs on failure, was stopped"), "\(reason)")
        #expect(await world.live(hook) == nil)
    }

    @Test("wherever a process was killed with hooks, its transaction is finished or undone", arguments: 1..<16)
    func crashes(after entries: Int) async throws {
        let world = World()
        #expect(
            try await world.apply([Objects.namespace, Objects.configMap(), Objects.configMap("old")])
                == .committed(warnings: []))
        let next = [
            Objects.namespace, Objects.configMap("config", ["MODE": "b"]), Objects.configMap("new"),
            Objects.hook("migrate", "before"), Objects.hook("smoke", "after, on-failure"),
        ]
        let dead = DeadAfter(world.cluster, journal: world.journal, entries: entries)
        let transaction = try await world.transaction(next)
        let task = Task { await TransactionRunner(cluster: dead, journal: dead, time: world.time).run(transaction) }
        await dead.wait(orUntil: task)
        if world.journal.isOpen, let contents = world.journal.contents {
            _ = await world.runner().run(Transaction.undoing(contents, at: await world.cluster.now))
        }
        #expect(!world.journal.isOpen)
        let isNew = await world.live(Objects.configMap())?["data"] == ["MODE": "b"]
        #expect((await world.live(Objects.configMap("new")) != nil) == isNew)
        #expect((await world.live(Objects.configMap("old")) == nil) == isNew)
        #expect(await world.live(Objects.hook("migrate", "before")) == nil)
        #expect(await world.live(Objects.hook("smoke", "after")) == nil)
    }
}
