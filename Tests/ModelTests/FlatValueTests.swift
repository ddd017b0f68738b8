import Model
import Testing

@Suite("compact values")
struct FlatValueTests {
    static let texts = [
        "{}", "[]", "null", "true", "-5", "9223372036854775807", "1.5", "1e+21", "\"\"", "\"short\"",
        "\"a text that is longer than fifteen bytes\"", "\"é\\n\\u0001\\\"\\\\ ünï 😀 and more text\"",
        #"{"a":1,"b":[true,false,null,{"c":"d"}],"long key that is no word at all but a sentence":{"x":[[],{}]}}"#,
        #"{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web"},"spec":{"replicas":3}}"#,
    ]

    /// The same value, built of enums.
    static func built(_ value: Value) -> Value {
        switch value.view {
        case .array(let elements): Value(elements.map { built($0) })
        case .object(let members): Value(Members(members.map { ($0.key, built($0.value)) }))
        case .string(let text): Value(text)
        default: value
        }
    }

    @Test("a value reads, compares, hashes and prints the same in both forms", arguments: texts)
    func forms(text: String) throws {
        let flat = try Value(json: text)
        let built = FlatValueTests.built(flat)
        #expect(flat == built && built == flat)
        #expect(flat.hashValue == built.hashValue)
        #expect(flat.json == built.json)
        #expect(try Value(json: flat.json) == flat)
        #expect(built.compacted() == flat && built.compacted().json == built.json)
        #expect(flat.prettyJSON() == built.prettyJSON())
        #expect(flat.kind == built.kind && flat.isEmpty == built.isEmpty && flat.count == built.count)
    }

    @Test("an edit leaves the original alone, and both forms end the same")
    func edits() throws {
        let flat = try Value(
            json: #"{"metadata":{"labels":{"a":"b"}},"spec":{"list":[1,2,{"x":"a longer text than fits"}]}}"#)
        var edited = flat
        var built = FlatValueTests.built(flat)
        for change in 0..<2 {
            _ = change
            edited.set("v", at: "metadata", "labels", "c")
            built.set("v", at: "metadata", "labels", "c")
            edited["spec"]?["list"]?.append(3)
            built["spec"]?["list"]?.append(3)
            edited.set(nil, at: "metadata", "labels", "a")
            built.set(nil, at: "metadata", "labels", "a")
            #expect(edited == built && edited.json == built.json)
        }
        #expect(flat.at("metadata", "labels", "a") == "b" && flat.at("metadata", "labels", "c") == nil)
        #expect(edited.compacted() == built)
    }

    @Test("members stand in the order of their bytes, whatever their number", arguments: [3, 10, 60, 500])
    func order(count: Int) throws {
        let keys = (0..<count).map { "key-\(($0 * 7919) % count)-\($0 % 3 == 0 ? "é" : "z")" }
        let text = "{" + keys.map { "\"\($0)\":\"\($0)\"" }.joined(separator: ",") + "}"
        let value = try Value(json: text)
        #expect(value.members.keys == Array(Set(keys)).sorted { $0.precedesInBytes($1) })
        for key in keys { #expect(value[key]?.string == key) }
        #expect(value["no"] == nil && value["key-"] == nil && value["zzz"] == nil)
        #expect(value == FlatValueTests.built(value))
    }

    @Test("of duplicate members the last wins, or both are refused")
    func duplicates() throws {
        #expect(try Value(json: #"{"a":1,"b":2,"a":3}"#).json == #"{"a":3,"b":2}"#)
        var limits = JSONLimits()
        limits.refusesDuplicates = true
        #expect(throws: JSONError.self) { try Value(json: Array(#"{"a":1,"a":3}"#.utf8), limits: limits) }
    }

    @Test("subtrees that differ in one place are different")
    func differences() throws {
        let text = #"{"a":{"b":[{"c":"some longer text, one"},{"c":"some longer text, two"}]},"d":1}"#
        let value = try Value(json: text)
        for (from, to) in [("one", "onf"), ("\"d\":1", "\"d\":2"), ("\"d\"", "\"e\""), ("\"b\"", "\"x\"")] {
            let other = try Value(
                json: text.split(separator: from, omittingEmptySubsequences: false).joined(separator: to))
            #expect(value != other)
        }
        #expect(
            try value["a"]
                == Value(json: #"{"z":0,"a":{"b":[{"c":"some longer text, one"},{"c":"some longer text, two"}]}}"#)["a"]
        )
    }

    @Test("many unknown names stay correct when the shared table is full")
    func manyKeys() throws {
        for round in 0..<9 {
            let text = "{" + (0..<2000).map { "\"r\(round)-\($0)\":\($0)" }.joined(separator: ",") + "}"
            let value = try Value(json: text)
            #expect(value.count == 2000)
            #expect(value["r\(round)-1834"] == 1834)
            #expect(try value == Value(json: value.json))
            #expect(value.compacted() == value && FlatValueTests.built(value).compacted() == value)
        }
    }

    @Test(
        "what is no JSON is refused",
        arguments: [
            "", "{", "[1,]", "{\"a\"}", "{\"a\":1,}", "01", "1.", "tru", "\"\\x\"", "\"\u{1}\"", "1 2", "[1}",
            "{\"a\":1]", "-", "nul",
            "\"\\u12\"", "\"abc", "{,}", "[,1]",
        ])
    func refusals(text: String) {
        #expect(throws: JSONError.self) { try Value(json: text) }
    }

    @Test("deep nesting is refused, not run into")
    func depth() {
        let deep = String(repeating: "[", count: 100_000)
        #expect(throws: JSONError.self) { try Value(json: deep) }
    }
}
