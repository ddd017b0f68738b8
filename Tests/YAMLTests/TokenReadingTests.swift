import Model
import TestSupport
import Testing

@testable import YAML

/// What is read from tokens is what is read from events.
@Suite("reading from tokens")
struct TokenReadingTests {
    /// Nil where the reader gives up.
    private static func fromTokens(_ bytes: [UInt8], _ options: ParseOptions = .lenient) -> [Document]? {
        bytes.withUnsafeBufferPointer { buffer in
            var reading = FileReading(bytes: buffer, file: "f", options: options)
            return reading.readTokens() ? reading.result.documents : nil
        }
    }

    private static func agrees(_ bytes: [UInt8], _ options: ParseOptions = .lenient) -> Bool {
        guard let documents = fromTokens(bytes, options) else { return true }
        return bytes.withUnsafeBufferPointer { buffer in
            var reading = FileReading(bytes: buffer, file: "f", options: options)
            return reading.readEvents() && reading.result.problems.isEmpty
                && reading.result.documents.map(\.value) == documents.map(\.value)
                && reading.result.documents.map(\.origin) == documents.map(\.origin)
        }
    }

    @Test(
        "plain manifests are read from tokens",
        arguments: [
            "a: 1\nb:\n- x\n-\n- c: d\n  e:\n  - - f\n    -\nf:\n",
            "---\n---\nx: {a: [1, {b: }, ], c: ~,}\n--- # y\n[]\n",
            "# only a comment\n", "",
            "k: |\n  text\n  more\nl: >-\n  folded\nm: \"q\\u00e9\"\n1: on\ntrue: no\n2.5: .5\n",
            "- a\n- b: c\n", "just text\n",
        ])
    func plain(text: String) {
        #expect(TokenReadingTests.fromTokens(Array(text.utf8), ParseOptions()) != nil)
        #expect(TokenReadingTests.agrees(Array(text.utf8)))
    }

    @Test(
        "everything else is left to the reader of events",
        arguments: [
            "a: &x 1\n", "a: *x\n", "a: !!str 1\n", "b: {<<: {a: 1}}\n", "? [a]\n: b\n", "{a, b}\n", "[a: b]\n",
            "~: 1\n",
            "a: 1\na: 2\n", "a: .nan\n", "a: [1\n", "%YAML 1.1\n---\na: 1\n", "a: 1\n...\nb: 2\n",
            "[[[[[[[[[[]]]]]]]]]]",
        ])
    func special(text: String) {
        var options = ParseOptions()
        options.depth = 9
        #expect(TokenReadingTests.fromTokens(Array(text.utf8), options) == nil)
    }

    @Test("of whatever is put together the two make the same")
    func noise() {
        let pieces = [
            "a", "b: ", "- ", "-", "\n", "\n", "\n  ", "\n  ", "\n    ", "? ", ": ", ":", "[", "]", "{", "}", ", ",
            "|\n", ">-\n",
            "\"q\"", "'", "# c", "&x ", "*x ", "!!str ", "! ", "\n---\n", "\n...\n", "<<: ", "1", "~", "no", "é", "\t",
        ]
        var state: UInt64 = 7
        var read = 0
        for _ in 0..<6000 {
            var text = ""
            for _ in 0..<14 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                text += pieces[Int(state >> 33) % pieces.count]
            }
            let bytes = Array(text.utf8)
            #expect(TokenReadingTests.agrees(bytes), "\(text)")
            if TokenReadingTests.fromTokens(bytes)?.isEmpty == false { read += 1 }
        }
        #expect(read > 200)
    }

    @Test("hazards are read as from events, or left to them", .enabled(if: SharedCases.arePresent))
    func hazards() throws {
        for name in try SharedCases.names(in: "yaml/hazards") {
            let bytes = try SharedCases.bytes("yaml/hazards/\(name)")
            #expect(TokenReadingTests.agrees(bytes), "\(name)")
        }
    }
}
