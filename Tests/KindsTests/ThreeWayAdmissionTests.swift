import Kinds
import Model
import TestSupport
import Testing

@Suite("Admission of updates, as a real API server stored them")
struct ThreeWayAdmissionTests {
    @Test("what kubectl merged is stored alike", .enabled(if: SharedCases.arePresent), arguments: ["real", "reapply"])
    func recorded(file: String) throws {
        var tally = Tally("three-way/\(file)")
        for row in try SharedCases.jsonLines("three-way/\(file).jsonl") {
            guard let merged = row["expectedClientResult"], let current = row["current"],
                let expected = row["expectedResult"], expected.isObject,
                BuiltinKinds.named(apiVersion: merged.apiVersion, kind: merged.objectKind) != nil
            else { continue }
            let name = row["id"]?.string ?? ""
            do {
                let options = AdmissionOptions(fieldValidation: .ignore)
                let admitted = try admit(update: merged, over: current, options: options)
                tally.record(name, whole(admitted.object), whole(expected))
            } catch {
                tally.fail(name, "refused: \(error.message.prefix(400))")
            }
        }
        tally.report(limit: 25)
        #expect(tally.share >= 0.99)
    }

    /// Everything but what the store writes, the generation included.
    private func whole(_ object: Value) -> Value {
        var object = object
        for field in ["resourceVersion", "managedFields"] { object.set(nil, at: "metadata", field) }
        return object
    }
}
