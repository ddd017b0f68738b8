import Model
import TestSupport
import Testing
import YAML

@Suite("writing YAML")
struct WriterTests {
    @Test("an object is laid out as kubectl prints it")
    func layout() throws {
        let text = """
            apiVersion: v1
            data:
              a.conf: |
                one
                  two

                three
              empty: ""
              flag: "true"
              kept: |+
                x

              number: "010"
              port: "8080"
              space: ' x'
              stripped: |-
                one
                two
              tabs: "a\\tb\\nc"
              time: "2024-01-02T03:04:05Z"
              url: http://x:80/y
              words: 'key: value'
            kind: ConfigMap
            list:
            - a: 1
              b:
              - x
              - - q
                - z
            - []
            - {}
            - null
            - 1.5
            metadata:
              annotations: {}
              name: web

            """
        let value = try document(in: text)
        #expect(value.yaml == text)
    }

    @Test("keys stand in goyaml's order")
    func order() {
        let value: Value = ["a10": 1, "a2": 2, "B": 3, "b": 4, "a-b": 5, "ab": 6, "1": 7]
        let keys = value.yaml.split(separator: "\n").map { $0.split(separator: ":")[0] }
        #expect(keys == ["\"1\"", "B", "a-b", "a2", "a10", "ab", "b"])
    }

    @Test("long texts break at spaces beyond the 80th column")
    func folding() throws {
        let value: Value = ["message": Value(String(repeating: "word ", count: 40) + "end")]
        let lines = value.yaml.split(separator: "\n")
        #expect(lines.count == 3 && lines.allSatisfy { $0.count <= 90 } && lines[1].hasPrefix("  word"))
        #expect(try document(in: value.yaml) == value)
    }

    static let hard: [String] = [
        "", " ", "a ", " a", "\n", "a\n", "a\n\n", "\na", " a\nb", "a \nb", "a\tb", "a\tb\n", "yes", "no", "~", "null",
        "1", "0x1f",
        "1e3", ".5", "1:30", "1:99", "-", "- a", "?", "? a", ":", "a:", "a: b", "a #b", "#a", "a#b", "&a", "*a", "!a",
        "|", ">", "'a'",
        "\"a\"", "%a", "@a", "`a", "{a", "[a", "a]", "---", "--- a", "...", "<<", "=", "2001-12-14",
        "2001-12-14T21:59:43Z",
        "é", "😀", "\u{85}", "\u{a0}", "\u{2028}", "\u{feff}", "\u{7}", "\u{1b}[0m", "a\\b", "C:\\x", "a\r\nb", "true",
        "on", "{{ x }}",
        "12e03", "-1", "+1", "0o7", "08", "1_000", ".inf", "-.inf", ".nan", "a, b", "line\n  indented\nback\n", "\n\n",
        "x\n \ny",
        String(repeating: "very long text with  double spaces ", count: 8), String(repeating: "x", count: 200),
        String(repeating: "quoted: long text ", count: 12), "tab\tand " + String(repeating: "long words ", count: 12),
    ]

    @Test("every text reads back as itself, as a value, as a key and in a list", arguments: hard)
    func roundTrip(text: String) throws {
        let value: Value = [
            "a": Value(text), "b": [Value(text), ["c": Value(text)]], "m": Value(Members([(text, Value(1))])),
        ]
        let written = value.yaml
        #expect(try document(in: written) == value, "\(written)")
    }

    @Test("what kubectl knows of real objects survives", .enabled(if: SharedCases.arePresent))
    func realObjects() throws {
        for row in try SharedCases.jsonLines("three-way/real.jsonl").prefix(150) {
            for name in ["original", "modified", "current"] {
                guard let value = row[name], value.isObject else { continue }
                #expect(try document(in: value.yaml) == value)
            }
        }
    }

    @Test(
        "doubles are written as Go writes them",
        arguments: [
            (1.5, "1.5"), (1e21, "1e+21"), (1234567.5, "1.2345675e+06"), (0.0001, "0.0001"), (0.00001, "1e-05"),
            (-0.5, "-0.5"),
        ])
    func doubles(number: Double, text: String) {
        #expect(Value(Members([("x", Value(number))])).yaml == "x: \(text)\n")
    }
}
