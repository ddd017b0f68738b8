import Apply
import ClusterAPI
import Engine
import Model
import Testing

/// What would go with something that is pruned is looked at before anything is written.
@Suite struct PruneCompanyTests {
    private static func namespace(_ name: String = "shop") -> Value {
        [
            "apiVersion": "v1", "kind": "Namespace",
            "metadata": ["name": Value(name), "annotations": ["plumb.dev/prune": "true"]],
        ]
    }

    private static func elsewhere(_ name: String) -> Value {
        var object = Objects.configMap(name)
        object.set("default", at: "metadata", "namespace")
        return object
    }

    private static let definition: Value = [
        "apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
        "metadata": ["name": "gadgets.example.com", "annotations": ["plumb.dev/prune": "true"]],
        "spec": [
            "group": "example.com", "scope": "Namespaced",
            "names": ["kind": "Gadget", "plural": "gadgets", "singular": "gadget", "listKind": "GadgetList"],
            "versions": [
                [
                    "name": "v1", "served": true, "storage": true,
                    "schema": ["openAPIV3Schema": ["type": "object"]],
                ]
            ],
        ],
    ]

    /// A namespace with workloads, and something that stays elsewhere.
    private static var all: [Value] {
        [
            namespace(), Objects.configMap(), Objects.service("db", app: "db", headless: true), claiming,
            Objects.deployment(), elsewhere("stays"),
        ]
    }

    private static var claiming: Value {
        var set = Objects.statefulSet()
        set.set(
            [
                [
                    "metadata": ["name": "data"],
                    "spec": ["accessModes": ["ReadWriteOnce"], "resources": ["requests": ["storage": "1Gi"]]],
                ]
            ], at: "spec", "volumeClaimTemplates")
        return set
    }

    private func world() async throws -> World {
        let world = World()
        world.planSettings.maxPrune = nil
        #expect(try await world.apply(Self.all) == .committed(warnings: []))
        return world
    }

    private func messages(_ outcome: Outcome) -> [String] {
        guard case .refused(let problems) = outcome else { return ["not refused: \(outcome)"] }
        return problems.map(\.message)
    }

    @Test("a namespace with nothing in it but what is pruned with it, and what that made, is pruned")
    func ownOnly() async throws {
        let world = try await world()
        guard case .committed = try await world.apply([Self.elsewhere("stays")]) else {
            Issue.record("was not committed")
            return
        }
        try await world.time.sleep(until: await world.cluster.now + .seconds(60))
        #expect(await world.live(Self.namespace()) == nil)
    }

    @Test("a namespace with objects of others in it is not pruned, and all of them are named")
    func others() async throws {
        let world = try await world()
        try await world.create(Objects.configMap("notes"))
        try await world.create(Objects.deployment("tool", image: "tool:1"))
        var blog = Objects.secret("blog")
        blog.set("blog", at: "metadata", "labels", "plumb.dev/application")
        try await world.create(blog)
        try await world.time.sleep(until: await world.cluster.now + .seconds(30))
        world.faulty.forget()
        let found = messages(try await world.apply([Self.elsewhere("stays")]))
        #expect(found.count == 1)
        for part in [
            "Namespace \"shop\" is to be pruned, and with it would go what the revision does not prune: ",
            "ConfigMap \"notes\" (by kubectl), Secret \"blog\" (of application \"blog\"), Deployment \"tool\" (by kubectl). "
                + "Move or delete",
            ", or keep Namespace \"shop\" (plumb.dev/prune: \"false\").",
        ] { #expect(found.first?.contains(part) == true, "\(found)") }
        #expect(world.faulty.writes.isEmpty)
    }

    @Test("a namespace is not pruned with what the revision keeps in it")
    func kept() async throws {
        let world = try await world()
        let found = messages(try await world.apply([Self.elsewhere("stays"), Objects.configMap()]))
        #expect(found.count == 1 && found[0].contains("ConfigMap \"config\" (which stays)"), "\(found)")
    }

    @Test("a definition is not pruned with custom resources that others made")
    func definitions() async throws {
        let world = World()
        world.planSettings.maxPrune = nil
        let own: Value = [
            "apiVersion": "example.com/v1", "kind": "Gadget", "metadata": ["name": "own", "namespace": "shop"],
        ]
        let first = [Self.definition, Objects.namespace, own]
        #expect(try await world.apply(first) == .committed(warnings: []))
        var theirs = own
        theirs.set("theirs", at: "metadata", "name")
        let type = ResourceType(
            group: "example.com", version: "v1", kind: "Gadget", plural: "gadgets", isNamespaced: true)
        try await world.cluster.create(type, theirs, manager: "kubectl")
        let found = messages(try await world.apply([Objects.namespace]))
        #expect(
            found.count == 1
                && found[0].contains("go what the revision does not prune: Gadget \"theirs\" in namespace \"shop\"."),
            "\(found)")
        try await world.cluster.delete(type, namespace: "shop", name: "theirs")
        #expect(try await world.apply([Objects.namespace]) == .committed(warnings: []))
    }
}
