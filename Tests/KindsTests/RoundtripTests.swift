import Kinds
import Model
import TestSupport
import Testing

@Suite("Objects with every field")
struct RoundtripTests {
    @Test("no field of a kind is taken for unknown, or lost", .enabled(if: SharedCases.arePresent))
    func everyField() throws {
        var tally = Tally("upstream round trip")
        for name in try SharedCases.names(in: "defaults/upstream-roundtrip") where name.hasSuffix(".json") {
            let object = try SharedCases.json("defaults/upstream-roundtrip/\(name)")
            let problems = decodingProblems(object)
            if !problems.isEmpty {
                tally.fail(name, problems.prefix(4).joined(separator: "; "))
                continue
            }
            let lost = missing(object, defaulted(object), "")
            if lost.isEmpty { tally.pass() } else { tally.fail(name, lost.prefix(8).joined(separator: "; ")) }
        }
        tally.report()
        #expect(tally.share == 1)
    }

    /// What the first value has and the second has not.
    private func missing(_ wanted: Value, _ got: Value?, _ path: String) -> [String] {
        guard let got else { return wanted.isEmpty ? [] : ["\(path) is gone"] }
        if let members = wanted.object {
            return members.flatMap { member in
                // A Secret's plain text goes into its data, and an account's old name follows the new one.
                ["stringData", "serviceAccount"].contains(member.key)
                    ? [] : missing(member.value, got[member.key], "\(path).\(member.key)")
            }
        }
        if let elements = wanted.array {
            return elements.enumerated().flatMap { missing($0.element, got[$0.offset], "\(path)[\($0.offset)]") }
        }
        return wanted == got ? [] : ["\(path) was \(wanted.json), is \(got.json)"]
    }
}
