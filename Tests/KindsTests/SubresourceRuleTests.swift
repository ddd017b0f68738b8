import Kinds
import Model
import Testing

@Suite("Updates through subresources")
struct SubresourceRuleTests {
    private let pod: Value = [
        "apiVersion": "v1", "kind": "Pod", "metadata": ["name": "p", "namespace": "shop"],
        "spec": ["containers": [["name": "app", "image": "app:1", "resources": ["requests": ["cpu": "100m"]]]]],
    ]

    private func stored(_ object: Value) throws -> Value { try admit(create: object).object }

    private func update(
        _ old: Value, through subresource: String, _ change: (inout Value) -> Void
    ) throws(AdmissionRefusal) -> Value {
        var new = old
        change(&new)
        return try admit(update: new, over: old, options: AdmissionOptions(subresource: subresource)).object
    }

    @Test("ephemeral containers are added through their subresource, and nothing else of the pod is changed by it")
    func ephemeral() throws {
        let old = try stored(pod)
        let debugger: Value = ["name": "debug", "image": "busybox"]
        let new = try update(old, through: "ephemeralcontainers") {
            $0.set([debugger], at: "spec", "ephemeralContainers")
            $0.set(["a": "b"], at: "metadata", "labels")
            $0.set("Never", at: "spec", "restartPolicy")
        }
        let added = new.at("spec", "ephemeralContainers")?.elements ?? []
        #expect(added.map { $0["name"] } == ["debug"])
        #expect(added.first?["imagePullPolicy"] == "Always")
        #expect(new.labels.isEmpty)
        #expect(new.at("spec", "restartPolicy") == "Always")
    }

    @Test("an ephemeral container that is there is neither changed nor removed, and has no probes")
    func ephemeralStays() throws {
        let first = try stored(pod)
        let old = try update(first, through: "ephemeralcontainers") {
            $0.set([["name": "debug", "image": "busybox"]], at: "spec", "ephemeralContainers")
        }
        let rows: [(Value, String)] = [
            ([], "existing ephemeral containers \"debug\" may not be removed\n"),
            ([["name": "debug", "image": "other"]], "existing ephemeral containers \"debug\" may not be changed\n"),
        ]
        for (list, message) in rows {
            let refusal = #expect(throws: AdmissionRefusal.self) {
                try update(old, through: "ephemeralcontainers") { $0.set(list, at: "spec", "ephemeralContainers") }
            }
            #expect(refusal?.errors.map(\.field) == ["spec.ephemeralContainers"])
            #expect(refusal?.errors.map(\.detail) == [message])
        }
        let probed = #expect(throws: AdmissionRefusal.self) {
            try update(first, through: "ephemeralcontainers") {
                let port: Value = ["containerPort": 80]
                $0.set([["name": "d", "image": "b", "ports": [port]]], at: "spec", "ephemeralContainers")
            }
        }
        #expect(probed?.errors.map(\.field) == ["spec.ephemeralContainers[0].ports"])
    }

    @Test("the pod itself takes no ephemeral containers in an update")
    func ephemeralInPod() throws {
        let old = try stored(pod)
        let refusal = #expect(throws: AdmissionRefusal.self) {
            try update(old, through: "") { $0.set([["name": "d", "image": "b"]], at: "spec", "ephemeralContainers") }
        }
        #expect(refusal?.errors.map(\.field) == ["spec"])
    }

    @Test("a resize changes resources only, and not the pod's class")
    func resize() throws {
        let old = try stored(pod)
        func containers(_ resources: Value) -> Value {
            [["name": "app", "image": "other:2", "resources": resources]]
        }
        let new = try update(old, through: "resize") {
            $0.set(containers(["requests": ["cpu": "200m"]]), at: "spec", "containers")
        }
        let container = new.at("spec", "containers")?.elements.first
        #expect(container?.at("resources", "requests", "cpu") == "200m")
        #expect(container?["image"] == "app:1")
        let refusal = #expect(throws: AdmissionRefusal.self) {
            try update(old, through: "resize") { $0.set(containers([:]), at: "spec", "containers") }
        }
        #expect(refusal?.errors.map(\.detail) == ["Pod QOS Class may not change as a result of resizing"])
    }

    @Test("a namespace's finalizers are taken away through finalize only")
    func finalize() throws {
        let old = try stored(["apiVersion": "v1", "kind": "Namespace", "metadata": ["name": "n"]])
        #expect(old.at("spec", "finalizers") == ["kubernetes"])
        let kept = try update(old, through: "") { $0.set([], at: "spec", "finalizers") }
        #expect(kept.at("spec", "finalizers") == ["kubernetes"])
        let freed = try update(old, through: "finalize") { $0.set(nil, at: "spec", "finalizers") }
        #expect(freed.at("spec", "finalizers")?.elements.isEmpty ?? true)
    }

    @Test("a request for a certificate is approved through its subresource only")
    func approval() throws {
        let old = try stored([
            "apiVersion": "certificates.k8s.io/v1", "kind": "CertificateSigningRequest", "metadata": ["name": "c"],
            "spec": ["request": "eA==", "signerName": "example.com/x", "usages": ["client auth"]],
        ])
        let condition: Value = [
            "type": "Approved", "status": "True", "reason": "r", "lastUpdateTime": "2026-01-01T00:00:00Z",
        ]
        let ignored = try update(old, through: "") { $0.set([condition], at: "status", "conditions") }
        #expect(ignored.at("status", "conditions") == nil)
        let approved = try update(old, through: "approval") {
            $0.set([condition], at: "status", "conditions")
            $0.set("other.com/x", at: "spec", "signerName")
        }
        let first = approved.at("status", "conditions")?.elements.first
        #expect(first?["type"] == "Approved")
        #expect(first?["lastTransitionTime"] == "2026-01-01T00:00:00Z")
        #expect(approved.at("spec", "signerName") == "example.com/x")
    }
}
