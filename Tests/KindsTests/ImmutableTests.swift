import Kinds
import Model
import Testing

@Suite("Fields that cannot be changed")
struct ImmutableTests {
    private let deployment: Value = [
        "apiVersion": "apps/v1", "kind": "Deployment", "metadata": ["name": "web", "namespace": "shop"],
        "spec": [
            "selector": ["matchLabels": ["app": "web"]],
            "template": [
                "metadata": ["labels": ["app": "web"]], "spec": ["containers": [["name": "web", "image": "web:1"]]],
            ],
        ],
    ]

    @Test("a selector cannot be changed, the rest of a Deployment can")
    func selector() {
        var other = deployment
        other.set("2", at: "spec", "selector", "matchLabels", "app")
        other.set("2", at: "spec", "template", "metadata", "labels", "app")
        #expect(immutableChanges(from: defaulted(deployment), to: other).map(\.description) == ["spec.selector"])
        var scaled = deployment
        scaled.set(3, at: "spec", "replicas")
        #expect(immutableChanges(from: defaulted(deployment), to: scaled).isEmpty)
    }

    @Test("a Service that names no address keeps the one it has; another address is a change")
    func clusterIP() {
        let service: Value = [
            "apiVersion": "v1", "kind": "Service", "metadata": ["name": "web", "namespace": "shop"],
            "spec": ["ports": [["port": 80]], "selector": ["app": "web"]],
        ]
        var live = defaulted(service)
        live.set("10.96.0.7", at: "spec", "clusterIP")
        live.set(["10.96.0.7"], at: "spec", "clusterIPs")
        #expect(immutableChanges(from: live, to: service).isEmpty)
        var headless = service
        headless.set("None", at: "spec", "clusterIP")
        #expect(immutableChanges(from: live, to: headless).map(\.description) == ["spec.clusterIP"])
    }

    @Test("an immutable ConfigMap keeps its data, another may change it")
    func configMap() {
        func map(_ value: Value, immutable: Bool) -> Value {
            var map: Value = [
                "apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": "env", "namespace": "shop"],
                "data": ["key": value],
            ]
            if immutable { map["immutable"] = true }
            return map
        }
        #expect(
            immutableChanges(from: map("a", immutable: true), to: map("b", immutable: true)).map(\.description) == [
                "data"
            ])
        #expect(immutableChanges(from: map("a", immutable: false), to: map("b", immutable: false)).isEmpty)
    }

    @Test("a StatefulSet's claims cannot be changed, its template can; 1Gi and 1024Mi are one size")
    func statefulSet() {
        func set(size: Value, image: Value) -> Value {
            [
                "apiVersion": "apps/v1", "kind": "StatefulSet", "metadata": ["name": "db", "namespace": "shop"],
                "spec": [
                    "serviceName": "db", "selector": ["matchLabels": ["app": "db"]],
                    "template": [
                        "metadata": ["labels": ["app": "db"]],
                        "spec": ["containers": [["name": "db", "image": image]]],
                    ],
                    "volumeClaimTemplates": [
                        [
                            "metadata": ["name": "data"],
                            "spec": [
                                "accessModes": ["ReadWriteOnce"], "resources": ["requests": ["storage": size]],
                            ],
                        ]
                    ],
                ],
            ]
        }
        let live = defaulted(set(size: "1Gi", image: "db:1"))
        #expect(immutableChanges(from: live, to: set(size: "1024Mi", image: "db:2")).isEmpty)
        #expect(
            immutableChanges(from: live, to: set(size: "2Gi", image: "db:2")).map(\.description) == [
                "spec.volumeClaimTemplates"
            ])
    }
}
