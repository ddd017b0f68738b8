import Diff
import Kinds
import Model
import Testing

@Suite("The three-way table")
struct MergeTableTests {
    struct Row: CustomTestStringConvertible, Sendable {
        var base: String?
        var desired: String?
        var live: String?
        var result: String?
        var why: FieldChange.Why?
        var testDescription: String { "\(base ?? "–") \(desired ?? "–") \(live ?? "–")" }
        init(_ base: String?, _ desired: String?, _ live: String?, _ result: String?, _ why: FieldChange.Why?) {
            self.base = base
            self.desired = desired
            self.live = live
            self.result = result
            self.why = why
        }
    }

    static let rows = [
        Row("x", "x", "x", "x", nil), Row("x", "y", "x", "y", .changed), Row(nil, "y", nil, "y", .added),
        Row(nil, "y", "z", "y", .adopted), Row("x", nil, "x", nil, .removed), Row("x", nil, "z", nil, .removed),
        Row("x", "x", "z", "x", .drifted), Row("x", "x", nil, "x", .drifted), Row("x", "y", "z", "y", .conflict),
        Row("x", "y", nil, "y", .conflict), Row(nil, nil, "z", "z", nil), Row("x", nil, nil, nil, nil),
        Row("x", "y", "y", "y", nil), Row(nil, "y", "y", "y", nil),
    ]

