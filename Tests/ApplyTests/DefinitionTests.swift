import Apply
import ClusterAPI
import Engine
import Kinds
import Model
import Testing

@Suite struct DefinitionTests {
    /// Widgets, in a namespace, that have a color, and whatever else is given.
    static func definition(_ fields: [(String, Value)] = [], annotations: Value = [:]) -> Value {
        let spec: Value = [
            "type": "object", "required": ["color"],
            "properties": Value(Members([("color", ["type": "string", "enum": ["red", "green"]])] + fields)),
        ]
        return [
            "apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
            "metadata": ["name": "widgets.example.com", "annotations": annotations],
            "spec": [
                "group": "example.com", "scope": "Namespaced", "names": ["plural": "widgets", "kind": "Widget"],
                "versions": [
                    [
                        "name": "v1", "served": true, "storage": true,
                        "schema": ["openAPIV3Schema": ["type": "object", "properties": ["spec": spec]]],
                    ]
                ],
            ],
        ]
    }

    static func widget(_ spec: Value = ["color": "red"], name: String = "w") -> Value {
        [
            "apiVersion": "example.com/v1", "kind": "Widget", "metadata": ["name": Value(name), "namespace": "shop"],
            "spec": spec,
        ]
    }

    private func reasons(_ outcome: Outcome) -> String {
        switch outcome {
        case .refused(let problems), .rolledBack(let problems): problems.map(\.message).joined(separator: "\n")
        default: "\(outcome)"
        }
    }

    @Test("a definition and its objects come in one revision: the definition is awaited")
    func together() async throws {
        let world = World()
        let revision = [Objects.namespace, DefinitionTests.widget(), DefinitionTests.definition()]
        let plan = try await world.plan(revision)
        let step = try #require(plan.steps.first { $0.key.kind == "Widget" })
        let waits = step.waits.map { plan.steps[$0.on].key.kind }
        #expect(waits.sorted() == ["CustomResourceDefinition", "Namespace"])
        #expect(try await world.apply(revision) == .committed(warnings: []))
        #expect(await world.live(DefinitionTests.widget())?.at("spec", "color") == "red")
        // And there is nothing to do a second time, defaults and all.
        #expect(try await world.plan(revision).isEmpty)
    }

    @Test("an object that its own revision's definition forbids is refused before the first write")
    func refused() async throws {
        let world = World()
        let outcome = try await world.apply([
            Objects.namespace, DefinitionTests.definition(), DefinitionTests.widget(["color": "blue", "weight": 1]),
            DefinitionTests.widget(["colour": "red"], name: "v"),
        ])
        let reason = reasons(outcome)
        #expect(reason.contains("Widget \"w\" has an unknown field \"spec.weight\""))
        #expect(reason.contains("Widget \"v\" has an unknown field \"spec.colour\""))
        #expect(await world.live(DefinitionTests.definition()) == nil)
        let wrong = reasons(
            try await world.apply([
                Objects.namespace, DefinitionTests.definition(), DefinitionTests.widget(["color": "blue"]),
            ]))
        #expect(wrong.contains("spec.color: Unsupported value: \"blue\": supported values: \"red\", \"green\""))
    }

    @Test("a definition that learns a field is followed by objects that have it")
    func learning() async throws {
        let world = World()
        #expect(
            try await world.apply([Objects.namespace, DefinitionTests.definition(), DefinitionTests.widget()])
                == .committed(warnings: []))
        let wider = DefinitionTests.definition([("size", ["type": "integer", "default": 3])])
        let next = [Objects.namespace, wider, DefinitionTests.widget(["color": "green", "size": 5])]
        #expect(try await world.apply(next) == .committed(warnings: []))
        #expect(await world.live(DefinitionTests.widget())?.spec == ["color": "green", "size": 5])
        #expect(
            try await world.plan([Objects.namespace, wider, DefinitionTests.widget(["color": "green", "size": 5])])
                .isEmpty)
    }

    @Test("a revision that fails takes its definition back, and the objects before it")
    func undone() async throws {
        let world = World()
        #expect(try await world.apply(Objects.shop) == .committed(warnings: []))
        let broken = Objects.shop.map {
            $0.objectKind == "Deployment" ? Objects.deployment(image: "api:bad", configMap: "config") : $0
        }
        let outcome = try await world.apply(broken + [DefinitionTests.definition(), DefinitionTests.widget()])
        #expect(reasons(outcome).contains("cannot pull image"))
        #expect(await world.live(DefinitionTests.widget()) == nil)
        #expect(await world.live(DefinitionTests.definition()) == nil)
        let served = try await world.cluster.resources()
        #expect(!served.contains { $0.type.group == "example.com" })
    }

    @Test("a definition is pruned only where it says so, and then after its objects")
    func pruning() async throws {
        let world = World()
        world.planSettings.maxPrune = .percent(100)
        let all = [Objects.namespace, DefinitionTests.definition(), DefinitionTests.widget()]
        #expect(try await world.apply(all) == .committed(warnings: []))
        let plan = try await world.plan([Objects.namespace])
        #expect(plan.kept.map(\.key.kind) == ["CustomResourceDefinition"])
        #expect(plan.steps.map(\.key.kind) == ["Widget"])
        let free = DefinitionTests.definition(annotations: ["plumb.dev/prune": "true"])
        #expect(
            try await world.apply([Objects.namespace, free, DefinitionTests.widget()]) == .committed(warnings: []))
        let outcome = try await world.apply([Objects.namespace])
        #expect(reasons(outcome) == "committed(warnings: [])")
        #expect(await world.live(DefinitionTests.definition()) == nil)
    }
}
