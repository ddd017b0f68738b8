import Model
import Testing
import YAML

@Suite("documents of a file")
struct DocumentsTests {
    @Test("each document knows where it begins")
    func origins() {
        let text = "# a comment\n\na: 1\n---\n---\n# nothing\n---\n\n  b: 2\n--- # note\n{\"c\": 3}\n"
        let read = documents(in: Array(text.utf8), file: "x.yaml")
        #expect(read.problems.isEmpty)
        #expect(read.documents.map(\.value) == [["a": 1], ["b": 2], ["c": 3]])
        #expect(read.documents.map(\.origin.description) == ["x.yaml:3:1", "x.yaml:9:3", "x.yaml:11:1"])
    }

    @Test("a document that cannot be read leaves the others alone")
    func collecting() {
        let text = "a: 1\n---\nb: [\n---\nc: 1\nc: 2\n---\nd: {{ .Values.x }}\n---\ne: 5\n"
        let read = documents(in: Array(text.utf8), file: "x.yaml")
        #expect(read.documents.map(\.value) == [["a": 1], ["e": 5]])
        #expect(read.problems.map { $0.origin?.line ?? 0 } == [4, 6, 8])
        #expect(read.problems[1].description.hasPrefix("x.yaml:6: key \"c\" already set in map, in line 5."))
    }

    @Test("what a merge key brings may be written as well, and no key twice")
    func merges() throws {
        let text = "base: &b {cpu: 1, mem: 2}\nx:\n  <<: *b\n  mem: 3\n"
        #expect(try document(in: text)["x"] == ["cpu": 1, "mem": 3])
        #expect(throws: Problem.self) { try document(in: "x:\n  mem: 3\n  mem: 3\n") }
        #expect(try document(in: "x:\n  mem: 3\n  mem: 4\n", options: .lenient)["x"] == ["mem": 4])
    }

    @Test("anchors end with their document")
    func anchors() {
        let read = documents(in: Array("a: &x 1\nb: *x\n---\nc: *x\n".utf8), file: "f")
        #expect(read.documents.map(\.value) == [["a": 1, "b": 1]])
        #expect(read.problems.map(\.message) == ["unknown anchor 'x' referenced"])
    }

    @Test("aliases of large collections are bounded", arguments: [2, 9, 30])
    func laughs(levels: Int) {
        var text = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n"
        for level in 1..<levels {
            text += "a\(level): &a\(level) [\(Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ","))]\n"
        }
        let read = documents(in: Array(text.utf8), file: "f")
        #expect(levels == 2 ? read.problems.isEmpty : !read.problems.isEmpty)
    }

    @Test("no bytes at all bring it down")
    func noise() {
        var state: UInt64 = 42
        let alphabet = Array("ab:-? \n\t\"'{}[],&*!|>#%@`~0123.\u{0}é<".utf8)
        for _ in 0..<400 {
            var bytes: [UInt8] = []
            for _ in 0..<60 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                bytes.append(alphabet[Int(state >> 33) % alphabet.count])
            }
            let read = documents(in: bytes, file: "f", options: .lenient)
            for document in read.documents { #expect(document.value == document.value.compacted()) }
        }
    }

    @Test(
        "a template that was not rendered is called one",
        arguments: [
            "name: {{ .Values.name }}\n", "{{- if .Values.on }}\na: 1\n{{- end }}\n",
            "a:\n  {{- toYaml .Values.x | nindent 2 }}\n",
        ])
    func templates(text: String) {
        let read = documents(in: Array(text.utf8), file: "f")
        #expect(read.documents.isEmpty && read.problems.count == 1)
        #expect(read.problems[0].message.contains("template, and plumb reads plain manifests"))
    }
}
