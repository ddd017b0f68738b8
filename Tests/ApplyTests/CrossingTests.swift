import Apply
import ClusterAPI
import Engine
import Model
import Synchronization
import Testing

/// Undoing what takes more with it than one object.
@Suite struct CrossingTests {
    private func expectRolledBack(_ outcome: Outcome) {
        if case .rolledBack = outcome {} else { Issue.record("was not undone: \(outcome)") }
    }

    private static let definition: Value = [
        "apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
        "metadata": ["name": "gadgets.example.com"],
        "spec": [
            "group": "example.com", "scope": "Namespaced",
            "names": ["kind": "Gadget", "plural": "gadgets", "singular": "gadget", "listKind": "GadgetList"],
            "versions": [
                [
                    "name": "v1", "served": true, "storage": true,
                    "schema": [
                        "openAPIV3Schema": [
                            "type": "object",
                            "properties": ["spec": ["type": "object", "properties": ["size": ["type": "integer"]]]],
                        ]
                    ],
                ]
            ],
        ],
    ]

    private static func gadget(_ size: Int) -> Value {
        [
            "apiVersion": "example.com/v1", "kind": "Gadget", "metadata": ["name": "g", "namespace": "shop"],
            "spec": ["size": Value(size)],
        ]
    }

    @Test("of a first revision that fails nothing is left but what was there before")
    func firstRevision() async throws {
        let world = World()
        var there = Objects.configMap("there", ["THEIRS": "yes"])
        there.set("default", at: "metadata", "namespace")
        try await world.create(there)
        var adopted = there
        adopted.set("ours", at: "data", "OURS")
        expectRolledBack(
            try await world.apply([
                Objects.namespace, Objects.configMap(), Objects.secret(), Objects.service(), adopted,
                Objects.deployment(image: "api:bad"),
            ]))
        for object in [
            Objects.namespace, Objects.configMap(), Objects.secret(), Objects.service(), Objects.deployment(),
        ] {
            // A namespace takes a moment to go.
            try await world.time.sleep(until: await world.cluster.now + .seconds(5))
            #expect(await world.live(object) == nil, "\(object.key)")
        }
        #expect(await world.live(there)?["data"] == ["THEIRS": "yes"])
        #expect(await world.live(there)?.label("plumb.dev/application") == nil)
    }

