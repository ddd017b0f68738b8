import Model
import Testing

@testable import Kinds

@Suite("Rules of custom resources")
struct RuleTests {
    private static let properties: Value = [
        "min": ["type": "integer"], "max": ["type": "integer"], "name": ["type": "string"],
        "port": ["x-kubernetes-int-or-string": true], "note": ["type": "string", "nullable": true],
        "tags": ["type": "array", "x-kubernetes-list-type": "set", "items": ["type": "string"]],
        "parts": [
            "type": "array", "x-kubernetes-list-type": "map", "x-kubernetes-list-map-keys": ["name"],
            "items": [
                "type": "object", "required": ["name"],
                "properties": ["name": ["type": "string"], "count": ["type": "integer"]],
            ],
        ],
        "limits": ["type": "object", "additionalProperties": ["type": "string"]],
        "my-field": ["type": "string"], "a.b": ["type": "string"], "namespace": ["type": "string"],
        "x__y": ["type": "string"], "at": ["type": "string", "format": "date-time"],
        "every": ["type": "string", "format": "duration"], "blob": ["type": "string", "format": "byte"],
        "free": ["type": "object", "x-kubernetes-preserve-unknown-fields": true], "share": ["type": "number"],
        "open": ["x-kubernetes-preserve-unknown-fields": true],
        "child": [
            "type": "object", "x-kubernetes-embedded-resource": true, "x-kubernetes-preserve-unknown-fields": true,
        ],
    ]

    private static func world(_ rule: Value) throws -> RuleWorld {
        try #require(RuleWorld(properties, rules: [rule]))
    }

    @Test(
        "a rule lets pass what it holds for",
        arguments: [
            ("self.min <= self.max", ["min": 1, "max": 2]), ("!has(self.name)", [:]), ("has(self.name)", ["name": ""]),
            ("type(self.port) == int ? self.port > 80 : self.port == 'http'", ["port": 81]),
            ("type(self.port) == int ? self.port > 80 : self.port == 'http'", ["port": "http"]),
            ("!has(self.note)", ["note": .null]), ("self.tags == ['b', 'a']", ["tags": ["a", "b"]]),
            ("self.tags + ['a'] == self.tags", ["tags": ["a"]]), ("'a' in self.tags", ["tags": ["a"]]),
            (
                "self.parts.all(p, p.name != '' && (!has(p.count) || p.count > 0))",
                ["parts": [["name": "x", "count": 1]]]
            ),
            ("self.parts.exists_one(p, p.name == 'x')", ["parts": [["name": "x"], ["name": "y"]]]),
            ("self.limits.all(k, self.limits[k] != '')", ["limits": ["cpu": "1"]]),
            (
                "'cpu' in self.limits && quantity(self.limits.cpu).isGreaterThan(quantity('100m'))",
                ["limits": ["cpu": "1"]]
            ),
            ("self.limits.all(k, v, k.size() == v.size())", ["limits": ["cpu": "abc"]]),
            ("self.my__dash__field == 'a' && self.a__dot__b == 'b'", ["my-field": "a", "a.b": "b"]),
            ("self.__namespace__ == self.namespace && self.x__underscores__y == 'z'", ["namespace": "n", "x__y": "z"]),
            (
                "self.at < timestamp('2025-01-01T00:00:00Z') && self.at.getFullYear() == 2024",
                ["at": "2024-06-01T00:00:00Z"]
            ),
            ("self.every > duration('1m')", ["every": "1h"]), ("self.blob == b'hello'", ["blob": "aGVsbG8="]),
            ("self.share == 1.0 && self.share < 2", ["share": 1]), ("self.?name.orValue('none') == 'none'", [:]),
            (
                "self.child.kind == 'Pod' && self.child.metadata.name == 'p'",
                ["child": ["apiVersion": "v1", "kind": "Pod", "metadata": ["name": "p"]]]
            ),
            (
                "size(self.parts.map(p, p.name)) == 2 && self.parts[1].name == 'y'",
                ["parts": [["name": "x"], ["name": "y"]]]
            ),
        ] as [(String, Value)])
    func passing(_ rule: String, _ spec: Value) throws {
        let world = try RuleTests.world(["rule": Value(rule), "message": "no"])
        #expect(world.definitionErrors == [])
        #expect(world.refusals(spec) == [])
    }

