import Model
import Testing

@testable import APIServer

@Suite("Tables")
struct TableTests {
    /// From the tests of k8s.io/apimachinery/pkg/util/duration: the same facts.
    static let durations: [(Int64, String)] = [
        (0, "0s"), (-1, "0s"), (-2, "<invalid>"), (59, "59s"), (119, "119s"), (120, "2m"), (125, "2m5s"),
        (599, "9m59s"),
        (600, "10m"), (179 * 60, "179m"), (180 * 60, "3h"), (200 * 60, "3h20m"), (8 * 3600, "8h"), (47 * 3600, "47h"),
        (48 * 3600, "2d"), (51 * 3600, "2d3h"), (192 * 3600, "8d"), (729 * 86_400, "729d"), (730 * 86_400, "2y"),
        (740 * 86_400, "2y10d"), (8 * 365 * 86_400, "8y"),
    ]

    @Test("ages have two units at the most", arguments: durations)
    func duration(seconds: Int64, expected: String) {
        #expect(humanDuration(.seconds(seconds)) == expected)
    }

    static let paths: [(String, Value?)] = [
        (".spec.replicas", 3), ("{.spec.replicas}", 3), (".metadata.labels.app\\.io/name", "x"),
        (".metadata.labels['app.io/name']", "x"), (".status.conditions[?(@.type==\"Ready\")].status", "True"),
        (".status.conditions[?(@.type=='Gone')].status", nil), (".spec.hosts[1]", "b"), (".spec.hosts[*]", "a"),
        (".nothing", nil), (".spec.hosts[", nil), ("[[", nil), ("", nil),
    ]

    @Test("printer columns find what their paths say", arguments: paths)
    func query(path: String, expected: Value?) {
        let object: Value = [
            "metadata": ["labels": ["app.io/name": "x"]], "spec": ["replicas": 3, "hosts": ["a", "b"]],
            "status": ["conditions": [["type": "Other", "status": "False"], ["type": "Ready", "status": "True"]]],
        ]
        #expect(FieldQuery(path).first(in: object) == (path.isEmpty ? object : expected))
    }

    @Test("a definition's columns follow the name")
    func customColumns() throws {
        let definition: Value = [
            "spec": [
                "versions": [
                    [
                        "name": "v1",
                        "additionalPrinterColumns": [
                            ["name": "Spec", "type": "string", "jsonPath": ".spec.cron"],
                            ["name": "Replicas", "type": "integer", "jsonPath": ".spec.replicas", "priority": 1],
                            ["name": "Age", "type": "date", "jsonPath": ".metadata.creationTimestamp"],
                        ],
                    ]
                ]
            ]
        ]
        let shape = TableShape(definition: definition, version: "v1")
        #expect(shape.columns.map(\.name) == ["Name", "Spec", "Replicas", "Age"])
        let object: Value = [
            "metadata": ["name": "a", "creationTimestamp": "2026-01-01T00:00:00Z"],
            "spec": ["cron": "* *", "replicas": "no"],
        ]
        let now = try #require(Instant("2026-01-01T00:05:05Z"))
        #expect(shape.cells(object, now) == ["a", "* *", .null, "5m5s"])
        #expect(TableShape(definition: definition, version: "v2").columns.map(\.name) == ["Name", "Age"])
    }
}
