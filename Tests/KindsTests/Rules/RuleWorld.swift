import Model

@testable import Kinds

/// A kind with rules, and what comes of objects of it.
struct RuleWorld {
    let kind: CustomKind
    let definition: Value

    /// `properties` are those of the spec; `rules` stand at the spec.
    init?(_ properties: Value, rules: [Value] = [], root: [Value] = [], status: Value = ["type": "object"]) {
        var schema: Value = [
            "type": "object",
            "properties": [
                "spec": [
                    "type": "object", "properties": properties, "x-kubernetes-validations": Value(rules),
                ], "status": status,
            ],
        ]
        if rules.isEmpty { schema.set(nil, at: "properties", "spec", "x-kubernetes-validations") }
        if !root.isEmpty { schema["x-kubernetes-validations"] = Value(root) }
        definition = [
            "apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
            "metadata": ["name": "things.example.com"],
            "spec": [
                "group": "example.com", "scope": "Namespaced",
                "names": ["plural": "things", "singular": "thing", "kind": "Thing", "listKind": "ThingList"],
                "versions": [
                    [
                        "name": "v1", "served": true, "storage": true, "schema": ["openAPIV3Schema": schema],
                        "subresources": ["status": [:]],
                    ]
                ],
            ],
        ]
        guard let version = definition.at("spec", "versions")?[0],
            let kind = CustomKind(definition: definition, version: version)
        else { return nil }
        self.kind = kind
    }

    static func object(_ spec: Value, name: String = "a") -> Value {
        [
            "apiVersion": "example.com/v1", "kind": "Thing", "metadata": ["name": Value(name), "namespace": "default"],
            "spec": spec,
        ]
    }

    /// What a create is refused with.
    func refusals(_ spec: Value) -> [String] {
        do throws(AdmissionRefusal) {
            _ = try admit(create: RuleWorld.object(spec), as: kind)
            return []
        } catch { return RuleWorld.texts(error) }
    }

    /// What an update is refused with, or warned of.
    func refusals(_ new: Value, over old: Value) -> [String] {
        do throws(AdmissionRefusal) {
            let admitted = try admit(update: RuleWorld.object(new), over: RuleWorld.object(old), as: kind)
            return admitted.warnings.map { "warning: \($0)" }
        } catch { return RuleWorld.texts(error) }
    }

    private static func texts(_ refusal: AdmissionRefusal) -> [String] {
        refusal.errors.isEmpty ? [refusal.message] : refusal.errors.map(\.description)
    }

    /// What the definition is refused with; where an entry's whole text is shown, without it.
    var definitionErrors: [String] {
        var object = definition
        object["status"] = ["storedVersions": ["v1"]]
        var validator = Validator()
        validator.definitionMetadata = object.metadata
        validator.definition(FieldView(object: object))
        return validator.errors.map(\.description)
    }
}
