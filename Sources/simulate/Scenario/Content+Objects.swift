import Model

extension Content {
    /// The objects as the files define them. A flaw that no object can show is left to `files`.
    var objects: [Value] {
        if flaw == .empty { return [] }
        var objects: [Value] = [
            namespace, config, secret, service("api"), service("db", headless: true), deployment("api"), set, ingress,
        ]
        if hasWorker { objects.append(deployment("worker")) }
        if hasRoles { objects += roles }
        objects += extras.sorted().map { extra($0) }
        if hasRobots { objects += robots }
        if hasTeam { objects += team }
        if hasWaves {
            objects = objects.map { object in
                var object = object
                if object.objectKind == "Ingress" || object.name == "worker" {
                    object.set("1", at: "metadata", "annotations", "plumb.dev/wave")
                }
                return object
            }
        }
        return objects
    }

    private var namespace: Value { ["apiVersion": "v1", "kind": "Namespace", "metadata": ["name": "shop"]] }

    private func object(_ apiVersion: String, _ kind: String, _ name: String) -> Value {
        [
            "apiVersion": Value(apiVersion), "kind": Value(kind),
            "metadata": ["name": Value(name), "namespace": "shop"],
        ]
    }

    private var config: Value {
        var config = object("v1", "ConfigMap", "config")
        config["data"] = ["MARK": Value("\(mark)"), "MODE": "plain"]
        if flaw == .wrongType { config["data"] = ["MARK": Value(mark)] }
        return config
    }

    private var secret: Value {
        var secret = object("v1", "Secret", "db")
        secret["type"] = "Opaque"
        secret["stringData"] = ["password": Value(Content.secret(mark))]
        return secret
    }

    private func service(_ name: String, headless: Bool = false) -> Value {
        var service = object("v1", "Service", name)
        service["spec"] = ["selector": ["app": Value(name)], "ports": [["name": "http", "port": 80]]]
        if headless { service.set("None", at: "spec", "clusterIP") }
        return service
    }

    private func template(_ name: String, image: String) -> Value {
        var container: Value = ["name": "app", "image": Value(image)]
        container["envFrom"] = [["configMapRef": ["name": "config"]]]
        container["env"] = [
            ["name": "PASSWORD", "valueFrom": ["secretKeyRef": ["name": "db", "key": "password"]]]
        ]
        return ["metadata": ["labels": ["app": Value(name)]], "spec": ["containers": [container]]]
    }

    private func deployment(_ name: String) -> Value {
        var deployment = object("apps/v1", "Deployment", name)
        let isBroken = name == "api"
        var template = template(name, image: isBroken && flaw == .missingImage ? "\(name):bad" : "\(name):\(mark)")
        if isBroken, flaw == .crashLoop { fault("crash-loop", in: &template) }
        if isBroken, flaw == .neverReady { fault("never-ready", in: &template) }
        var labels: Value = ["app": Value(name)]
        if isBroken, flaw == .otherSelector {
            labels["tier"] = "front"
            template.set("front", at: "metadata", "labels", "tier")
        }
        deployment["spec"] = ["selector": ["matchLabels": labels], "template": template]
        // Somebody else scales the worker.
        if name != "worker" { deployment.set(Value(replicas), at: "spec", "replicas") }
        if isBroken, flaw == .unknownField { deployment.set("yes", at: "spec", "replicaCount") }
        if isBroken, flaw == .unknownReference {
            var spec = template["spec"] ?? [:]
            spec["volumes"] = [["name": "v", "configMap": ["name": "nowhere"]]]
            deployment.set(spec, at: "spec", "template", "spec")
        }
        return deployment
    }

    private func fault(_ name: String, in template: inout Value) {
        template.set("true", at: "metadata", "annotations", "sim.plumb.dev/\(name)")
    }

    private var set: Value {
        var set = object("apps/v1", "StatefulSet", "db")
        let version = changesSet ? "db:\(mark)" : "db:0"
        set["spec"] = [
            "replicas": 2, "serviceName": "db", "selector": ["matchLabels": ["app": "db"]],
            "template": template("db", image: flaw == .missingImageInSet ? "db:bad" : version),
        ]
        return set
    }

    private var ingress: Value {
        var ingress = object("networking.k8s.io/v1", "Ingress", "web")
        let backend: Value = ["service": ["name": "api", "port": ["number": 80]]]
        ingress["spec"] = [
            "rules": [
                ["host": "shop.example", "http": ["paths": [["path": "/", "pathType": "Prefix", "backend": backend]]]]
            ]
        ]
        return ingress
    }

    private var roles: [Value] {
        let account = object("v1", "ServiceAccount", "robot")
        var role = object("rbac.authorization.k8s.io/v1", "Role", "reader")
        role["rules"] = [["apiGroups": [""], "resources": ["pods"], "verbs": ["get", "list"]]]
        var binding = object("rbac.authorization.k8s.io/v1", "RoleBinding", "robot-reads")
        binding["roleRef"] = ["apiGroup": "rbac.authorization.k8s.io", "kind": "Role", "name": "reader"]
        binding["subjects"] = [["kind": "ServiceAccount", "name": "robot", "namespace": "shop"]]
        return [account, role, binding]
    }

    private func extra(_ number: Int) -> Value {
        var extra = object("v1", "ConfigMap", "extra-\(number)")
        extra["data"] = ["MARK": Value("\(mark)"), "NUMBER": Value("\(number)")]
        return extra
    }
}
