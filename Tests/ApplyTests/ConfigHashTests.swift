import Apply
import Engine
import Model
import Testing

@Suite struct ConfigHashTests {
    private func hashed(_ objects: [Value], applied: [Value] = [], live: [Value] = []) -> [Value] {
        func lookup(_ list: [Value]) -> (ObjectKey) -> Value? { { key in list.first { $0.key == key } } }
        return withConfigHashes(
            objects.map { Manifest(key: $0.key, object: $0, origin: Origin(file: "a.yaml", line: 1)) },
            applied: lookup(applied), live: lookup(live),
            digest: { "d\($0.count)-\($0.reduce(7) { ($0 &* 31) &+ Int($1) })" }
        ).map(\.object)
    }

    private func hash(_ objects: [Value], _ kind: String = "Deployment") -> String? {
        objects.first { $0.objectKind == kind }?.at(
            "spec", "template", "metadata", "annotations", "plumb.dev/config-hash")?.string
    }

    private let deployment = Objects.deployment(configMap: "config")

    @Test("creating and adopting add nothing")
    func quiet() {
        let objects = [Objects.configMap(), deployment]
        #expect(hashed(objects) == objects)
        #expect(hashed(objects, live: objects) == objects)
        #expect(hashed(objects, applied: objects) == objects)
    }

    @Test("a change rolls the workloads that read it, and no others; without another change it stays so")
    func changes() {
        let before = [Objects.configMap(), deployment, Objects.statefulSet()]
        let after = hashed(
            [Objects.configMap("config", ["MODE": "b"]), deployment, Objects.statefulSet()], applied: before)
        let first = hash(after)
        #expect(first != nil)
        #expect(hash(after, "StatefulSet") == nil)
        let same = hashed(
            [Objects.configMap("config", ["MODE": "b"]), deployment, Objects.statefulSet()], applied: after)
        #expect(same == after)
        let third = hashed(
            [Objects.configMap("config", ["MODE": "c"]), deployment, Objects.statefulSet()], applied: after)
        #expect(hash(third) != nil && hash(third) != first)
    }

    @Test("drift that is healed rolls nothing, nor does what is only written differently")
    func drift() {
        let applied = [Objects.configMap(), deployment]
        #expect(hash(hashed(applied, applied: applied, live: [Objects.configMap("config", ["MODE": "theirs"])])) == nil)
        var written = Objects.secret("db", ["password": "c2VjcmV0"])
        var spelled = written
        spelled["data"] = nil
        spelled["stringData"] = ["password": "secret"]
        var reads = Objects.deployment()
        reads.set(
            [["name": "app", "image": "api:1", "envFrom": [["secretRef": ["name": "db"]]]]], at: "spec", "template",
            "spec",
            "containers")
        #expect(hash(hashed([spelled, reads], applied: [written, reads])) == nil)
        written.set("bmV3", at: "data", "password")
        #expect(hash(hashed([written, reads], applied: [spelled, reads])) != nil)
    }

    @Test("it can be turned off, on either side")
    func off() {
        let changed = Objects.configMap("config", ["MODE": "b"])
        let before = [Objects.configMap(), deployment]
        let off: Value = ["plumb.dev/restart-on-change": "false"]
        #expect(hash(hashed([changed, Objects.marked(deployment, off)], applied: before)) == nil)
        #expect(hash(hashed([Objects.marked(changed, off), deployment], applied: before)) == nil)
    }

    @Test("the pods are new after a change of their configuration, and it is one transaction")
    func rolls() async throws {
        let world = World()
        let first = [Objects.namespace, Objects.configMap(), deployment]
        #expect(try await world.apply(first) == .committed(warnings: []))
        let before = await world.live(deployment)?.annotation("deployment.kubernetes.io/revision")
        let next = hashed([Objects.namespace, Objects.configMap("config", ["MODE": "b"]), deployment], applied: first)
        #expect(try await world.apply(next) == .committed(warnings: []))
        #expect(await world.live(deployment)?.annotation("deployment.kubernetes.io/revision") != before)
        #expect(try await world.plan(next).isEmpty)
    }
}
