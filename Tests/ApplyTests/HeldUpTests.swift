import Apply
import ClusterAPI
import Engine
import Model
import Synchronization
import Testing

/// What is told while something holds a transaction up.
@Suite struct HeldUpTests {
    private static let finalizer = Value(strings: ["example.com/hold"])

    /// What was told of where it stands, with the seconds since the first fact of its kind.
    private func explained(_ world: World) -> [(time: Instant, text: String)] {
        world.facts.compactMap { if case .explained(let text) = $0.event { ($0.time, text) } else { nil } }
    }

    @Test("a rollback that a finalizer holds up says so within seconds, with the object, the finalizer and who set it")
    func rollback() async throws {
        let world = World()
        #expect(try await world.apply([Objects.namespace, Objects.deployment()]) == .committed(warnings: []))
        let held = Objects.configMap("held")
        world.faulty.script { request, _ throws(ClusterError) in
            if request.verb == .create, request.type.kind == "ConfigMap", !request.options.dryRun {
                // Once it is there.
                _ = try await world.cluster.perform(request)
                try await world.edit(held) { $0.set(Self.finalizer, at: "metadata", "finalizers") }
                throw ClusterError(code: 504, reason: .timeout, message: "lost")
            }
            return nil
        }
        _ = try await world.apply([Objects.namespace, Objects.deployment(image: "api:bad"), held])
        let told = explained(world)
        let begun = world.facts.first { if case .entered(.rollingBack) = $0.event { true } else { false } }?.time
        let first = try #require(told.first { $0.text.contains("; not back yet: ") })
        #expect(first.time - (try #require(begun)) < .seconds(5))
        #expect(first.text.hasPrefix("rolling back because Deployment \"api\": container \"app\" cannot pull image"))
        #expect(
            first.text.contains(
                "; not back yet: ConfigMap \"held\": it is being deleted and not gone, held by finalizer "
                    + "example.com/hold (set by kubectl)"), "\(first.text)")
    }

    @Test("what somebody's finalizer keeps from being written is no fault of the revision")
    func heldInTheWay() async throws {
        let world = World()
        world.settings.timeout = .seconds(60)
        let held = Objects.configMap("held")
        #expect(try await world.apply([Objects.namespace, held]) == .committed(warnings: []))
        let transaction = try await world.transaction([Objects.namespace, Objects.configMap("held", ["MODE": "b"])])
        // After it was planned.
        try await world.edit(held) { $0.set(Self.finalizer, at: "metadata", "finalizers") }
        try await world.cluster.delete(World.type(of: held), namespace: "shop", name: "held")
        guard case .stuck = await world.runner().run(transaction) else {
            Issue.record("is not held up")
            return
        }
        let failed = try #require(world.journal.contents?.results.first { $0.result == .failed })
        #expect(failed.reason.contains("it is being deleted, held by finalizer example.com/hold (set by kubectl)"))
        #expect(failed.isPassing)
    }

    @Test("a prune that a finalizer holds up says so within seconds, and no more once it is gone")
    func prune() async throws {
        let world = World()
        let old = Objects.configMap("old")
        #expect(try await world.apply([Objects.namespace, Objects.secret(), old]) == .committed(warnings: []))
        try await world.edit(old) { $0.set(Self.finalizer, at: "metadata", "finalizers") }
        let transaction = try await world.transaction([Objects.namespace, Objects.secret()])
        let start = await world.cluster.now
        let task = Task { await world.runner().run(transaction) }
        try await world.time.sleep(until: start + .seconds(10))
        let told = explained(world)
        #expect(
            told.map(\.text) == [
                "waits for ConfigMap \"old\" to be gone, held by finalizer example.com/hold (set by kubectl)"
            ])
        #expect(told.first.map { $0.time - start < .seconds(3) } == true)
        try await world.edit(old) { $0.set(nil, at: "metadata", "finalizers") }
        #expect(await task.value == .committed(warnings: []))
        #expect(
            explained(world).last?.text
                == "waits for ConfigMap \"old\" to be gone, held by finalizer example.com/hold (set by kubectl)")
    }

    @Test("a phase is told once, however it ends")
    func once() async throws {
        for entries in 1...8 {
            let world = World()
            #expect(try await world.apply([Objects.namespace, Objects.configMap()]) == .committed(warnings: []))
            let before = world.journal.state.withLock { $0.entries }
            world.journal.fail(after: before + entries)
            _ = try await world.apply([
                Objects.namespace, Objects.configMap("config", ["MODE": "b"]), Objects.configMap("new"),
            ])
            var last: Phase?
            for fact in world.facts {
                guard case .entered(let phase) = fact.event else { continue }
                #expect(phase != last, "\(entries): \(phase.rawValue) twice")
                last = phase
            }
        }
    }

    @Test("a process that ended while it undid what passing trouble had made fail blames nobody")
    func passing() async throws {
        let world = World()
        #expect(try await world.apply([Objects.namespace, Objects.configMap()]) == .committed(warnings: []))
        let plan = try await world.plan([Objects.namespace, Objects.configMap("config", ["MODE": "b"])])
        var contents = JournalContents(
            record: TransactionRecord(
                id: "9", application: "shop", from: "a", to: "b", steps: plan.steps,
                startedAt: await world.cluster.now),
            intents: plan.steps.map { Intent(step: $0.id, body: $0.body) },
            results: [StepResult(step: 0, result: .failed, reason: "no leader", isPassing: true)], phase: .rollingBack)
        #expect(
            await world.runner().run(Transaction.undoing(contents, at: await world.cluster.now))
                == .unreachable("no leader"))
        contents.results.append(StepResult(step: 0, result: .failed, reason: "is invalid"))
        guard
            case .rolledBack(let reasons) = await world.runner().run(
                Transaction.undoing(contents, at: await world.cluster.now))
        else {
            Issue.record("was not undone")
            return
        }
        #expect(reasons.map(\.message) == ["is invalid"])
    }

    @Test("an answer that comes after its object was deleted does not bring it back")
    func lateAnswer() async throws {
        let world = World()
        let api = Objects.deployment()
        world.faulty.script { request, _ throws(ClusterError) in
            if request.verb == .create, request.body?.name == "api", !request.options.dryRun {
                let made = try await world.cluster.perform(request)
                try await world.cluster.delete(World.type(of: api), namespace: "shop", name: "api")
                // The watch has told all of it before the answer comes.
                try? await world.time.sleep(until: await world.cluster.now + .seconds(2))
                _ = made
                throw ClusterError(code: 504, reason: .timeout, message: "lost")
            }
            return nil
        }
        world.settings.timeout = .seconds(20)
        let outcome = try await world.apply([Objects.namespace, api])
        #expect(outcome != .committed(warnings: []))
    }
}
