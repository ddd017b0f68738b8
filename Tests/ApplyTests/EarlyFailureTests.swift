import Apply
import ClusterAPI
import Engine
import Model
import Testing

/// What is proven to come to nothing fails long before its deadline, and says why.
@Suite struct EarlyFailureTests {
    private func reason(_ outcome: Outcome) -> String {
        guard case .rolledBack(let reasons) = outcome else { return "not rolled back: \(outcome)" }
        return reasons.map(\.message).joined(separator: "\n")
    }

    @Test("a pod that fits on no node fails after a minute, with the scheduler's words")
    func unschedulable() async throws {
        let world = World()
        #expect(try await world.apply([Objects.namespace, Objects.deployment()]) == .committed(warnings: []))
        var big = Objects.deployment(image: "api:2")
        big.set(
            [["name": "app", "image": "api:2", "resources": ["requests": ["cpu": "9000"]]]], at: "spec", "template",
            "spec",
            "containers")
        let start = await world.cluster.now
        let reason = reason(try await world.apply([Objects.namespace, big]))
        #expect(reason.contains("cannot be scheduled: "), "\(reason)")
        #expect(reason.contains("Insufficient cpu"), "\(reason)")
        #expect(await world.cluster.now - start < .seconds(120))
        #expect(await world.live(Objects.deployment())?.status["availableReplicas"]?.int == 2)
    }

    @Test("pods that failed for want of what is written now get the time to come up")
    func mended() async throws {
        let world = World()
        let reading = Objects.deployment(configMap: "config")
        #expect(try await world.apply([Objects.namespace, Objects.configMap(), reading]) == .committed(warnings: []))
        let pods = GroupKind(group: "", kind: "Pod")
        try await world.cluster.delete(World.type(of: Objects.configMap()), namespace: "shop", name: "config")
        for pod in await world.cluster.state.objects(pods, namespace: "shop") {
            try await world.cluster.delete(World.type(of: pod), namespace: "shop", name: pod.name)
        }
        try await world.time.sleep(until: await world.cluster.now + .seconds(60))
        #expect((await world.live(reading))?.status["availableReplicas"]?.int ?? 0 == 0)
        var wider = reading
        wider.set(3, at: "spec", "replicas")
        #expect(try await world.apply([Objects.namespace, Objects.configMap(), wider]) == .committed(warnings: []))
    }

    @Test("a crash loop shows its events, and the end of the container's log")
    func crash() async throws {
        let world = World()
        #expect(try await world.apply([Objects.namespace, Objects.deployment()]) == .committed(warnings: []))
        let bad = Objects.deployment(
            image: "api:2", faults: ["sim.plumb.dev/crash-loop": "true", "sim.plumb.dev/log": "no such table: carts"])
        let reason = reason(try await world.apply([Objects.namespace, bad]))
        #expect(reason.contains("; events: BackOff"), "\(reason)")
        #expect(reason.contains("the log of container \"app\" ends: "), "\(reason)")
        #expect(reason.contains("no such table: carts"), "\(reason)")
    }

    @Test("an object's own time-out is kept, and named", arguments: ["Deployment", "StatefulSet"])
    func ownTimeout(kind: String) async throws {
        let world = World()
        func workload(_ image: String, _ faults: Value) -> Value {
            let marks: Value = ["plumb.dev/timeout": "45s"]
            return kind == "Deployment"
                ? Objects.deployment(image: image, annotations: marks, faults: faults)
                : Objects.statefulSet(image: image, annotations: marks, faults: faults)
        }
        let rest = [Objects.namespace, Objects.service("db", app: "db", headless: true)]
        #expect(try await world.apply(rest + [workload("a:1", [:])]) == .committed(warnings: []))
        let start = await world.cluster.now
        let outcome = try await world.apply(rest + [workload("a:2", ["sim.plumb.dev/never-ready": "true"])])
        #expect(reason(outcome).contains("is not healthy after 45 s: "), "\(outcome)")
        #expect(await world.cluster.now - start < .seconds(80))
    }

    private static func workload(_ kind: String) -> Value {
        var object: Value
        switch kind {
        case "Job":
            object = [
                "apiVersion": "batch/v1", "kind": "Job", "metadata": ["name": "api", "namespace": "shop"],
                "spec": [
                    "template": [
                        "spec": ["restartPolicy": "Never", "containers": [["name": "app", "image": "api:1"]]]
                    ]
                ],
            ]
        case "StatefulSet": object = Objects.statefulSet("api")
        default: object = Objects.deployment()
        }
        object["kind"] = Value(kind)
        if kind == "DaemonSet" { object.set(nil, at: "spec", "replicas") }
        return object
    }

    @Test(
        "a workload that a quota keeps from making pods fails after half a minute, in the quota's words",
        arguments: ["Deployment", "StatefulSet", "DaemonSet", "Job"], [0, 1])
    func quota(kind: String, room: Int) async throws {
        if kind == "Job", room > 0 { return }
        let world = World()
        let quota: Value = [
            "apiVersion": "v1", "kind": "ResourceQuota", "metadata": ["name": "team", "namespace": "shop"],
            "spec": ["hard": ["pods": 5]],
        ]
        let rest = [Objects.namespace, Objects.service("api", headless: true), quota]
        #expect(try await world.apply(rest) == .committed(warnings: []))
        try await world.time.sleep(until: await world.cluster.now + .seconds(10))
        let workload = Self.workload(kind)
        let transaction = try await world.transaction(rest + [workload])
        world.faulty.script { request, _ throws(ClusterError) in
            // Between preflight and the write the room goes.
            if request.type.kind == kind, !request.options.dryRun, request.verb == .create {
                try await world.edit(quota) { $0.set(Value(room), at: "spec", "hard", "pods") }
                try? await world.time.sleep(until: await world.cluster.now + .seconds(10))
            }
            return nil
        }
        let start = await world.cluster.now
        let outcome = await world.runner().run(transaction)
        // One node, one pod of a DaemonSet.
        if kind == "DaemonSet", room > 0 { return #expect(outcome == .committed(warnings: [])) }
        let reason = reason(outcome)
        #expect(reason.contains("\(kind) \"api\": pods cannot be created: "), "\(reason)")
        #expect(reason.contains("exceeded quota: team"), "\(reason)")
        #expect(await world.cluster.now - start < .seconds(100))
    }

    @Test("pods that a controller cannot make fail a StatefulSet after half a minute, with the cause")
    func refusedPods() async throws {
        let world = World()
        let rest = [Objects.namespace, Objects.service("db", app: "db", headless: true)]
        #expect(try await world.apply(rest) == .committed(warnings: []))
        var set = Objects.statefulSet()
        set.set("nobody", at: "spec", "template", "spec", "serviceAccountName")
        let account: Value = [
            "apiVersion": "v1", "kind": "ServiceAccount", "metadata": ["name": "nobody", "namespace": "shop"],
        ]
        try await world.create(account)
        let transaction = try await world.transaction(rest + [set])
        world.faulty.script { request, _ throws(ClusterError) in
            // Between preflight and the write the account goes.
            if request.type.kind == "StatefulSet", !request.options.dryRun, request.verb == .create {
                try await world.cluster.delete(World.type(of: account), namespace: "shop", name: "nobody")
            }
            return nil
        }
        let start = await world.cluster.now
        let reason = reason(await world.runner().run(transaction))
        #expect(reason.contains("StatefulSet \"db\": pods cannot be created: "), "\(reason)")
        #expect(reason.contains("serviceaccount \"nobody\" not found"), "\(reason)")
        #expect(await world.cluster.now - start < .seconds(100))
    }
}
