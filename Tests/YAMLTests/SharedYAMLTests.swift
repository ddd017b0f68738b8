import Model
import TestSupport
import Testing
import YAML

/// What sigs.k8s.io/yaml and Kubernetes' document splitting make of the same texts.
@Suite("YAML as Kubernetes reads it")
struct SharedYAMLTests {
    @Test("plain scalars are what Kubernetes makes of them", .enabled(if: SharedCases.arePresent))
    func scalars() throws {
        var share = Share("scalars")
        for row in try SharedCases.jsonLines("yaml/scalars.jsonl") {
            let text = "k: \(row["scalar"]?.string ?? "")\n"
            let value = try? document(in: text, options: .lenient)["k"]
            guard row["ok"] == true else {
                share.count(value == nil, row.json)
                continue
            }
            // The expectation's own text: "-0" and the like are compared as JSON has them.
            let expected = try Value(json: row["jsonText"]?.string ?? "")["k"]
            share.count(value == expected, "\(row.json) got \(value?.json ?? "nothing")")
        }
        share.require(1)
    }

    @Test("hazards end as they do in Kubernetes", .enabled(if: SharedCases.arePresent))
    func hazards() throws {
        var share = Share("hazards: documents")
        var strict = Share("hazards: strict")
        for row in try SharedCases.jsonLines("yaml/hazards.jsonl") {
            let name = row["file"]?.string ?? ""
            let bytes = try SharedCases.bytes("yaml/hazards/\(name)")
            var options = ParseOptions.lenient
            let read = documents(in: bytes, file: name, options: options)
            let wanted = row["k8sDocuments"]
            let rows = wanted?["first20"]?.elements ?? []
            let isRefused = rows.contains { $0["ok"] != true } || wanted?["splitError"]?.isNull == false
            let values = rows.filter { $0["ok"] == true && SharedYAMLTests.expected($0)?.isNull != true }
            let same =
                values.count == min(20, read.documents.count)
                && zip(values, read.documents).allSatisfy { row, document in
                    SharedYAMLTests.expected(row).map { $0 == document.value } ?? true
                }
            share.count(
                isRefused == !read.problems.isEmpty && (same || read.documents.count > 20),
                "\(name): \(read.problems) \(String(read.documents.map(\.value.json).joined(separator: " | ").prefix(200)))"
            )

            options.duplicates = .refusedEvenMerged
            let strictly = documents(in: bytes, file: name, options: options)
            let isRefusedStrictly = isRefused || rows.contains { $0["strictError"]?.isNull == false }
            strict.count(isRefusedStrictly == !strictly.problems.isEmpty, "\(name): \(strictly.problems)")
        }
        share.require(1)
        strict.require(1)
    }

    /// Nil where the row says only how long the value is.
    private static func expected(_ row: Value) -> Value? {
        if let text = row["jsonText"]?.string {
            var limits = JSONLimits()
            limits.depth = 10_000
            return try? Value(json: Array(text.utf8), limits: limits)
        }
        if row["jsonBytes"] != nil { return nil }
        return row["json"] ?? .null
    }
}
