import Model

/// Manifests for tests, as short as they can be.
enum Objects {
    static let namespace: Value = ["apiVersion": "v1", "kind": "Namespace", "metadata": ["name": "shop"]]

    static func configMap(_ name: String = "config", _ data: Value = ["MODE": "a"]) -> Value {
        [
            "apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": Value(name), "namespace": "shop"],
            "data": data,
        ]
    }

    static func secret(_ name: String = "db", _ data: Value = ["password": "c2VjcmV0"]) -> Value {
        [
            "apiVersion": "v1", "kind": "Secret", "metadata": ["name": Value(name), "namespace": "shop"],
            "type": "Opaque", "data": data,
        ]
    }

    static func service(_ name: String = "api", app: String = "api", headless: Bool = false) -> Value {
        var service: Value = [
            "apiVersion": "v1", "kind": "Service", "metadata": ["name": Value(name), "namespace": "shop"],
            "spec": ["selector": ["app": Value(app)], "ports": [["name": "http", "port": 80]]],
        ]
        if headless { service.set("None", at: "spec", "clusterIP") }
        return service
    }

    static func deployment(
        _ name: String = "api", image: String = "api:1", replicas: Int = 2, configMap: String? = nil,
        annotations: Value = [:], faults: Value = [:]
    ) -> Value {
        workload("Deployment", name, image, replicas, configMap, annotations, faults)
    }

    static func statefulSet(
        _ name: String = "db", image: String = "db:1", replicas: Int = 2, configMap: String? = nil,
        annotations: Value = [:], faults: Value = [:]
    ) -> Value {
        var set = workload("StatefulSet", name, image, replicas, configMap, annotations, faults)
        set.set(Value(name), at: "spec", "serviceName")
        return set
    }

    private static func workload(
        _ kind: String, _ name: String, _ image: String, _ replicas: Int, _ configMap: String?, _ annotations: Value,
        _ faults: Value
    ) -> Value {
        var container: Value = ["name": "app", "image": Value(image)]
        if let configMap { container["envFrom"] = [["configMapRef": ["name": Value(configMap)]]] }
        var object: Value = [
            "apiVersion": "apps/v1", "kind": Value(kind), "metadata": ["name": Value(name), "namespace": "shop"],
            "spec": [
                "replicas": Value(replicas), "selector": ["matchLabels": ["app": Value(name)]],
                "template": ["metadata": ["labels": ["app": Value(name)]], "spec": ["containers": [container]]],
            ],
        ]
        if !annotations.isEmpty { object.set(annotations, at: "metadata", "annotations") }
        if !faults.isEmpty { object.set(faults, at: "spec", "template", "metadata", "annotations") }
        return object
    }

    static func ingress(_ service: String = "api") -> Value {
        [
            "apiVersion": "networking.k8s.io/v1", "kind": "Ingress",
            "metadata": ["name": "web", "namespace": "shop"],
            "spec": [
                "rules": [
                    [
                        "host": "shop.example",
                        "http": [
                            "paths": [
                                [
                                    "path": "/", "pathType": "Prefix",
                                    "backend": ["service": ["name": Value(service), "port": ["number": 80]]],
                                ]
                            ]
                        ],
                    ]
                ]
            ],
        ]
    }

    static let shop: [Value] = [
        namespace, configMap(), secret(), service(), deployment(configMap: "config"),
        service("db", app: "db", headless: true),
        statefulSet(), ingress(),
    ]

    static func marked(_ object: Value, _ annotations: Value) -> Value {
        var object = object
        for (name, value) in annotations.members { object.set(value, at: "metadata", "annotations", name) }
        return object
    }
}
