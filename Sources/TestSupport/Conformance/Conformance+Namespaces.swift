import ClusterAPI
import Model

extension Conformance {
    static let namespaceChecks: [Check] = [
        Check("a namespace has its service account and certificates") { run in
            try await run.eventually("default and kube-root-ca.crt are there") {
                let account = try await run.get(.core("ServiceAccount", "serviceaccounts"), "default")
                let map = try await run.get(.configMaps, "kube-root-ca.crt")
                return account != nil && map != nil
            }
            let namespace = try await run.get(.namespaces, run.namespace)
            run.equal(namespace?.at("status", "phase"), "Active", "phase")
            run.equal(namespace?.label("kubernetes.io/metadata.name"), run.namespace, "label")
            run.equal(namespace?.at("spec", "finalizers"), ["kubernetes"], "spec.finalizers")
        },
        Check("nothing is created in a namespace that does not exist") { run in
            var request = run.request(.create, .configMaps, body: run.configMap("a"))
            request.namespace = "no-such-namespace"
            request.body?.set("no-such-namespace", at: "metadata", "namespace")
            await run.refusal(404, .notFound, message: "namespaces \"no-such-namespace\" not found", of: request)
        },
        Check("the namespace of a request and of its object are one") { run in
            var object = run.configMap("a")
            object.set("default", at: "metadata", "namespace")
            await run.refusal(
                400, .badRequest,
                message: "the namespace of the provided object does not match the namespace sent on the request",
                of: run.request(.create, .configMaps, body: object))
        },
        Check("a namespace takes its content with it, and waits for what holds on") { run in
            var object = run.configMap("held")
            object.set(["example.com/hold"], at: "metadata", "finalizers")
            try await run.create(.configMaps, object)
            try await run.create(.configMaps, run.configMap("free"))
            try await run.cluster.delete(.namespaces, name: run.namespace)
            try await run.eventually("the free one is gone") { try await run.get(.configMaps, "free") == nil }
            let ending = try await run.get(.namespaces, run.namespace)
            run.equal(ending?.at("status", "phase"), "Terminating", "phase")
            let error = await run.refusal(
                403, .forbidden,
                message: "configmaps \"late\" is forbidden: unable to create new content in namespace "
                    + "\(run.namespace) because it is being terminated",
                of: run.request(.create, .configMaps, body: run.configMap("late")))
            run.equal(error?.details?.causes.map(\.reason) ?? [], ["NamespaceTerminating"], "causes")
            try await run.cluster.patch(
                .configMaps, namespace: run.namespace, name: "held", ["metadata": ["finalizers": .null]], as: .merge,
                manager: "m")
            try await run.eventually("the namespace is gone") { try await run.get(.namespaces, run.namespace) == nil }
        },
    ]

    private static func service(_ run: ConformanceRun, _ name: String, _ spec: Value = [:]) -> Value {
        var whole: Value = ["ports": [["port": 80]], "selector": ["app": "x"]]
        for (key, value) in spec.members { whole[key] = value }
        return [
            "apiVersion": "v1", "kind": "Service",
            "metadata": ["name": Value(name), "namespace": Value(run.namespace)],
            "spec": whole,
        ]
    }

    static let serviceChecks: [Check] = [
        Check("a Service gets a cluster IP of its own, and keeps it") { run in
            let one = try await run.create(.services, service(run, "one"))
            let two = try await run.create(.services, service(run, "two"))
            let address = try run.require(one.at("spec", "clusterIP")?.string, "a cluster IP")
            run.expect(two.at("spec", "clusterIP") != one.at("spec", "clusterIP"), "two Services have two addresses")
            run.equal(one.at("spec", "clusterIPs"), [Value(address)], "clusterIPs")
            var update = service(run, "one", ["ports": [["port": 81]]])
            update.set(nil, at: "spec", "clusterIP")
            let updated = try await run.cluster.update(.services, update, manager: "m")
            run.equal(updated.at("spec", "clusterIP")?.string, address, "after an update that does not name it")
            await run.refusal(
                422, .invalid,
                message: "Service \"three\" is invalid: spec.clusterIPs: Invalid value: [\"\(address)\"]: failed to "
                    + "allocate IP \(address): provided IP is already allocated",
                of: run.request(.create, .services, body: service(run, "three", ["clusterIP": Value(address)])))
        },
        Check("node ports are given out once") { run in
            let one = try await run.create(.services, service(run, "one", ["type": "NodePort"]))
            let port = try run.require(one.at("spec", "ports")?[0]?["nodePort"]?.int, "a node port")
            run.expect((30_000...32_767).contains(port), "a port of the range: \(port)")
            await run.refusal(
                422, .invalid,
                message: "Service \"two\" is invalid: spec.ports[0].nodePort: Invalid value: \(port): provided port is "
                    + "already allocated",
                of: run.request(
                    .create, .services,
                    body: service(
                        run, "two", ["type": "NodePort", "ports": [["port": 80, "nodePort": Value(port)]]])))
            await run.refusal(
                422, .invalid,
                message:
                    "Service \"two\" is invalid: spec.ports[0].nodePort: Invalid value: 80: provided port is not in "
                    + "the valid range. The range of valid ports is 30000-32767",
                of: run.request(
                    .create, .services,
                    body: service(run, "two", ["type": "NodePort", "ports": [["port": 80, "nodePort": 80]]])))
        },
        Check("a headless Service has no address") { run in
            let made = try await run.create(.services, service(run, "none", ["clusterIP": "None"]))
            run.equal(made.at("spec", "clusterIP"), "None", "clusterIP")
        },
    ]

    static let subresourceChecks: [Check] = [
        Check("the status is written through its own subresource, and nothing else through it") { run in
            let made = try await run.create(.deployments, run.deployment("web"))
            var object = made
            object.set(nil, at: "metadata", "resourceVersion")
            object.set(7, at: "status", "observedGeneration")
            object.set(9, at: "spec", "revisionHistoryLimit")
            let main = try await run.cluster.update(.deployments, object, manager: "m")
            run.equal(main.at("status", "observedGeneration") == 7, false, "the status through the object")
            object.set(8, at: "spec", "revisionHistoryLimit")
            let status = try await run.cluster.perform(
                run.request(.update, .deployments, "web", body: object, subresource: "status")
            ).object
            run.equal(status?.at("spec", "revisionHistoryLimit"), 9, "the spec through the status")
            run.equal(status?.generation, 2, "generation")
        },
        Check("a scale reads and writes the replicas") { run in
            try await run.create(.deployments, run.deployment("web"))
            var scale = try run.require(
                try await run.cluster.perform(run.request(.get, .deployments, "web", subresource: "scale")).object,
                "the scale")
            run.equal(scale.objectKind, "Scale", "kind")
            run.equal(scale.at("status", "selector"), "app=web", "selector")
            scale.set(0, at: "spec", "replicas")
            _ = try await run.cluster.perform(
                run.request(.patch(.merge), .deployments, "web", body: ["spec": ["replicas": 3]], subresource: "scale"))
            run.equal(try await run.get(.deployments, "web")?.at("spec", "replicas"), 3, "replicas")
        },
    ]
}
