import ClusterAPI
import Model
import Testing

@testable import Engine

@Suite("Custom resources")
struct CustomResourceTests {
    @Test("a definition is served once its names are accepted, and not before")
    func establishing() throws {
        var world = CustomWorld()
        try world.create(CustomWorld.widgets, CustomWorld.definitions)
        #expect(throws: ClusterError.self) { try world.create(CustomWorld.widget("a")) }
        world.settle()
        let definition = try world.get("widgets.example.com", CustomWorld.definitions)
        #expect(definition.isConditionTrue("NamesAccepted"))
        #expect(definition.isConditionTrue("Established"))
        #expect(definition.condition("Established")?["reason"] == "InitialNamesAccepted")
        #expect(definition.at("status", "acceptedNames") == definition.at("spec", "names"))
        #expect(definition.at("status", "storedVersions") == ["v1"])
        try world.create(CustomWorld.widget("a"))
        let served = world.state.resources.filter { $0.type.group == "example.com" }
        #expect(served.map(\.type.version) == ["v1", "v1beta1"])
        #expect(served.first?.subresources == ["status", "scale"])
        #expect(served.first?.shortNames == ["wg"])
    }

    @Test("of two definitions with one name the second waits until the first is gone")
    func names() throws {
        var world = try CustomWorld.withWidgets()
        var other = CustomWorld.widgets
        other.set("gadgets.example.com", at: "metadata", "name")
        other.set("gadgets", at: "spec", "names", "plural")
        other.set("gadget", at: "spec", "names", "singular")
        try world.create(other, CustomWorld.definitions)
        world.settle()
        var gadgets = try world.get("gadgets.example.com", CustomWorld.definitions)
        #expect(gadgets.condition("NamesAccepted")?["status"] == "False")
        #expect(gadgets.condition("NamesAccepted")?["message"] == "\"WidgetList\" is already in use")
        #expect(!gadgets.isConditionTrue("Established"))
        try world.perform(Request(.delete, CustomWorld.definitions, name: "widgets.example.com"))
        world.settle()
        gadgets = try world.get("gadgets.example.com", CustomWorld.definitions)
        #expect(gadgets.isConditionTrue("Established"))
    }