    @Test("what was replaced comes back as it was, under its name")
    func replaced() async throws {
        let world = World()
        #expect(
            try await world.apply([Objects.namespace, Objects.deployment(), Objects.configMap()])
                == .committed(warnings: []))
        let before = await world.content(Objects.deployment())
        var moved = Objects.deployment(annotations: ["plumb.dev/replace": "true"])
        moved.set(["app": "api", "tier": "x"], at: "spec", "selector", "matchLabels")
        moved.set(["app": "api", "tier": "x"], at: "spec", "template", "metadata", "labels")
        let bad = Objects.marked(Objects.deployment("late", image: "late:bad"), ["plumb.dev/wave": "1"])
        expectRolledBack(try await world.apply([Objects.namespace, moved, Objects.configMap(), bad]))
        #expect(await world.content(Objects.deployment()) == before)
        #expect(await world.live(Objects.deployment())?.status["availableReplicas"]?.int == 2)
        #expect(await world.live(bad) == nil)
    }

    @Test("a definition and its objects go together, and an object of an older one comes back with it")
    func definitions() async throws {
        let world = World()
        #expect(try await world.apply([Objects.namespace, Objects.deployment()]) == .committed(warnings: []))
        expectRolledBack(
            try await world.apply([
                Objects.namespace, Self.definition, Self.gadget(1), Objects.deployment(image: "api:bad"),
            ]))
        try await world.time.sleep(until: await world.cluster.now + .seconds(5))
        #expect(await world.live(Self.definition) == nil)
        #expect(await world.live(Self.gadget(1)) == nil)

        let marked = Objects.marked(Self.definition, ["plumb.dev/prune": "true"])
        #expect(
            try await world.apply([
                Objects.namespace, marked, Self.gadget(2), Objects.deployment(), Objects.configMap("last"),
            ])
                == .committed(warnings: []))
        // Everything of it is pruned, and then one delete fails for good.
        world.faulty.script { request, _ throws(ClusterError) in
            if request.verb == .delete, request.name == "gadgets.example.com", !request.options.dryRun {
                _ = try await world.cluster.perform(request)
                throw ClusterError(code: 403, reason: .forbidden, message: "no")
            }
            return nil
        }
        expectRolledBack(try await world.apply([Objects.namespace, Objects.deployment(), Objects.configMap("last")]))
        #expect(await world.live(Self.definition) != nil)
        #expect(await world.live(Self.gadget(2))?.spec["size"]?.int == 2)
    }

    @Test("where somebody deletes a definition while its objects are to be put back, the rollback ends and says so")
    func definitionGone() async throws {
        let world = World()
        #expect(
            try await world.apply([Objects.namespace, Self.definition, Self.gadget(1), Objects.deployment()])
                == .committed(warnings: []))
        let isGone = Mutex(false)
        world.faulty.script { request, _ throws(ClusterError) in
            // As soon as it is asked for to be undone.
            let isAskedFor = request.verb == .get && request.type.kind == "Gadget"
            if isAskedFor,
                isGone.withLock({ former in
                    defer { former = true }; return !former
                })
            {
                try await world.cluster.delete(World.type(of: Self.definition), name: "gadgets.example.com")
                // Its objects go a moment later.
                try? await world.time.sleep(until: await world.cluster.now + .seconds(5))
            }
            return nil
        }
        let outcome = try await world.apply([
            Objects.namespace, Self.definition, Self.gadget(2), Objects.deployment(image: "api:bad"),
        ])
        guard case .rolledBack(let reasons) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(reasons.contains { $0.message.hasPrefix("Gadget \"g\" cannot come back: ") }, "\(reasons)")
    }

    @Test("where somebody deletes a definition before its objects are written, the revision is not to blame")
    func definitionGoneEarly() async throws {
        let world = World()
        #expect(try await world.apply([Objects.namespace]) == .committed(warnings: []))
        world.faulty.script { request, _ throws(ClusterError) in
            if request.verb == .create, request.type.kind == "Gadget", !request.options.dryRun {
                try await world.cluster.delete(World.type(of: Self.definition), name: "gadgets.example.com")
                try? await world.time.sleep(until: await world.cluster.now + .seconds(5))
            }
            return nil
        }
        let outcome = try await world.apply([Objects.namespace, Self.definition, Self.gadget(1)])
        guard case .unreachable(let reason) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(reason.hasPrefix("Gadget \"g\" was refused: "), "\(reason)")
    }

    @Test("a namespace that was pruned comes back with what was ours in it")
    func namespace() async throws {
        let world = World()
        let pruned = Objects.marked(Objects.namespace, ["plumb.dev/prune": "true"])
        var elsewhere = Objects.configMap("elsewhere")
        elsewhere.set("default", at: "metadata", "namespace")
        let first = [pruned, Objects.configMap(), Objects.secret(), elsewhere]
        #expect(try await world.apply(first) == .committed(warnings: []))
        var before: [String: Value] = [:]
        for object in first { before[object.key.description] = await world.content(object) }
        world.planSettings.maxPrune = nil
        world.faulty.script { request, _ throws(ClusterError) in
            if request.verb == .delete, request.type.kind == "Namespace", !request.options.dryRun {
                _ = try await world.cluster.perform(request)
                throw ClusterError(code: 403, reason: .forbidden, message: "no")
            }
            return nil
        }
        expectRolledBack(try await world.apply([elsewhere]))
        for object in first {
            #expect(await world.content(object)?.json == before[object.key.description]?.json, "\(object.key)")
            #expect(await world.live(object)?.isBeingDeleted == false)
        }
    }
}
