import Diff
import Model
import Testing

@Suite("Secret values")
struct RedactionTests {
    // A stand-in that keeps equal from different, and shows nothing.
    let redactor = Redactor { bytes in
        String(bytes.reduce(UInt64(5381)) { $0 &* 33 &+ UInt64($1) } % 1_000_003)
    }

    func secret(_ password: String) -> Value {
        [
            "apiVersion": "v1", "kind": "Secret", "metadata": ["name": "s", "namespace": "n"],
            "stringData": ["password": Value(password)],
        ]
    }

    @Test("no value of a Secret is in anything that is shown")
    func nothingLeaks() throws {
        var live = secret("hunter2hunter2")
        live["stringData"] = nil
        live["data"] = ["password": "aHVudGVyMmh1bnRlcjI="]
        live.set(
            Value(secret("hunter2hunter2").json), at: "metadata", "annotations",
            "kubectl.kubernetes.io/last-applied-configuration")
        live.set("was hunter2hunter2", at: "metadata", "annotations", "note")
        let report = fileDiff(
            base: secret("hunter2hunter2"), desired: secret("correct horse"), live: live, schema: .unknown,
            redactor: redactor)
        let merged = Diff.merge(base: secret("a0a0a0"), desired: secret("correct horse"), live: live, schema: .unknown)
        let change = Change(key: live.key, action: .update, live: live, result: merged.result, fields: merged.fields)
        let deleted = Change(
            key: live.key, action: .delete, live: live,
            fields: [FieldChange(path: [], base: live, live: live, why: .removed)])
        let list: Value = ["apiVersion": "v1", "kind": "SecretList", "items": [live]]
        for text in [
            report.json, redactor.redacted(live).json, redactor.redacted(change).text,
            redactor.redacted(change).report.json, redactor.redacted(deleted).report.json, redactor.redacted(list).json,
        ] {
            for value in ["hunter2", "correct horse", "aHVudGVyMmh1bnRlcjI=", "Y29ycmVjdCBob3JzZQ==", "a0a0a0"] {
                #expect(!text.contains(value), "\(text)")
            }
        }
        #expect(report.json.contains("(redacted)"))
    }

    @Test("equal values have equal digests, encoded or not, and different ones have not")
    func digests() {
        let plain = redactor.redacted(secret("one")).at("stringData", "password")
        var encoded = secret("one")
        encoded["stringData"] = nil
        encoded["data"] = ["password": "b25l"]
        #expect(redactor.redacted(encoded).at("data", "password") == plain)
        #expect(redactor.redacted(secret("two")).at("stringData", "password") != plain)
    }

    @Test("other kinds are shown as they are")
    func others() {
        let map: Value = ["apiVersion": "v1", "kind": "ConfigMap", "data": ["a": "b"]]
        #expect(redactor.redacted(map) == map)
    }
}
