import Model
import Testing

@testable import Kinds

@Suite("Rules in definitions")
struct RuleDefinitionTests {
    private static let properties: Value = [
        "count": ["type": "integer"], "name": ["type": "string"],
        "list": ["type": "array", "items": ["type": "object", "properties": ["a": ["type": "string"]]]],
        "open": ["type": "object", "x-kubernetes-preserve-unknown-fields": true],
    ]
    private static let place = "spec.validation.openAPIV3Schema.properties[spec].x-kubernetes-validations[0]"

    @Test(
        "a rule that is none is refused with the place",
        arguments: [
            ("self.coun > 1", "1:5: undefined field 'coun'\n | self.coun > 1\n | ....^"),
            ("has(self.x)", "1:4: undefined field 'x'\n | has(self.x)\n | ...^"),
            (
                "self.name > 1",
                "1:11: found no matching overload for '_\\u003e_' applied to '(string, int)'\n"
                    + " | self.name > 1\n | ..........^"
            ),
            ("self.open.a == 1", "1:10: undefined field 'a'\n | self.open.a == 1\n | .........^"),
            ("other.x", "1:1: undeclared reference to 'other' (in container '')\n | other.x\n | ^"),
            (
                "self.count +",
                "1:13: Syntax error: mismatched input '<EOF>' expecting {'[', '{', '(', '.', '-', '!', "
                    + "'true', 'false', 'null', NUM_FLOAT, NUM_INT, NUM_UINT, STRING, BYTES, IDENTIFIER}\n"
                    + " | self.count +\n | ............^"
            ),
            (
                "self.list.all(e, e.b == '')",
                "1:19: undefined field 'b'\n | self.list.all(e, e.b == '')\n | ..................^"
            ),
        ])
    func broken(_ rule: String, _ issue: String) throws {
        let world = try #require(RuleWorld(RuleDefinitionTests.properties, rules: [["rule": Value(rule)]]))
        let errors = world.definitionErrors
        #expect(errors.count == 1)
        let error = try #require(errors.first)
        #expect(error.hasPrefix("\(RuleDefinitionTests.place).rule: Invalid value: {\"Rule\":"))
        let expected = issue.replacing("\\u003e", with: ">")
        #expect(
            error.hasSuffix("\"OptionalOldSelf\":null}: compilation failed: ERROR: <input>:\(expected)"), "\(error)")
    }

    @Test(
        "what else may be wrong with a rule",
        arguments: [
            (["rule": "self.count"], ".rule: Invalid value", "cel expression must evaluate to a bool"),
            (["rule": " "], ".rule: Required value", "rule is not specified"),
            (["rule": "true", "message": " "], ".message: Invalid value", "message must be non-empty if specified"),
            (["rule": "true", "message": "a\nb"], ".message: Invalid value", "message must not contain line breaks"),
            (
                ["rule": "true\n&& true"], ".message: Required value",
                "message must be specified if rule contains line breaks"
            ),
            (
                ["rule": "true", "messageExpression": "1"], ".messageExpression: Invalid value",
                "messageExpression must evaluate to a string"
            ),
            (
                ["rule": "true", "messageExpression": "self.x"], ".messageExpression: Invalid value",
                "messageExpression compilation failed: ERROR: <input>:1:5: undefined field 'x'\n | self.x\n | ....^"
            ),
            (
                ["rule": "true", "reason": "Nothing"], ".reason: Unsupported value",
                "\"Nothing\": supported values: "
                    + "\"FieldValueDuplicate\", \"FieldValueForbidden\", \"FieldValueInvalid\", \"FieldValueRequired\""
            ),
            (["rule": "true", "fieldPath": ".nothing"], ".fieldPath: Invalid value", "fieldPath must be a valid path"),
            (
                ["rule": "true", "optionalOldSelf": true], ".optionalOldSelf: Invalid value",
                "true: may not be set if oldSelf is not used in rule"
            ),
        ] as [(Value, String, String)])
    func entries(_ rule: Value, _ head: String, _ tail: String) throws {
        let world = try #require(RuleWorld(RuleDefinitionTests.properties, rules: [rule]))
        let errors = world.definitionErrors
        #expect(errors.count == 1)
        #expect(errors.first?.hasPrefix(RuleDefinitionTests.place + head) ?? false, "\(errors)")
        #expect(errors.first?.hasSuffix(tail) ?? false, "\(errors)")
    }

    @Test("a rule about what was cannot stand where nothing can be compared")
    func uncorrelated() throws {
        let world = try #require(
            RuleWorld([
                "list": [
                    "type": "array",
                    "items": ["type": "string", "x-kubernetes-validations": [["rule": "self == oldSelf"]]],
                ]
            ]))
        let list = "spec.validation.openAPIV3Schema.properties[spec].properties[list]"
        #expect(
            world.definitionErrors == [
                "\(list).items.x-kubernetes-validations[0].rule: Invalid value: \"self == oldSelf\": oldSelf cannot be "
                    + "used on the uncorrelatable portion of the schema within \(list)"
            ])
    }

    @Test("fields to select by are texts, whole numbers and booleans of the schema")
    func selectable() throws {
        let world = try #require(RuleWorld(RuleDefinitionTests.properties))
        var definition = world.definition
        var version = definition.at("spec", "versions")?[0] ?? .null
        version["selectableFields"] = [
            ["jsonPath": ".spec.name"], ["jsonPath": ".spec.nothing"], ["jsonPath": ".spec.list"],
            ["jsonPath": ".spec.name"], ["jsonPath": "spec"], ["jsonPath": ".spec['name']"],
        ]
        definition.set([version], at: "spec", "versions")
        definition["status"] = ["storedVersions": ["v1"]]
        var validator = Validator()
        validator.definition(FieldView(object: definition))
        let place = "spec.selectableFields"
        #expect(
            validator.errors.map(\.description) == [
                "\(place)[1].jsonPath: Invalid value: \".spec.nothing\": is an invalid path: does not refer to a valid field",
                "\(place)[2].jsonPath: Invalid value: \".spec.list\": must point to a field of type string, boolean or "
                    + "integer. Enum string fields and strings with formats are allowed.",
                "\(place)[3].jsonPath: Duplicate value: \".spec.name\"",
                "\(place)[4].jsonPath: Invalid value: \"spec\": is an invalid path: expected [ or . but got: spec",
                "\(place)[5].jsonPath: Invalid value: \".spec['name']\": is an invalid path: array notation is not allowed",
            ])
    }
}
