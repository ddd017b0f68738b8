import ClusterAPI
import Engine
import Model
import Testing

@Suite("Rules of custom resources in the cluster")
struct CustomRuleTests {
    private static func ruled(_ rules: Value) -> Value {
        var definition = CustomWorld.widgets
        var versions = definition.at("spec", "versions")?.elements ?? []
        for index in versions.indices {
            versions[index].set(
                rules, at: "schema", "openAPIV3Schema", "properties", "spec", "x-kubernetes-validations")
            versions[index].set(
                [["rule": "!has(self.phase) || self.phase != 'Broken'", "message": "not that"]], at: "schema",
                "openAPIV3Schema", "properties", "status", "x-kubernetes-validations")
            versions[index].set(
                ["phase": ["type": "string"]], at: "schema", "openAPIV3Schema", "properties", "status", "properties")
            versions[index]["selectableFields"] = [["jsonPath": ".spec.color"]]
        }
        definition.set(Value(versions), at: "spec", "versions")
        return definition
    }

    private static func world() throws -> CustomWorld {
        var world = CustomWorld()
        let response = try world.perform(
            Request(
                .create, CustomWorld.definitions,
                body: ruled([
                    ["rule": "self.size <= 5 || self.color == 'red'", "message": "only red ones are large"],
                    ["rule": "self.color == oldSelf.color", "message": "color is immutable"],
                ])))
        #expect(response.warnings.isEmpty)
        world.settle()
        return world
    }

    private static func refusal(_ world: inout CustomWorld, _ request: Request) -> String {
        do throws(ClusterError) {
            try world.perform(request)
            return ""
        } catch { return "\(error.code) \(error.message)" }
    }

    @Test("rules hold for creates, updates, patches and the status")
    func requests() throws {
        var world = try CustomRuleTests.world()
        #expect(
            world.refusal(of: CustomWorld.widget("a", ["color": "green", "size": 6]))
                == "Widget.example.com \"a\" is invalid: spec: Invalid value: \"object\": only red ones are large")
        try world.create(CustomWorld.widget("a", ["color": "red", "size": 6]))
        let patch = Request(
            .patch(.merge), CustomWorld.type(), namespace: "default", name: "a", body: ["spec": ["color": "green"]])
        #expect(
            CustomRuleTests.refusal(&world, patch)
                == "422 Widget.example.com \"a\" is invalid: [spec: Invalid value: \"object\": only red ones are large, "
                + "spec: Invalid value: \"object\": color is immutable]")
        var object = try world.get("a")
        object.set(7, at: "spec", "size")
        try world.perform(Request(.update, CustomWorld.type(), namespace: "default", name: "a", body: object))
        var status = try world.get("a")
        status["status"] = ["phase": "Broken"]
        let update = Request(
            .update, CustomWorld.type(), namespace: "default", name: "a", subresource: "status", body: status)
        #expect(
            CustomRuleTests.refusal(&world, update)
                == "422 Widget.example.com \"a\" is invalid: status: Invalid value: \"object\": not that")
        #expect(try world.get("a").at("spec", "size") == 7)
    }

    @Test("a definition with a rule that is none is refused")
    func definitions() throws {
        var world = CustomWorld()
        let request = Request(
            .create, CustomWorld.definitions, body: CustomRuleTests.ruled([["rule": "self.sice > 1"]]))
        let message = CustomRuleTests.refusal(&world, request)
        #expect(
            message.contains(
                ".properties[spec].x-kubernetes-validations[0].rule: Invalid value: "
                    + "{\"Rule\":\"self.sice \\u003e 1\",\"Message\":\"\""), "\(message)")
        #expect(
            message.hasSuffix(
                "compilation failed: ERROR: <input>:1:5: undefined field 'sice'\n | self.sice > 1\n | ....^"))
    }

    @Test("objects are selected by the fields that the definition names")
    func selecting() throws {
        var world = try CustomRuleTests.world()
        try world.create(CustomWorld.widget("a", ["color": "red"]))
        try world.create(CustomWorld.widget("b", ["color": "green"]))
        var request = Request(.list, CustomWorld.type(), namespace: "default")
        request.options.fieldSelector = "spec.color=green"
        #expect(try world.perform(request).list?.items.map(\.name) == ["b"])
        request.options.fieldSelector = "spec.size=1"
        #expect(CustomRuleTests.refusal(&world, request).hasPrefix("400 field label not supported: spec.size"))
    }
}