    @Test(
        "what a rule refuses is told in the server's words",
        arguments: [
            (["rule": "self.min <= self.max"], "spec: Invalid value: \"object\": failed rule: self.min <= self.max"),
            (["rule": " self.min <= self.max ", "message": "too much "], "spec: Invalid value: \"object\": too much"),
            (
                ["rule": "self.min <= self.max", "messageExpression": "'%d is above %d'.format([self.min, self.max])"],
                "spec: Invalid value: \"object\": 3 is above 2"
            ),
            (
                ["rule": "self.min <= self.max", "message": "plain", "messageExpression": "''"],
                "spec: Invalid value: \"object\": plain"
            ),
            (
                ["rule": "self.min <= self.max", "message": "plain", "messageExpression": "self.name"],
                "spec: Invalid value: \"object\": plain"
            ),
            (
                ["rule": "self.min <= self.max", "message": "no", "reason": "FieldValueForbidden"],
                "spec: Forbidden: no"
            ),
            (
                [
                    "rule": "self.min <= self.max", "message": "no", "reason": "FieldValueRequired",
                    "fieldPath": ".name",
                ],
                "spec.name: Required value: no"
            ),
            (
                ["rule": "self.min <= self.max", "message": "no", "reason": "FieldValueDuplicate"],
                "spec: Duplicate value: \"object\""
            ),
            (
                ["rule": "self.min <= self.max", "message": "no", "fieldPath": ".limits['cpu']"],
                "spec.limits[cpu]: Invalid value: \"object\": no"
            ),
            (
                ["rule": "self.name == 'x'"],
                "spec: Invalid value: \"object\": no such key: name evaluating rule: "
                    + "self.name == 'x'"
            ),
            (
                ["rule": "self.min / (self.max - 2) > 0", "message": "m"],
                "spec: Invalid value: \"object\": division by zero evaluating rule: m"
            ),
            (
                ["rule": "self.port.startsWith('x')"],
                "spec: Invalid value: \"object\": 'no such overload': call arguments did not match a supported operator, "
                    + "function or macro signature for rule: self.port.startsWith('x')"
            ),
            (
                ["rule": "lists.range(10000000).all(i, i >= 0)", "message": "slow"],
                "spec: Invalid value: \"object\": 'operation cancelled: actual cost limit exceeded': no further validation "
                    + "rules will be run due to call cost exceeds limit for rule: slow"
            ),
        ] as [(Value, String)])
    func refused(_ rule: Value, _ message: String) throws {
        #expect(try RuleTests.world(rule).refusals(["min": 3, "max": 2, "port": 1]) == [message])
    }

