import ClusterAPI
import Engine
import Model
import Testing

@Suite("Ephemeral containers")
struct EphemeralContainerTests {
    private static let pods = ResourceType(group: "", version: "v1", kind: "Pod", plural: "pods", isNamespaced: true)

    private func debugged(stdin: Bool) throws -> ClusterState {
        var state = ClusterState(controllers: standardControllers, at: Instant(seconds: 1_800_000_000))
        state.advance(to: state.now)
        let pod: Value = [
            "apiVersion": "v1", "kind": "Pod", "metadata": ["name": "p", "namespace": "default"],
            "spec": ["containers": [["name": "app", "image": "app:1"]]],
        ]
        let type = EphemeralContainerTests.pods
        _ = try state.handle(Request(.create, type, namespace: "default", body: pod), at: state.now)
        state.advance(to: state.now + .seconds(60))
        let patch: Value = [
            "spec": ["ephemeralContainers": [["name": "debug", "image": "busybox", "stdin": Value(stdin)]]]
        ]
        let request = Request(
            .patch(.strategic), type, namespace: "default", name: "p", subresource: "ephemeralcontainers", body: patch)
        _ = try state.handle(request, at: state.now)
        state.advance(to: state.now + .seconds(20))
        return state
    }

    private func debuggedPod(_ state: ClusterState) throws -> Value {
        try #require(state.object(ObjectKey(group: "", kind: "Pod", namespace: "default", name: "p")))
    }

    @Test("one that nobody sits at runs to its end, and the pod goes on")
    func ends() throws {
        var state = try debugged(stdin: false)
        let pod = try debuggedPod(state)
        let status = try #require(pod.at("status", "ephemeralContainerStatuses")?.elements.first)
        #expect(status.at("state", "terminated", "exitCode") == 0)
        #expect(status["restartCount"] == 0)
        #expect(status["ready"] == false)
        #expect(pod.at("status", "phase") == "Running")
        #expect(pod.at("status", "containerStatuses")?.elements.count == 1)
        let ready = pod.at("status", "conditions")?.elements.first { $0["type"] == "Ready" }
        #expect(ready?["status"] == "True")
        var log = Request(.get, EphemeralContainerTests.pods, namespace: "default", name: "p", subresource: "log")
        log.options.log.container = "debug"
        #expect(try state.handle(log, at: state.now).text?.hasPrefix("simulated container debug of busybox") == true)
    }

    @Test("one that reads runs on, from when it was added")
    func runsOn() throws {
        let state = try debugged(stdin: true)
        let status = try #require(try debuggedPod(state).at("status", "ephemeralContainerStatuses")?.elements.first)
        let started = try #require(status.at("state", "running", "startedAt")?.string.flatMap { Instant($0) })
        #expect(started >= Instant(seconds: 1_800_000_060))
    }
}