    @Test("defaults are set and unknown fields dropped, refused, or warned of")
    func reading() throws {
        var world = try CustomWorld.withWidgets()
        let object = try world.create(
            CustomWorld.widget("a", ["color": "red", "parts": [["name": "x"]], "extra": ["any": [1]]]))
        #expect(object.at("spec", "size") == 3)
        #expect(object.at("spec", "parts") == [["name": "x", "count": 1]])
        #expect(object.at("spec", "extra") == ["any": [1]])
        #expect(object.generation == 1)
        let odd = CustomWorld.widget("b", ["color": "red", "weight": 1, "parts": [["name": "x", "y": 1]]])
        #expect(
            world.refusal(of: odd)
                == "Widget in version \"v1\" cannot be handled as a Widget: strict decoding error: unknown field "
                + "\"spec.parts[0].y\", unknown field \"spec.weight\"")
        var request = Request(.create, CustomWorld.type(), namespace: "default", body: odd)
        request.options.fieldValidation = .warn
        let response = try world.perform(request)
        #expect(response.warnings == ["unknown field \"spec.parts[0].y\"", "unknown field \"spec.weight\""])
        #expect(response.object?.at("spec", "weight") == nil)
    }

    @Test(
        "what the schema forbids is refused in the server's words",
        arguments: [
            (["size": 1], "spec.color: Required value"),
            (["color": "blue"], "spec.color: Unsupported value: \"blue\": supported values: \"red\", \"green\""),
            (
                ["color": "red", "size": "big"],
                "spec.size: Invalid value: \"string\": spec.size in body must be of type integer: \"string\""
            ),
            (
                ["color": "red", "size": 11],
                "spec.size: Invalid value: 11: spec.size in body should be less than or equal to 10"
            ),
            (
                ["color": "red", "code": "ab"],
                "spec.code: Invalid value: \"ab\": spec.code in body should match '^[A-Z]{3}$'"
            ),
            (["color": "red", "code": "ABCD"], "spec.code: Too long: may not be more than 3 bytes"),
            (
                ["color": "red", "port": true],
                "spec.port: Invalid value: \"boolean\": spec.port in body must be of type integer,string: \"boolean\""
            ),
            (["color": "red", "tags": ["a", "a"]], "spec.tags[1]: Duplicate value: \"a\""),
            (
                ["color": "red", "parts": [["name": "a"], ["name": "a"]]],
                "spec.parts[1]: Duplicate value: {\"name\":\"a\"}"
            ),
        ] as [(Value, String)])
    func validation(_ spec: Value, _ message: String) throws {
        var world = try CustomWorld.withWidgets()
        #expect(
            world.refusal(of: CustomWorld.widget("a", spec)) == "Widget.example.com \"a\" is invalid: \(message)")
    }

    @Test("each version reads what another wrote, and says so where it is deprecated")
    func versions() throws {
        var world = try CustomWorld.withWidgets()
        let old = CustomWorld.type("v1beta1")
        let response = try world.perform(
            Request(.create, old, namespace: "default", body: CustomWorld.widget("a", version: "v1beta1")))
        #expect(response.object?.apiVersion == "example.com/v1beta1")
        #expect(response.warnings == ["example.com/v1beta1 Widget is deprecated"])
        #expect(try world.get("a").apiVersion == "example.com/v1")
        #expect(try world.get("a", old).apiVersion == "example.com/v1beta1")
        let list = try world.perform(Request(.list, old, namespace: "default")).list
        #expect(list?.items.map(\.apiVersion) == ["example.com/v1beta1"])
    }

    @Test("the status and the scale are written by themselves, and count no generation of the other's")
    func subresources() throws {
        var world = try CustomWorld.withWidgets()
        var object = CustomWorld.widget("a")
        object["status"] = ["size": 7]
        try world.create(object)
        #expect(try world.get("a")["status"] == nil)
        var status = try world.get("a")
        status["status"] = ["size": 2, "selector": "app=a"]
        status.set(9, at: "spec", "size")
        try world.perform(
            Request(
                .update, CustomWorld.type(), namespace: "default", name: "a", subresource: "status", body: status))
        #expect(try world.get("a").at("status", "size") == 2)
        #expect(try world.get("a").at("spec", "size") == 3)
        #expect(try world.get("a").generation == 1)
        let scale = try world.perform(
            Request(.get, CustomWorld.type(), namespace: "default", name: "a", subresource: "scale")
        ).object
        #expect(scale?["spec"] == ["replicas": 3])
        #expect(scale?["status"] == ["replicas": 2, "selector": "app=a"])
        try world.perform(
            Request(
                .patch(.merge), CustomWorld.type(), namespace: "default", name: "a", subresource: "scale",
                body: ["spec": ["replicas": 5]]))
        #expect(try world.get("a").at("spec", "size") == 5)
        #expect(try world.get("a").generation == 2)
    }

    @Test("what a patch brings that the kind does not have is told of the patch, and a Secret's text is not repeated")
    func strictPatches() throws {
        var world = try CustomWorld.withWidgets()
        try world.create(CustomWorld.widget("a"))
        func refusal(_ type: ResourceType, _ name: String, _ kind: Request.PatchType, _ patch: Value) -> String {
            var request = Request(.patch(kind), type, namespace: "default", name: name, body: patch)
            request.options.fieldValidation = .strict
            do {
                try world.perform(request)
                return ""
            } catch {
                return "\(error.code) \(error.message)"
            }
        }
        #expect(
            refusal(CustomWorld.type(), "a", .merge, ["spec": ["weight": 1]])
                == "422  \"\" is invalid: patch: Invalid value: \"{\\\"spec\\\":{\\\"weight\\\":1}}\": strict decoding "
                + "error: unknown field \"spec.weight\"")
        let secrets = ResourceType(group: "", version: "v1", kind: "Secret", plural: "secrets", isNamespaced: true)
        try world.create(
            ["apiVersion": "v1", "kind": "Secret", "metadata": ["name": "s", "namespace": "default"]], secrets)
        let message = refusal(secrets, "s", .strategic, ["data": ["a": "c2VjcmV0"], "odd": .null, "x": "c2VjcmV0"])
        #expect(message.contains("unknown field \"x\""))
        #expect(!message.contains("c2VjcmV0"))
        let maps = StoreTests.configMaps
        try world.create(StoreTests.configMap("c"), maps)
        #expect(
            refusal(maps, "c", .strategic, ["dada": ["a": "b"], "data": .null])
                == "422  \"\" is invalid: patch: Invalid value: \"map[dada:map[a:b] data:<nil>]\": strict decoding error: "
                + "unknown field \"dada\"")
    }

    @Test("an update that does not say what it has seen is refused")
    func unseen() throws {
        var world = try CustomWorld.withWidgets()
        try world.create(CustomWorld.widget("a"))
        let request = Request(
            .update, CustomWorld.type(), namespace: "default", name: "a", body: CustomWorld.widget("a"))
        let error = #expect(throws: ClusterError.self) { try world.perform(request) }
        #expect(
            error?.message
                == "widgets.example.com \"a\" is invalid: metadata.resourceVersion: Invalid value: 0: must be specified "
                + "for an update")
    }

    @Test("a definition that goes takes its objects with it, and waits for those that something holds")
    func deletion() throws {
        var world = try CustomWorld.withWidgets()
        try world.create(CustomWorld.widget("a"))
        var held = CustomWorld.widget("b")
        held.set(["example.com/hold"], at: "metadata", "finalizers")
        try world.create(held)
        try world.perform(Request(.delete, CustomWorld.definitions, name: "widgets.example.com"))
        world.settle()
        #expect(throws: ClusterError.self) { try world.get("a") }
        #expect(try world.get("b").isBeingDeleted)
        let definition = try world.get("widgets.example.com", CustomWorld.definitions)
        #expect(definition.condition("Terminating")?["reason"] == "InstanceDeletionInProgress")
        #expect(
            world.refusal(of: CustomWorld.widget("c"))
                == "create not allowed while custom resource definition is terminating")
        try world.perform(
            Request(
                .patch(.merge), CustomWorld.type(), namespace: "default", name: "b",
                body: ["metadata": ["finalizers": .null]]))
        world.settle()
        #expect(throws: ClusterError.self) { try world.get("widgets.example.com", CustomWorld.definitions) }
        #expect(throws: ClusterError.self) { try world.get("b") }
        #expect(!world.state.resources.contains { $0.type.group == "example.com" })
    }

    @Test("a schema that changes is seen in the objects that are there")
    func changedSchema() throws {
        var world = try CustomWorld.withWidgets()
        try world.create(CustomWorld.widget("a", ["color": "red", "tags": ["x"]]))
        var definition = try world.get("widgets.example.com", CustomWorld.definitions)
        var versions = definition.at("spec", "versions")?.elements ?? []
        for index in versions.indices {
            let path = ["schema", "openAPIV3Schema", "properties", "spec", "properties"]
            versions[index].set(nil, at: (path + ["tags"])[...])
            versions[index].set(["type": "string", "default": "plain"], at: (path + ["finish"])[...])
        }
        definition.set(Value(versions), at: "spec", "versions")
        try world.perform(
            Request(.update, CustomWorld.definitions, name: "widgets.example.com", body: definition))
        let object = try world.get("a")
        #expect(object.at("spec", "finish") == "plain")
        #expect(object.at("spec", "tags") == nil)
    }

    @Test("a restarted cluster serves what it served")
    func restart() throws {
        var world = try CustomWorld.withWidgets()
        try world.create(CustomWorld.widget("a"))
        let kinds = world.state.store.kinds
        let objects = kinds.flatMap { world.state.objects($0) }
        world.state = ClusterState(
            settings: ClusterSettings(), controllers: standardControllers,
            kept: KeptState(objects: objects.reversed(), resourceVersion: world.state.resourceVersion),
            at: world.state.now)
        #expect(try world.get("a").at("spec", "size") == 3)
        try world.create(CustomWorld.widget("b"))
    }

    @Test("a namespace takes its custom resources with it")
    func namespaces() throws {
        var world = try CustomWorld.withWidgets()
        let namespaces = ResourceType(
            group: "", version: "v1", kind: "Namespace", plural: "namespaces", isNamespaced: false)
        try world.create(["apiVersion": "v1", "kind": "Namespace", "metadata": ["name": "team"]], namespaces)
        var widget = CustomWorld.widget("a")
        widget.set("team", at: "metadata", "namespace")
        try world.create(widget)
        try world.perform(Request(.delete, namespaces, name: "team"))
        world.settle()
        #expect(throws: ClusterError.self) { try world.get("team", namespaces) }
        #expect(world.state.objects(GroupKind(group: "example.com", kind: "Widget")).isEmpty)
    }
}