    @Test("rules stand at every place of a schema, and at the whole object")
    func places() throws {
        let no: Value = [["rule": "self != 'bad'", "message": "bad"]]
        let world = try #require(
            RuleWorld(
                [
                    "names": ["type": "array", "items": ["type": "string", "x-kubernetes-validations": no]],
                    "map": [
                        "type": "object",
                        "additionalProperties": ["type": "string", "x-kubernetes-validations": no],
                    ],
                    "count": ["type": "integer", "x-kubernetes-validations": [["rule": "self % 2 == 0"]]],
                ], root: [["rule": "self.metadata.name.startsWith('a')", "message": "name"]]))
        #expect(world.definitionErrors == [])
        #expect(
            world.refusals(["names": ["ok", "bad"], "map": ["k": "bad"], "count": 3]) == [
                "spec.count: Invalid value: \"integer\": failed rule: self % 2 == 0",
                "spec.map[k]: Invalid value: \"string\": bad", "spec.names[1]: Invalid value: \"string\": bad",
            ])
        do throws(AdmissionRefusal) {
            _ = try admit(create: RuleWorld.object([:], name: "b"), as: world.kind)
            Issue.record("taken")
        } catch {
            #expect(error.errors.map(\.description) == ["<nil>: Invalid value: \"object\": name"])
        }
    }

    @Test("rules wait until the object fits the schema")
    func hidden() throws {
        let world = try RuleTests.world(["rule": "self.min <= self.max"])
        let refusals = world.refusals(["min": "x", "max": 2])
        #expect(refusals.count == 2)
        #expect(refusals.last?.hasPrefix("<nil>: Invalid value: null: some validation rules were not checked") ?? false)
    }

    @Test("a rule about what was runs on updates, where there is something to compare with")
    func transitions() throws {
        let fixed: Value = [["rule": "self == oldSelf", "message": "fixed"]]
        let world = try #require(
            RuleWorld([
                "name": ["type": "string", "x-kubernetes-validations": fixed],
                "parts": [
                    "type": "array", "x-kubernetes-list-type": "map", "x-kubernetes-list-map-keys": ["name"],
                    "items": [
                        "type": "object", "required": ["name"],
                        "properties": [
                            "name": ["type": "string"],
                            "count": [
                                "type": "integer",
                                "x-kubernetes-validations": [
                                    ["rule": "self >= oldSelf", "message": "grows"]
                                ],
                            ],
                        ],
                    ],
                ],
                "map": [
                    "type": "object", "additionalProperties": ["type": "string", "x-kubernetes-validations": fixed],
                ],
                "once": [
                    "type": "string",
                    "x-kubernetes-validations": [
                        ["rule": "oldSelf.hasValue() || self == 'first'", "optionalOldSelf": true, "message": "begins"]
                    ],
                ],
            ]))
        #expect(world.definitionErrors == [])
        #expect(world.refusals(["name": "a", "once": "first"]) == [])
        #expect(world.refusals(["once": "second"]) == ["spec.once: Invalid value: \"string\": begins"])
        #expect(world.refusals(["name": "b"], over: ["name": "a"]) == ["spec.name: Invalid value: \"string\": fixed"])
        #expect(world.refusals(["name": "b"], over: [:]) == [])
        #expect(world.refusals(["once": "second"], over: ["once": "first"]) == [])
        let old: Value = ["parts": [["name": "x", "count": 2], ["name": "y", "count": 1]], "map": ["k": "1"]]
        #expect(world.refusals(["parts": [["name": "y", "count": 1], ["name": "z", "count": 0]]], over: old) == [])
        #expect(
            world.refusals(["parts": [["name": "y", "count": 5], ["name": "x", "count": 1]]], over: old)
                == ["spec.parts[1].count: Invalid value: \"integer\": grows"])
        #expect(
            world.refusals(["map": ["k": "2", "l": "1"]], over: old)
                == ["spec.map[k]: Invalid value: \"string\": fixed"])
    }

    @Test("what was wrong and is as it was is warned of")
    func unchanged() throws {
        let world = try #require(
            RuleWorld([
                "name": ["type": "string", "x-kubernetes-validations": [["rule": "self == 'a'", "message": "not a"]]],
                "other": ["type": "integer"],
            ]))
        #expect(
            world.refusals(["name": "b", "other": 2], over: ["name": "b", "other": 1])
                == ["warning: spec.name: Invalid value: \"string\": not a"])
        #expect(
            world.refusals(["name": "c", "other": 2], over: ["name": "b"])
                == ["spec.name: Invalid value: \"string\": not a"])
    }

    @Test("all rules of an object share a budget")
    func budget() throws {
        let costly: Value = ["rule": "lists.range(100).all(i, i >= 0)", "message": "slow"]
        let world = try #require(RuleWorld(RuleTests.properties, rules: Array(repeating: costly, count: 40)))
        let tree = try #require(world.kind.rules?.tree)
        let run = RuleRun.run(tree, over: RuleWorld.object([:]), old: nil, budget: 5_000)
        #expect(
            run.errors.map(\.description) == [
                "spec: Invalid value: \"object\": validation failed due to running out of cost budget, no further "
                    + "validation rules will be run"
            ])
        #expect(RuleRun.run(tree, over: RuleWorld.object([:]), old: nil).errors.isEmpty)
    }

    @Test(
        "rules as widely used definitions have them tell right from wrong",
        arguments: [
            (
                [
                    "listeners": [
                        ["name": "a", "port": 80, "protocol": "HTTP"], ["name": "b", "port": 81, "protocol": "HTTP"],
                    ]
                ], nil
            ),
            (
                [
                    "listeners": [
                        ["name": "a", "port": 443, "protocol": "HTTPS", "tls": ["mode": "Terminate", "certs": ["c"]]]
                    ]
                ], nil
            ),
            (
                [
                    "listeners": [
                        ["name": "a", "port": 80, "protocol": "http", "tls": ["mode": "Terminate", "certs": ["c"]]]
                    ]
                ],
                "spec.listeners: Invalid value: \"array\": no tls"
            ),
            (
                [
                    "listeners": [
                        ["name": "a", "port": 80, "protocol": "HTTP"], ["name": "b", "port": 80, "protocol": "HTTP"],
                    ]
                ],
                "spec.listeners: Invalid value: \"array\": not unique"
            ),
            (
                [
                    "listeners": [
                        ["name": "a", "port": 80, "protocol": "HTTP", "hostname": "x"],
                        ["name": "b", "port": 80, "protocol": "HTTP", "hostname": "y"],
                    ]
                ], nil
            ),
            (
                [
                    "listeners": [
                        ["name": "a", "port": 443, "protocol": "HTTPS", "tls": ["mode": "Terminate", "certs": []]]
                    ]
                ],
                "spec.listeners[0].tls: Invalid value: \"object\": certs"
            ),
            (["labels": ["example.com/a": "x"]], nil),
            (["labels": ["bad key": "x"]], "spec.labels: Invalid value: \"object\": keys"),
            (["subnets": ["10.0.0.0/8", "10.1.0.0/16"]], "spec.subnets: Invalid value: \"array\": overlap"),
            (["subnets": ["10.0.0.0/16", "10.1.0.0/16"]], nil),
            (["tag": "1", "digest": "2"], "spec: Invalid value: \"object\": one of"), (["tag": "1"], nil),
            (["every": "30s"], "spec.every: Invalid value: \"string\": a minute at least"), (["every": "2m"], nil),
        ] as [(Value, String?)])
    func known(_ spec: Value, _ refusal: String?) throws {
        let listener: Value = [
            "type": "object", "required": ["name", "port", "protocol"],
            "properties": [
                "name": ["type": "string"], "port": ["type": "integer"], "protocol": ["type": "string"],
                "hostname": ["type": "string"],
                "tls": [
                    "type": "object",
                    "properties": [
                        "mode": ["type": "string"], "certs": ["type": "array", "items": ["type": "string"]],
                    ],
                    "x-kubernetes-validations": [
                        ["rule": "self.mode == 'Terminate' ? size(self.certs) > 0 : true", "message": "certs"]
                    ],
                ],
            ],
        ]
        let world = try #require(
            RuleWorld(
                [
                    "listeners": [
                        "type": "array", "x-kubernetes-list-type": "map", "x-kubernetes-list-map-keys": ["name"],
                        "items": listener,
                        "x-kubernetes-validations": [
                            [
                                "rule": "self.all(l, l.protocol.matches('(?i)^(HTTP|TCP)$') ? !has(l.tls) : true)",
                                "message": "no tls",
                            ],
                            [
                                "rule": """
                                self.all(l1, self.exists_one(l2, l1.port == l2.port && l1.protocol == l2.protocol
                                  && (has(l1.hostname) && has(l2.hostname) ? l1.hostname == l2.hostname
                                  : !has(l1.hostname) && !has(l2.hostname))))
                                """, "message": "not unique",
                            ],
                        ],
                    ],
                    "labels": [
                        "type": "object", "additionalProperties": ["type": "string"],
                        "x-kubernetes-validations": [
                            [
                                "rule":
                                    #"self.all(key, key.matches(r"""^([a-z0-9.-]+/)?[A-Za-z0-9][-A-Za-z0-9_.]{0,62}$"""))"#,
                                "message": "keys",
                            ], ["rule": "self.all(key, key.split('/')[0].size() < 253)", "message": "long"],
                        ],
                    ],
                    "subnets": [
                        "type": "array", "items": ["type": "string"],
                        "x-kubernetes-validations": [
                            [
                                "rule": "!self.exists(i, self.exists(j, i != j && cidr(i).containsCIDR(j)))",
                                "message": "overlap",
                            ]
                        ],
                    ],
                    "tag": ["type": "string"], "digest": ["type": "string"],
                    "every": [
                        "type": "string",
                        "x-kubernetes-validations": [
                            ["rule": "duration(self) >= duration('60s')", "message": "a minute at least"]
                        ],
                    ],
                ], rules: [["rule": "!(has(self.tag) && has(self.digest))", "message": "one of"]]))
        #expect(world.definitionErrors == [])
        #expect(world.refusals(spec) == (refusal.map { [$0] } ?? []))
    }
}
