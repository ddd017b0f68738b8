import Model
import Testing
import YAML

@Suite("where fields stand")
struct FieldOriginTests {
    static let text = """
        # first
        kind: A
        ---
        kind: Deployment
        spec:
          template:
            containers:
            - name: web
              image: x
            - image: y
              name: api
              env: [{name: A}, {name: B, value: c}]
        """

    @Test(
        "a path is found by key, by place and by an element's keys",
        arguments: [
            (FieldPath(fields: "kind"), 4, 1), (FieldPath(fields: "spec", "template"), 6, 3),
            (FieldPath(fields: "spec", "template", "containers").appending(.index(1)).appending(field: "name"), 11, 7),
            (
                FieldPath(fields: "spec", "template", "containers")
                    .appending(.key([.init(name: "name", value: "api")])).appending(field: "image"), 10, 7
            ),
            (
                FieldPath(fields: "spec", "template", "containers").appending(.index(1)).appending(field: "env")
                    .appending(.index(1)).appending(field: "value"), 12, 34
            ),
        ])
    func found(path: FieldPath, line: Int, column: Int) {
        let start = documents(in: Array(FieldOriginTests.text.utf8), file: "f").documents[1].origin
        let found = origin(of: path, in: Array(FieldOriginTests.text.utf8), start: start)
        #expect(found == Origin(file: "f", line: line, column: column))
    }

    static let list = """
        kind: List
        items:
        - name: a
          items: []
          spec:
            port: 1
        - name: b
          spec:
            port: 2
            list: [{name: a, x: 1}, {name: b, x: 2}]
          items: [{spec: {port: 2}}]
        """

    @Test(
        "a path starts from the item of a list that it is said of",
        arguments: [
            (0, FieldPath(fields: "spec", "port"), "f:6:5"), (1, FieldPath(fields: "spec", "port"), "f:9:5"),
            (1, FieldPath(fields: "name"), "f:7:3"), (1, FieldPath(fields: "items"), "f:11:3"),
            (
                1,
                FieldPath(fields: "spec", "list").appending(.key([.init(name: "name", value: "b")]))
                    .appending(field: "x"), "f:10:39"
            ),
            (0, FieldPath(fields: "metadata", "labels"), "f:3:3"),
        ])
    func items(item: Int, path: FieldPath, place: String) {
        let bytes = Array(FieldOriginTests.list.utf8)
        let starts = origins(ofElementsOf: "items", in: bytes, start: Origin(file: "f", line: 1, column: 1))
        #expect(origin(of: path, in: bytes, start: starts[item]).description == place)
    }

    @Test("of a missing field the nearest that is there is told")
    func nearest() {
        let start = Origin(file: "f", line: 4, column: 1)
        let path = FieldPath(fields: "spec", "template", "volumes", "x")
        #expect(origin(of: path, in: Array(FieldOriginTests.text.utf8), start: start).line == 6)
        #expect(origin(of: FieldPath(fields: "status"), in: Array(FieldOriginTests.text.utf8), start: start) == start)
    }

    @Test(
        "the elements of a list are found with one reading",
        arguments: [
            "kind: List\nitems:\n- a: 1\n- b: {c: [1, 2]}\n-\n  - x\n",
            "{\n\"items\": [{\"a\": 1},\n{\"b\": {\"items\": []}}\n,\n\n[]]}",
        ])
    func elements(text: String) {
        let start = documents(in: Array(text.utf8), file: "f").documents.first?.origin ?? Origin(file: "f", line: 1)
        let found = origins(ofElementsOf: "items", in: Array(text.utf8), start: start)
        #expect(found.map(\.line) == (text.hasPrefix("kind") ? [3, 4, 6] : [2, 3, 6]))
    }
}
