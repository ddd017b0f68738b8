import Diff
import Kinds
import Model
import TestSupport
import Testing

@Suite("Server-side apply of real commits", .enabled(if: SharedCases.arePresent, "../shared/cases is absent"))
struct RealApplyTests {
    @Test("conflicts, owners and objects are kube-apiserver's")
    func verdicts() throws {
        var refusals = Share("server-side apply of real commits: refusals")
        var owners = Share("server-side apply of real commits: owners")
        var objects = Share("server-side apply of real commits: objects")
        for row in try SharedCases.jsonLines("three-way/real.jsonl") {
            guard let live = row["current"], var applied = row["modified"], let verdicts = row["serverSideApply"],
                let schema = builtinSchema(of: applied)
            else { continue }
            applied.set(nil, at: "metadata", "annotations", lastAppliedAnnotation)
            if applied.at("metadata", "annotations")?.isEmpty ?? false {
                applied.set(nil, at: "metadata", "annotations")
            }
            for force in [false, true] {
                let expected = verdicts[force ? "force" : "noforce"] ?? .null
                let id = "\(row["id"]?.string ?? "") \(force ? "forced" : "")"
                let result = Result { () throws(ApplyError) in
                    try applyMerge(
                        live: live, applied: applied, manager: "gitops", force: force,
                        time: Instant(seconds: 1_800_000_000), schema: schema)
                }
                switch (result, expected["code"]) {
                case (.failure(.conflicts(let conflicts)), 409):
                    let message = expected["message"]?.string
                    refusals.count(conflicts.message == message, id) { "\(conflicts.message) for \(message ?? "")" }
                case (.failure(.invalid(let text)), 500):
                    refusals.count(text == expected["message"]?.string, id) { "\(text) for \(expected.json)" }
                case (.success(let got), 200):
                    guard let object = expected["object"], object.isObject else { break }
                    let (left, right) = (OwnershipTests.owners(got.object), OwnershipTests.owners(object))
                    owners.count(left == right, id) { firstDifference(left, right) }
                    // A DaemonSet's strategy counts its templates in an annotation; that is not the merge's.
                    if object.objectKind == "DaemonSet" { break }
                    let (a, b) = (comparable(defaulted(got.object)), comparable(object))
                    objects.count(a == b, id) { firstDifference(a, b) }
                // Validation comes after the merge.
                case (_, 422): break
                default: refusals.count(false, id) { "\(result) for \(expected["code"]?.json ?? "")" }
                }
            }
        }
        refusals.report()
        owners.report()
        objects.report()
        #expect(refusals.value == 1)
        #expect(owners.value == 1)
        #expect(objects.value >= 0.98)
    }
}
