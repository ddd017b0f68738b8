import Diff
import Kinds
import Model
import TestSupport
import Testing

/// The merges that kubectl and kube-apiserver made of real commits, and of manifests applied again.
@Suite("Real three-way merges", .enabled(if: SharedCases.arePresent, "../shared/cases is absent"))
struct RealMergeTests {
    @Test("the merged object is kubectl's, in 99 of 100 cases", arguments: ["real", "reapply"])
    func results(file: String) throws {
        var share = Share("\(file): merged object")
        for row in try SharedCases.jsonLines("three-way/\(file).jsonl") {
            guard let expected = row["expectedClientResult"], !expected.isNull else { continue }
            let merged = RealMergeTests.merge(row)
            let got = comparable(merged.result ?? .null)
            share.count(got == comparable(expected), row["id"]?.string ?? "") {
                firstDifference(got, comparable(expected))
            }
        }
        share.report()
        #expect(share.value >= 0.99)
    }

    @Test("no difference is said exactly where the server changes nothing", arguments: ["real", "reapply"])
    func differences(file: String) throws {
        var share = Share("\(file): no difference")
        for row in try SharedCases.jsonLines("three-way/\(file).jsonl") {
            guard let expected = row["expectedResult"], !expected.isNull, row["serverCode"] == 200,
                let live = row["current"]
            else { continue }
            let changes = comparable(expected) != comparable(live)
            let merged = RealMergeTests.merge(row)
            share.count(merged.isNoDifference != changes, row["id"]?.string ?? "") {
                changes
                    ? "missed: " + firstDifference(comparable(live), comparable(expected))
                    : "said: " + merged.fields.map { "\($0.path) \($0.why)" }.joined(separator: ", ")
            }
        }
        share.report()
        #expect(share.value >= 0.99)
    }

    static func merge(_ row: Value) -> Merge {
        let desired = (row["modified"] ?? .null)
        return Diff.merge(
            base: row["original"], desired: desired, live: row["current"],
            schema: builtinSchema(of: desired) ?? .unknown, normalize: defaulted)
    }
}

/// Without what the README of the cases says to leave out, and with a Secret's `stringData` where the server puts it.
func comparable(_ object: Value) -> Value {
    var copy = object
    for name in ["uid", "resourceVersion", "creationTimestamp", "managedFields", "generation"] {
        copy.set(nil, at: "metadata", name)
    }
    copy.set(nil, at: "metadata", "annotations", lastAppliedAnnotation)
    if copy.at("metadata", "annotations")?.isEmpty ?? false { copy.set(nil, at: "metadata", "annotations") }
    copy.set(nil, at: "spec", "clusterIP")
    copy.set(nil, at: "spec", "clusterIPs")
    return Diff.merge(base: nil, desired: copy, live: nil, schema: .unknown).result ?? copy
}

func firstDifference(_ left: Value?, _ right: Value?, at path: String = "") -> String {
    if left == right { return "" }
    if let a = left?.object, let b = right?.object {
        for key in Set(a.keys + b.keys).sorted() where a[key] != b[key] {
            return firstDifference(a[key], b[key], at: "\(path).\(key)")
        }
    }
    if let a = left?.array, let b = right?.array, a.count == b.count {
        for index in a.indices where a[index] != b[index] {
            return firstDifference(a[index], b[index], at: "\(path)[\(index)]")
        }
    }
    return "\(path): \((left?.json ?? "–").prefix(200)) instead of \((right?.json ?? "–").prefix(200))"
}

/// Counts what passes, and prints the share and the first failures.
struct Share {
    let name: String
    private var passed = 0
    private var total = 0
    private var failures: [String] = []

    init(_ name: String) { self.name = name }

    var value: Double { total == 0 ? 0 : Double(passed) / Double(total) }

    mutating func count(_ passes: Bool, _ id: String, why: () -> String) {
        total += 1
        if passes { passed += 1 } else { failures.append("\(id): \(why())") }
    }

    func report() {
        print("\(name): \(passed) of \(total)")
        for failure in failures.prefix(40) { print("    \(failure)") }
    }
}
