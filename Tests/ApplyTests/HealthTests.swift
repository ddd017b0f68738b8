import Kinds
import Model
import TestSupport
import Testing

@Suite struct HealthTests {
    private static let now = Instant(seconds: 1_790_000_000)

    // MARK: Recordings of real controllers

    struct Recorded: Sendable, CustomTestStringConvertible {
        var scenario: String
        var step: Int
        var object: String
        var state: Health.State
        var isPermanent = false
        var says = ""
        var testDescription: String { "\(scenario) step \(step)" }
    }

    @Test(
        "what real controllers wrote is read as what it means",
        .enabled(if: SharedCases.arePresent, "no ../shared/cases"),
        arguments: [
            Recorded(scenario: "dep-bad-then-fixed", step: 0, object: "Deployment/web", state: .healthy),
            Recorded(
                scenario: "dep-bad-then-fixed", step: 1, object: "Deployment/web", state: .degraded, isPermanent: true,
                says: "container \"app\" cannot pull image \"nginx:bad\": ImagePullBackOff"),
            // The fixed revision is complete: what the broken one left does not count.
            Recorded(scenario: "dep-bad-then-fixed", step: 2, object: "Deployment/web", state: .healthy),
            Recorded(
                scenario: "dep-never-ready", step: 1, object: "Deployment/web", state: .progressing,
                says: "2 of 4 replicas are updated"),
            Recorded(
                scenario: "dep-crash-loop", step: 0, object: "Deployment/web", state: .progressing, says: "0 of 2"),
            Recorded(
                scenario: "dep-progress-deadline", step: 1, object: "Deployment/web", state: .degraded,
                isPermanent: true,
                says: "did not make progress within"),
            Recorded(
                scenario: "dep-no-serviceaccount", step: 0, object: "Deployment/web", state: .progressing,
                says: "pods cannot be created: pods \"web-"),
            Recorded(scenario: "dep-no-serviceaccount", step: 1, object: "Deployment/web", state: .healthy),
            Recorded(scenario: "sts-broken-update", step: 0, object: "StatefulSet/web", state: .healthy),
            Recorded(scenario: "sts-broken-update", step: 3, object: "StatefulSet/web", state: .healthy),
            Recorded(scenario: "sts-partition-status", step: 1, object: "StatefulSet/web", state: .healthy),
            Recorded(scenario: "job-simple", step: 0, object: "Job/j", state: .healthy),
            Recorded(
                scenario: "job-fail-0", step: 0, object: "Job/j", state: .degraded, isPermanent: true, says: "failed: "),
        ])
    func recordings(_ recorded: Recorded) throws {
        let steps = try SharedCases.json("controllers/\(recorded.scenario).json")["steps"]?.elements ?? []
        var objects: [String: Value] = [:]
        for step in steps.prefix(recorded.step + 1) {
            for (name, object) in step["objects"]?.members ?? Members() where object.string != "=" {
                objects[name] = object
            }
            for name in step["gone"]?.elements.compactMap(\.string) ?? [] { objects[name] = nil }
        }
        var object = try #require(objects[recorded.object])
        object["apiVersion"] = recorded.object.hasPrefix("Job") ? "batch/v1" : "apps/v1"
        object["kind"] = Value(String(recorded.object.prefix { $0 != "/" }))
        let dependents = objects.map { name, value in
            var value = value
            value["kind"] = Value(String(name.prefix { $0 != "/" }))
            return value
        }
        let health = health(of: object, among: dependents, at: HealthTests.now)
        #expect(health.state == recorded.state, "\(health)")
        #expect(health.isPermanent == recorded.isPermanent, "\(health)")
        #expect(health.reason.contains(recorded.says), "\(health)")
    }

    // MARK: Pods

    private func pod(_ state: Value, restarts: Int = 0, age: Int64 = 0, last: Value? = nil) -> Value {
        var status: Value = ["name": "app", "state": state, "restartCount": Value(restarts), "ready": false]
        if let last { status["lastState"] = ["terminated": last] }
        return [
            "apiVersion": "v1", "kind": "Pod",
            "metadata": [
                "name": "api-1", "namespace": "shop", "uid": "p",
                "creationTimestamp": Value((HealthTests.now - .seconds(age)).description),
            ],
            "spec": ["containers": [["name": "app", "image": "registry.example/api:2"]]],
            "status": ["phase": "Pending", "containerStatuses": [status]],
        ]
    }

    private func waiting(_ reason: String, _ message: String = "") -> Value {
        ["waiting": ["reason": Value(reason), "message": Value(message)]]
    }