    static func configMap(_ value: String?) -> Value {
        var object: Value = ["apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": "c"], "data": ["k": "v"]]
        object.set(value.map { Value($0) }, at: "data", "f")
        return object
    }

    @Test("every row of it holds", arguments: rows)
    func table(row: Row) throws {
        let schema = try #require(builtinSchema(group: "", version: "v1", kind: "ConfigMap"))
        let merged = Diff.merge(
            base: Self.configMap(row.base), desired: Self.configMap(row.desired), live: Self.configMap(row.live),
            schema: schema)
        #expect(merged.result?.at("data", "f")?.string == row.result)
        #expect(merged.fields.map(\.why) == (row.why.map { [$0] } ?? []))
        if let field = merged.fields.first { #expect(field.path == FieldPath(fields: "data", "f")) }
    }

    static func deployment(_ containers: Value, replicas: Int? = nil) -> Value {
        var object: Value = [
            "apiVersion": "apps/v1", "kind": "Deployment", "metadata": ["name": "d", "namespace": "n"],
            "spec": ["template": ["spec": ["containers": containers]]],
        ]
        object.set(replicas.map { Value($0) }, at: "spec", "replicas")
        return object
    }

    @Test("containers merge by name, foreign ones stay where they stood, and limits compare by amount")
    func lists() throws {
        let schema = try #require(builtinSchema(group: "apps", version: "v1", kind: "Deployment"))
        let base = Self.deployment([["name": "a", "image": "1"], ["name": "b", "image": "1"]])
        let desired = Self.deployment([
            ["name": "a", "image": "2", "resources": ["limits": ["cpu": "1000m"]]], ["name": "c", "image": "1"],
        ])
        let live = Self.deployment([
            ["name": "a", "image": "1", "resources": ["limits": ["cpu": "1"]], "tty": true],
            ["name": "mesh", "image": "9"], ["name": "b", "image": "1"],
        ])
        let merged = Diff.merge(base: base, desired: desired, live: live, schema: schema)
        let containers = merged.result?.at("spec", "template", "spec", "containers")?.elements ?? []
        #expect(containers.map { $0["name"]?.string } == ["a", "mesh", "c"])
        #expect(containers.first?["tty"] == true)
        #expect(
            merged.fields.map { "\($0.path) \($0.why.rawValue)" } == [
                "spec.template.spec.containers[name=a].image changed",
                "spec.template.spec.containers[name=c] added", "spec.template.spec.containers[name=b] removed",
            ])
    }

    @Test("a structure that the revision drops goes with the defaults in it; a map only loses what was ours")
    func removal() throws {
        let schema = try #require(builtinSchema(group: "apps", version: "v1", kind: "Deployment"))
        var base = Self.deployment([["name": "a", "livenessProbe": ["tcpSocket": ["port": 80]]]])
        base.set(["ours": "1"], at: "metadata", "labels")
        var live = Self.deployment([["name": "a", "livenessProbe": ["tcpSocket": ["port": 80], "periodSeconds": 10]]])
        live.set(["ours": "1", "theirs": "2"], at: "metadata", "labels")
        let merged = Diff.merge(base: base, desired: Self.deployment([["name": "a"]]), live: live, schema: schema)
        #expect(merged.result?.at("metadata", "labels")?.json == #"{"theirs":"2"}"#)
        #expect(merged.result?.at("spec", "template", "spec", "containers")?.json == #"[{"name":"a"}]"#)
    }

    @Test("an ignored field keeps the live value, by rule and by the object's own annotation")
    func ignored() throws {
        var desired = Self.deployment([["name": "a", "image": "2"]], replicas: 2)
        let live = Self.deployment([["name": "a", "image": "1"]], replicas: 7)
        let key = desired.key
        let manifest = { Manifest(key: key, object: $0, origin: Origin(file: "d.yaml", line: 3)) }
        let rule = IgnoreRule(kind: "Deploy*", fields: [try #require(FieldPattern("spec.replicas"))])
        let ruled = changes(
            from: [key: desired], to: [manifest(desired)], over: [key: live],
            settings: ChangeSettings(schema: { builtinSchema(of: $0) ?? .unknown }, ignore: [rule]))
        #expect(ruled.first?.result?.at("spec", "replicas") == 7)
        #expect(ruled.first?.fields.map(\.path.description) == ["spec.template.spec.containers[name=a].image"])
        desired.set(
            "spec.replicas, spec.template.spec.containers[name=a].image", at: "metadata", "annotations",
            "plumb.dev/ignore")
        var held = live
        held.set(desired.at("metadata", "annotations"), at: "metadata", "annotations")
        let annotated = changes(
            from: [key: desired], to: [manifest(desired)], over: [key: held],
            settings: ChangeSettings(schema: { builtinSchema(of: $0) ?? .unknown }))
        #expect(annotated.isEmpty)
    }

    @Test("what the revision defines no more is deleted, unless it is protected or gone already")
    func prune() {
        let settings = ChangeSettings(schema: { _ in .unknown })
        var guarded = Self.configMap(nil)
        guarded.set("g", at: "metadata", "name")
        guarded.set("false", at: "metadata", "annotations", "plumb.dev/prune")
        var gone = Self.configMap(nil)
        gone.set("gone", at: "metadata", "name")
        let plain = Self.configMap(nil)
        let result = changes(
            from: [plain.key: plain, guarded.key: guarded, gone.key: gone], to: [],
            over: [plain.key: plain, guarded.key: guarded], settings: settings)
        #expect(result.map(\.key) == [plain.key])
        #expect(result.first?.action == .delete)
    }

    @Test("an object that is as it was is not looked at, unless the revision changes it")
    func untouched() {
        let (old, new) = (Self.configMap("x"), Self.configMap("y"))
        let manifest = { Manifest(key: $0.key, object: $0, origin: Origin(file: "c.yaml", line: 1)) }
        var settings = ChangeSettings(schema: { _ in .unknown })
        settings.mayHaveDrifted = { _ in false }
        let live = [old.key: Self.configMap("z")]
        #expect(changes(from: [old.key: old], to: [manifest(old)], over: live, settings: settings).isEmpty)
        #expect(changes(from: [old.key: old], to: [manifest(new)], over: live, settings: settings).count == 1)
        settings.mayHaveDrifted = { _ in true }
        let drifted = changes(from: [old.key: old], to: [manifest(old)], over: live, settings: settings)
        #expect(drifted.map(\.isOnlyDrift) == [true])
    }

    @Test("who drifted a field is told by managedFields")
    func blame() throws {
        let schema = try #require(builtinSchema(group: "apps", version: "v1", kind: "Deployment"))
        let desired = Self.deployment([["name": "a"]], replicas: 2)
        let time = Instant(seconds: 1_700_000_000)
        let applied = recordUpdate(old: nil, new: desired, manager: "plumb", time: time, schema: schema)
        var scaled = applied
        scaled.set(3, at: "spec", "replicas")
        let live = recordUpdate(old: applied, new: scaled, manager: "kubectl-edit", time: time, schema: schema)
        let merged = Diff.merge(base: desired, desired: desired, live: live, schema: schema)
        #expect(merged.fields.map(\.manager) == ["kubectl-edit"])
        #expect(merged.fields.first?.lines == ["~ spec.replicas: 3 → 2  (drifted, set by kubectl-edit)"])
    }

    @Test("adopting deletes what the former tool stopped naming, and nothing else")
    func adoption() throws {
        let schema = try #require(builtinSchema(group: "", version: "v1", kind: "ConfigMap"))
        let time = Instant(seconds: 1_700_000_000)
        let applied = try applyMerge(
            live: nil, applied: Self.configMap("x"), manager: "argocd-controller", force: false, time: time,
            schema: schema
        ).object
        var edited = applied
        edited.set("1", at: "data", "theirs")
        let live = recordUpdate(old: applied, new: edited, manager: "kubectl-edit", time: time, schema: schema)
        let merged = Diff.merge(
            base: adoptionBase(of: live), desired: Self.configMap(nil), live: live, schema: schema)
        #expect(merged.result?["data"]?.json == #"{"k":"v","theirs":"1"}"#)
        #expect(merged.fields.map(\.why) == [.removed])
    }
}
