import Diff
import Kinds
import Model
import TestSupport
import Testing

@Suite("Patches", .enabled(if: SharedCases.arePresent, "../shared/cases is absent"))
struct PatchTests {
    @Test("JSON patches do what RFC 6902 says")
    func jsonPatches() throws {
        var share = Share("RFC 6902")
        for row in try SharedCases.json("json-patch/rfc6902.json").elements where row["disabled"] != true {
            guard let document = row["doc"], let patch = row["patch"] else { continue }
            let result = Result { () throws(PatchError) in try applyJSONPatch(patch, to: document) }
            switch result {
            case .success(let value):
                let expected = row["expected"] ?? document
                let passes = row["expectError"]?.isNull ?? true && (row["assertsOnly"] == true || value == expected)
                share.count(passes, row["id"]?.string ?? "") { "\(row.json) gave \(value.json)" }
            case .failure(let error):
                share.count(!(row["expectError"]?.isNull ?? true), row["id"]?.string ?? "") { "\(row.json) \(error)" }
            }
        }
        share.report()
        // Two operations in one object with duplicate members cannot be told from one.
        #expect(share.value >= 0.98)
    }

    @Test("JSON merge patches do what RFC 7386 says, and making one undoes applying it")
    func mergePatches() throws {
        var share = Share("RFC 7386")
        for row in try SharedCases.json("merge-patch/rfc7386.json").elements {
            let got =
                row["op"] == "apply"
                ? applyMergePatch(row["patch"] ?? .null, to: row["doc"])
                : mergePatch(from: row["doc"] ?? .null, to: row["modified"] ?? .null)
            share.count(got == row["expected"], row["id"]?.string ?? "") { "\(row.json) gave \(got.json)" }
        }
        share.report()
        // evanphx/json-patch makes a list of patches for two lists, which RFC 7386 does not know.
        #expect(share.value >= 0.97)
    }

    @Test("three-way JSON merge patches are kubectl's")
    func threeWayMergePatches() throws {
        var share = Share("three-way JSON merge")
        for row in try SharedCases.json("merge-patch/k8s-three-way-json-merge.json")["threeWay"]?.elements ?? [] {
            let patch = threeWayMergePatch(
                original: row["original"], modified: row["modified"], current: row["current"])
            let result = applyMergePatch(patch, to: row["current"] ?? .emptyObject)
            share.count(
                patch == row["expectedPatch"] && result == row["expectedResult"], row["name"]?.string ?? ""
            ) { "\(row.json) gave \(patch.json) and \(result.json)" }
        }
        share.report()
        #expect(share.value == 1)
    }

    @Test("three-way patches of real objects are kubectl's", arguments: ["real", "reapply"])
    func realPatches(file: String) throws {
        var patches = Share("\(file): patch")
        var results = Share("\(file): patched object")
        for row in try SharedCases.jsonLines("three-way/\(file).jsonl") {
            guard let expected = row["expectedPatch"], let current = row["current"], let modified = row["modified"]
            else {
                continue
            }
            let id = row["id"]?.string ?? ""
            do throws(PatchError) {
                let patch: Value
                let result: Value
                if row["patchType"] == "merge" {
                    patch = threeWayMergePatch(original: row["original"], modified: modified, current: current)
                    result = applyMergePatch(patch, to: current)
                } else {
                    let schema = builtinSchema(of: modified) ?? .unknown
                    patch = try threeWayStrategicPatch(
                        original: row["original"], modified: modified, current: current, schema: schema)
                    result = try applyStrategicMergePatch(patch, to: current, schema: schema)
                }
                patches.count(patch == expected, id) { firstDifference(patch, expected) }
                results.count(result == row["expectedClientResult"], id) {
                    firstDifference(result, row["expectedClientResult"])
                }
            } catch {
                patches.count(false, id) { error.message }
            }
        }
        patches.report()
        results.report()
        #expect(patches.value >= 0.99)
        #expect(results.value >= 0.99)
    }

    @Test("strategic merge patches of the synthetic types are apimachinery's")
    func upstream() throws {
        var patches = Share("upstream: patch")
        var results = Share("upstream: result")
        let components = try SharedCases.json("three-way/schemas/swagger-merge-item-v3.json").at(
            "components", "schemas")
        let root: Value = ["$ref": "#/components/schemas/mergeItem"]
        let schema = Schema(openAPI: root, components: components ?? .emptyObject)
        for row in try SharedCases.jsonLines("three-way/upstream.jsonl") {
            let id = row["name"]?.string ?? ""
            let current = row["current"]?.isNull ?? true ? nil : row["current"]
            let original = row["original"]?.isNull ?? true ? nil : row["original"]
            let expectedError = row["expectError"]?.string
            do throws(PatchError) {
                _ = try threeWayStrategicPatch(
                    original: original, modified: row["modified"], current: current, schema: schema, overwrite: false)
                patches.count(expectedError == nil, id + " without overwrite") { "should be \(expectedError ?? "")" }
            } catch {
                patches.count(expectedError != nil, id + " without overwrite") { error.message }
            }
            if let expectedError, expectedError != "conflict" { continue }
            do throws(PatchError) {
                let patch = try threeWayStrategicPatch(
                    original: original, modified: row["modified"], current: current, schema: schema)
                patches.count(patch == row["expectedPatch"], id) {
                    "\(patch.json) for \(row["expectedPatch"]?.json ?? "")"
                }
                let result = try applyStrategicMergePatch(patch, to: current ?? .emptyObject, schema: schema)
                results.count(result == row["expectedResult"], id) {
                    "\(result.json) for \(row["expectedResult"]?.json ?? "")"
                }
            } catch {
                patches.count(false, id) { error.message }
            }
        }
        patches.report()
        results.report()
        #expect(patches.value == 1)
        #expect(results.value == 1)
    }
}