    @Test(
        "an image that the registry does not have fails at once when asked for twice, after a moment when asked for once"
    )
    func imageNotFound() {
        let message = "failed to resolve reference \"registry.example/api:2\": registry.example/api:2: not found"
        let backOff = health(
            of: pod(waiting("ImagePullBackOff", "Back-off pulling image: \(message)")), at: HealthTests.now)
        #expect(backOff.isPermanent)
        #expect(
            backOff.reason.hasPrefix(
                "container \"app\" cannot pull image \"registry.example/api:2\": ImagePullBackOff: "))
        #expect(backOff.reason.hasSuffix("(pod \"api-1\")"))
        let fresh = health(of: pod(waiting("ErrImagePull", message), age: 1), at: HealthTests.now)
        #expect(!fresh.isPermanent)
        #expect(fresh.reviewAt == HealthTests.now + .seconds(4))
        #expect(health(of: pod(waiting("ErrImagePull", message), age: 6), at: HealthTests.now).isPermanent)
    }

    @Test(
        "a registry that is slow, full or away proves nothing",
        arguments: [
            "dial tcp 10.0.0.1:443: i/o timeout", "toomanyrequests: rate exceeded",
            "unexpected status: 503 Service Unavailable",
        ])
    func registryTrouble(message: String) {
        for reason in ["ErrImagePull", "ImagePullBackOff"] {
            let health = health(of: pod(waiting(reason, message), age: 600), at: HealthTests.now)
            #expect(health.state == .progressing && !health.isPermanent)
        }
    }

    @Test("a crash loop is permanent after a few restarts, and says how the container ended")
    func crashLoop() {
        let last: Value = ["exitCode": 137, "reason": "OOMKilled"]
        let loop = waiting("CrashLoopBackOff", "back-off")
        #expect(!health(of: pod(loop, restarts: 2, last: last), at: HealthTests.now).isPermanent)
        let health = health(of: pod(loop, restarts: 3, last: last), at: HealthTests.now)
        #expect(health.isPermanent)
        #expect(
            health.reason
                == "container \"app\" keeps crashing (CrashLoopBackOff, 3 restarts): exit code 137 (OOMKilled) (pod \"api-1\")"
        )
    }

    @Test("missing configuration gets half a minute, since others may be about to write it")
    func configuration() {
        let missing = waiting("CreateContainerConfigError", "secret \"db\" not found")
        #expect(!health(of: pod(missing, age: 29), at: HealthTests.now).isPermanent)
        #expect(health(of: pod(missing, age: 30), at: HealthTests.now).isPermanent)
    }

    @Test(
        "a pod that no node has room for is told, and permanent after a minute, unless room is being made for it",
        arguments: [(30, "", false), (90, "", true), (90, "node-1", false)])
    func unschedulable(age: Int64, node: String, isPermanent: Bool) {
        var pod = pod(waiting("ContainerCreating"), age: age)
        pod.set(
            [
                [
                    "type": "PodScheduled", "status": "False", "reason": "Unschedulable",
                    "message": "0/3 nodes are available",
                ]
            ],
            at: "status", "conditions")
        pod.set(nil, at: "status", "containerStatuses")
        if !node.isEmpty { pod.set(Value(node), at: "status", "nominatedNodeName") }
        let health = health(of: pod, at: HealthTests.now)
        #expect(health.isPermanent == isPermanent)
        #expect(health.reason.contains("cannot be scheduled: 0/3 nodes are available"))
    }

    @Test("a wrong name is permanent at once, and an init container is named as one")
    func names() {
        var pod = pod(["running": [:]])
        pod.set(
            [["name": "setup", "image": "BAD", "state": waiting("InvalidImageName", "couldn't parse")]], at: "status",
            "initContainerStatuses")
        let health = health(of: pod, at: HealthTests.now)
        #expect(health.isPermanent)
        #expect(health.reason.hasPrefix("init container \"setup\" cannot pull image \"BAD\": InvalidImageName"))
    }

    // MARK: Other kinds

    @Test(
        "each kind by its own rule",
        arguments: [
            (#"{"apiVersion":"v1","kind":"ConfigMap"}"#, Health.State.healthy),
            (
                #"{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"generation":2},"status":{"observedGeneration":1}}"#,
                .progressing
            ),
            (#"{"apiVersion":"apps/v1","kind":"Deployment","spec":{"paused":true}}"#, .suspended),
            (
                #"{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"generation":1},"spec":{"replicas":0},"status":{"observedGeneration":1}}"#,
                .healthy
            ),
            (
                #"{"apiVersion":"apps/v1","kind":"DaemonSet","metadata":{"generation":1},"status":{"observedGeneration":1,"desiredNumberScheduled":3,"updatedNumberScheduled":3,"numberAvailable":2}}"#,
                .progressing
            ),
            (
                #"{"apiVersion":"apps/v1","kind":"StatefulSet","metadata":{"generation":1},"spec":{"replicas":2},"status":{"observedGeneration":1,"replicas":2,"readyReplicas":2,"updatedReplicas":1,"updateRevision":"b","currentRevision":"b"}}"#,
                .progressing
            ),
            (#"{"apiVersion":"v1","kind":"PersistentVolumeClaim","status":{"phase":"Pending"}}"#, .progressing),
            (#"{"apiVersion":"v1","kind":"PersistentVolumeClaim","status":{"phase":"Lost"}}"#, .degraded),
            (#"{"apiVersion":"v1","kind":"Service","spec":{"type":"LoadBalancer"}}"#, .progressing),
            (
                #"{"apiVersion":"v1","kind":"Service","spec":{"type":"LoadBalancer"},"status":{"loadBalancer":{"ingress":[{"ip":"10.0.0.1"}]}}}"#,
                .healthy
            ),
            (#"{"apiVersion":"networking.k8s.io/v1","kind":"Ingress"}"#, .healthy),
            (
                #"{"apiVersion":"batch/v1","kind":"Job","status":{"conditions":[{"type":"Failed","status":"False"}]}}"#,
                .progressing
            ),
            (#"{"apiVersion":"batch/v1","kind":"Job","spec":{"suspend":true}}"#, .suspended),
            (
                #"{"apiVersion":"autoscaling/v2","kind":"HorizontalPodAutoscaler","status":{"conditions":[{"type":"AbleToScale","status":"False","reason":"FailedGetScale"}]}}"#,
                .degraded
            ),
            (
                #"{"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","status":{"conditions":[{"type":"NamesAccepted","status":"False"}]}}"#,
                .degraded
            ),
            (
                #"{"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","status":{"conditions":[{"type":"Established","status":"True"}]}}"#,
                .healthy
            ),
            (
                #"{"apiVersion":"example.com/v1","kind":"Gadget","status":{"conditions":[{"type":"Ready","status":"False"}]}}"#,
                .progressing
            ),
            (
                #"{"apiVersion":"example.com/v1","kind":"Gadget","status":{"conditions":[{"type":"Stalled","status":"True"}]}}"#,
                .degraded
            ),
            (
                #"{"apiVersion":"example.com/v1","kind":"Gadget","metadata":{"deletionTimestamp":"2026-01-01T00:00:00Z"}}"#,
                .progressing
            ),
            ("null", .missing),
        ])
    func kinds(json: String, state: Health.State) throws {
        #expect(health(of: try Value(json: json), at: HealthTests.now).state == state)
    }

    @Test("pods of a former revision fail nothing")
    func formerRevision() {
        let template: Value = [
            "metadata": ["labels": ["app": "api"]], "spec": ["containers": [["name": "app", "image": "api:2"]]],
        ]
        let deployment: Value = [
            "apiVersion": "apps/v1", "kind": "Deployment", "metadata": ["name": "api", "uid": "d", "generation": 2],
            "spec": ["replicas": 1, "template": template],
            "status": ["observedGeneration": 2, "replicas": 2, "updatedReplicas": 1],
        ]
        func replicaSet(_ uid: String, _ image: String) -> Value {
            var own = template
            own.set([["name": "app", "image": Value(image)]], at: "spec", "containers")
            own.set(Value(uid), at: "metadata", "labels", "pod-template-hash")
            return [
                "apiVersion": "apps/v1", "kind": "ReplicaSet",
                "metadata": [
                    "name": Value(uid), "uid": Value(uid), "ownerReferences": [["uid": "d", "controller": true]],
                ],
                "spec": ["template": own],
            ]
        }
        var broken = pod(waiting("CrashLoopBackOff"), restarts: 9)
        broken.set([["uid": "old", "controller": true]], at: "metadata", "ownerReferences")
        let dependents = [replicaSet("old", "api:1"), replicaSet("new", "api:2"), broken]
        let slow = health(of: deployment, among: dependents, at: HealthTests.now)
        #expect(slow.state == .progressing && !slow.isPermanent)
        broken.set([["uid": "new", "controller": true]], at: "metadata", "ownerReferences")
        #expect(health(of: deployment, among: [dependents[0], dependents[1], broken], at: HealthTests.now).isPermanent)
    }
}
