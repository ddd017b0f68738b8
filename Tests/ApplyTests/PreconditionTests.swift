import Apply
import ClusterAPI
import Engine
import Model
import Testing

/// Nothing is written over that was not seen.
@Suite struct PreconditionTests {
    @Test("every write names the version that it was planned over, and a delete the uid too")
    func versions() async throws {
        let world = World()
        let first = [Objects.namespace, Objects.configMap(), Objects.configMap("old"), Objects.secret()]
        #expect(try await world.apply(first) == .committed(warnings: []))
        world.faulty.forget()
        let next = [Objects.namespace, Objects.configMap("config", ["MODE": "b"]), Objects.secret()]
        #expect(try await world.apply(next) == .committed(warnings: []))
        for request in world.faulty.writes {
            switch request.verb {
            case .update: #expect(request.body?.resourceVersion.isEmpty == false && request.body?.uid.isEmpty == false)
            case .delete:
                #expect(request.options.preconditionUID != nil && request.options.preconditionResourceVersion != nil)
            default: Issue.record("\(request.verb)")
            }
        }
        #expect(world.faulty.writes.count == 2)
    }

    @Test("what is to be deleted and was changed meanwhile is looked at again, and comes back as it was last")
    func changedDelete() async throws {
        let world = World()
        let first = [Objects.namespace, Objects.configMap(), Objects.configMap("old"), Objects.secret()]
        #expect(try await world.apply(first) == .committed(warnings: []))
        let transaction = try await world.transaction([Objects.namespace, Objects.configMap(), Objects.secret()])
        try await world.edit(Objects.configMap("old")) { $0.set("theirs", at: "data", "EXTRA") }
        world.faulty.script { request, _ throws(ClusterError) in
            // Gone already, and then the end fails: the journal of the deletion has what was really there.
            if request.verb == .delete, !request.options.dryRun {
                _ = try await world.cluster.perform(request)
                throw ClusterError(code: 403, reason: .forbidden, message: "no")
            }
            return nil
        }
        guard case .rolledBack = await world.runner().run(transaction) else {
            Issue.record("was not undone")
            return
        }
        #expect(await world.live(Objects.configMap("old"))?["data"] == ["EXTRA": "theirs", "MODE": "a"])
    }

    @Test(
        "what is to be deleted and was protected or given away meanwhile stays, and that is told",
        arguments: [("annotations", "plumb.dev/prune", "false"), ("labels", "plumb.dev/application", "blog")])
    func keptMeanwhile(place: String, mark: String, value: String) async throws {
        let world = World()
        let first = [Objects.namespace, Objects.configMap(), Objects.configMap("old"), Objects.secret()]
        #expect(try await world.apply(first) == .committed(warnings: []))
        let transaction = try await world.transaction([Objects.namespace, Objects.configMap(), Objects.secret()])
        try await world.edit(Objects.configMap("old")) { $0.set(Value(value), at: "metadata", place, mark) }
        guard case .committed(let warnings) = await world.runner().run(transaction) else {
            Issue.record("was not committed")
            return
        }
        #expect(warnings.count == 1 && warnings[0].contains("ConfigMap \"old\"") && warnings[0].contains("stays"))
        #expect(await world.live(Objects.configMap("old")) != nil)
    }

    @Test(
        "what somebody changed around a write whose answer was lost stays when that is undone",
        arguments: [true, false], [["MODE": "b"], ["MODE": "b", "THEIRS": "yes"]] as [Value])
    func lostAnswer(isWritten: Bool, after: Value) async throws {
        let world = World()
        #expect(try await world.apply([Objects.namespace, Objects.configMap()]) == .committed(warnings: []))
        world.faulty.script { request, number throws(ClusterError) in
            guard request.verb == .update, request.name == "config", !request.options.dryRun, number == 1 else {
                return nil
            }
            if isWritten { _ = try await world.cluster.perform(request) }
            try await world.edit(Objects.configMap()) { config in
                config.set("said", at: "metadata", "annotations", "people.example/note")
                config.set(["people.example/hold"], at: "metadata", "finalizers")
                if let theirs = after["THEIRS"] { config.set(theirs, at: "data", "THEIRS") }
            }
            throw ClusterError(code: 504, reason: .timeout, message: "no answer")
        }
        let bad = Objects.deployment(image: "api:bad", configMap: "config")
        let next = [Objects.namespace, Objects.configMap("config", ["MODE": "b"]), bad]
        guard case .rolledBack = try await world.apply(next) else {
            Issue.record("was not undone")
            return
        }
        let config = try #require(await world.live(Objects.configMap()))
        #expect(config.annotation("people.example/note") == "said")
        #expect(config.finalizers == ["people.example/hold"])
        #expect(config.at("data", "MODE") == "a")
        #expect(config.at("data", "THEIRS") == after["THEIRS"])
    }

    @Test(
        "what was made with a lost answer, and written by somebody since, goes when that is undone",
        arguments: [false, true])
    func lostCreate(losesMark: Bool) async throws {
        let world = World()
        #expect(try await world.apply([Objects.namespace]) == .committed(warnings: []))
        world.faulty.script { request, number throws(ClusterError) in
            guard request.verb == .create, request.body?.name == "config", !request.options.dryRun, number == 1 else {
                return nil
            }
            _ = try await world.cluster.perform(request)
            try await world.edit(Objects.configMap()) { object in
                if losesMark {
                    object.set(nil, at: "metadata", "labels")
                } else {
                    object.set("theirs", at: "data", "MODE")
                }
            }
            throw ClusterError(code: 504, reason: .timeout, message: "no answer")
        }
        let bad = Objects.deployment(image: "api:bad", configMap: "config")
        guard case .rolledBack = try await world.apply([Objects.namespace, Objects.configMap(), bad]) else {
            Issue.record("was not undone")
            return
        }
        #expect(await world.live(Objects.configMap()) == nil)
    }

    @Test("an object made anew under the same name by somebody else is not deleted in the old one's place")
    func madeAnew() async throws {
        let world = World()
        let first = [Objects.namespace, Objects.configMap(), Objects.configMap("old"), Objects.secret()]
        #expect(try await world.apply(first) == .committed(warnings: []))
        let transaction = try await world.transaction([Objects.namespace, Objects.configMap(), Objects.secret()])
        try await world.cluster.delete(
            World.type(of: Objects.configMap()), namespace: "shop", name: "old")
        try await world.create(Objects.configMap("old", ["NEW": "yes"]))
        #expect(await world.runner().run(transaction) == .committed(warnings: []))
        #expect(await world.live(Objects.configMap("old"))?["data"] == ["NEW": "yes"])
    }

    @Test("a delete that the cluster would refuse is refused before the first write")
    func refusedDelete() async throws {
        let world = World()
        let first = [Objects.namespace, Objects.configMap(), Objects.configMap("old"), Objects.secret()]
        #expect(try await world.apply(first) == .committed(warnings: []))
        world.faulty.script { request, _ throws(ClusterError) in
            if request.verb == .delete { throw ClusterError(code: 403, reason: .forbidden, message: "not for plumb") }
            return nil
        }
        world.faulty.forget()
        guard
            case .refused(let problems) = try await world.apply([
                Objects.namespace, Objects.configMap("config", ["MODE": "b"]), Objects.secret(),
            ])
        else {
            Issue.record("was not refused")
            return
        }
        #expect(problems.map(\.message) == ["ConfigMap \"old\" is refused: not for plumb"])
        #expect(world.faulty.writes.isEmpty)
    }
}
