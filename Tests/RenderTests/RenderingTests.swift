import Model
import Render
import TestSupport
import Testing

@Suite("files become manifests")
struct RenderingTests {
    static let settings = RenderSettings(namespace: "shop") { _, kind in
        ["Deployment": true, "ConfigMap": true, "Service": true, "Namespace": false][kind]
    }

    static func render(_ files: KeyValuePairs<String, String>, settings: RenderSettings = settings) -> Rendering {
        var cache = RenderCache()
        let sources = files.map { SourceFile(path: $0.key, id: $0.key) }
        for (source, text) in zip(sources, files) { cache.add(Array(text.value.utf8), of: source, settings: settings) }
        return cache.render(sources)
    }

    @Test("objects without a namespace get the application's, and cluster-scoped ones none")
    func namespaces() {
        let rendering = RenderingTests.render([
            "a.yaml": """
            apiVersion: v1
            kind: Namespace
            metadata: {name: shop, namespace: wrong}
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: a}
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: b, namespace: other}
            """
        ])
        #expect(rendering.problems.isEmpty)
        #expect(
            rendering.manifests.map(\.key.description) == [
                "/Namespace//shop", "/ConfigMap/shop/a", "/ConfigMap/other/b",
            ])
        #expect(rendering.manifests.map(\.origin.line) == [1, 5, 9])
        #expect(rendering.manifests[1].object.namespace == "shop" && rendering.manifests[0].object.namespace.isEmpty)
    }

    @Test("lists are opened, lists in lists too")
    func lists() {
        let rendering = RenderingTests.render([
            "l.json":
                #"{"apiVersion":"v1","kind":"List","items":[{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"}},{"apiVersion":"v1","kind":"ServiceList","items":[{"apiVersion":"v1","kind":"Service","metadata":{"name":"b"}}]}]}"#
        ])
        #expect(rendering.problems.isEmpty)
        #expect(rendering.manifests.map(\.key.name) == ["a", "b"])
    }

    @Test(
        "what is missing is named, all of it in one go",
        arguments: [
            ("kind: ConfigMap\nmetadata: {name: a}\n", "apiVersion"), ("apiVersion: v1\nmetadata: {name: a}\n", "kind"),
            ("apiVersion: v1\nkind: ConfigMap\n", "metadata.name"),
            ("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ''}\n", "metadata.name"),
            ("apiVersion: v1\nkind: ConfigMap\nmetadata: {generateName: a-}\n", "generateName"), ("- a\n", "object"),
            ("version https://git-lfs.github.com/spec/v1\noid sha256:abc\nsize 5\n", "LFS"),
        ])
    func missing(text: String, word: String) {
        let rendering = RenderingTests.render(["x.yaml": text, "y.yaml": text])
        #expect(rendering.problems.count == 2 && rendering.manifests.isEmpty)
        for problem in rendering.problems { #expect(problem.description.contains(word), "\(problem)") }
        #expect(rendering.problems.map { $0.origin?.file } == ["x.yaml", "y.yaml"])
    }

    @Test("an object in two files is refused with both places")
    func duplicates() {
        let text = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n"
        let rendering = RenderingTests.render(["a.yaml": "# one\n" + text, "b.yaml": text])
        #expect(rendering.problems.map(\.origin?.description) == ["b.yaml:1:1"])
        #expect(rendering.problems.first?.message.contains("a.yaml:2") == true)
    }

    @Test("what a server wrote is left out")
    func serverFields() {
        let rendering = RenderingTests.render([
            "a.yaml": """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: a, uid: x, resourceVersion: "5", creationTimestamp: null, generation: 3, labels: {a: b}}
            status: {phase: x}
            """
        ])
        #expect(
            rendering.manifests.map(\.object) == [
                [
                    "apiVersion": "v1", "kind": "ConfigMap",
                    "metadata": ["name": "a", "namespace": "shop", "labels": ["a": "b"]],
                ]
            ])
    }

    @Test("a file that did not change is not read again, and one that is gone is forgotten")
    func caching() {
        var cache = RenderCache()
        let text = Array("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n".utf8)
        let (one, two) = (SourceFile(path: "a.yaml", id: "1"), SourceFile(path: "a.yaml", id: "2"))
        #expect(cache.unknown(among: [one]) == [one])
        cache.add(text, of: one, settings: RenderingTests.settings)
        #expect(cache.render([one]).manifests.count == 1)
        #expect(cache.unknown(among: [one, two]) == [two])
        #expect(cache.render([]).manifests.isEmpty)
        #expect(cache.unknown(among: [one]) == [one])
    }

    @Test(
        "files are told by their names",
        arguments: [
            ("a.yaml", true), ("x/a.yml", true), ("a.json", true), ("README.md", false), (".github/a.yaml", false),
            (".a.yaml", false),
            ("a.yaml.bak", false), ("yaml", false),
        ])
    func roles(path: String, isRead: Bool) {
        #expect(fileRole(path) == (isRead ? .manifests : .passedOver))
    }

    @Test(
        "what other tools render is refused, with what to do",
        arguments: [
            "kustomization.yaml", "base/kustomization.yml", "Kustomization", "chart/Chart.yaml",
        ])
    func foreign(path: String) {
        guard case .foreign(let why) = fileRole(path) else {
            Issue.record("\(path) is taken for a manifest")
            return
        }
        #expect(why.contains("plumb reads plain manifests"))
    }

    @Test("what public repositories hold is read", .enabled(if: SharedCases.arePresent))
    func repositories() throws {
        for name in try SharedCases.names(in: "repos") {
            let folder = FolderFiles("\(SharedCases.folder ?? "")/repos/\(name)")
            var cache = RenderCache()
            for (file, bytes) in folder.files { cache.add(bytes, of: file, settings: RenderingTests.settings) }
            let rendering = cache.render(folder.files.map(\.file))
            print(
                "\(name): \(rendering.manifests.count) objects, \(rendering.problems.count + folder.problems.count) problems"
            )
            #expect(rendering.manifests.count + rendering.problems.count + folder.problems.count > 0)
            for problem in rendering.problems { #expect(problem.origin != nil) }
        }
    }

    @Test("the objects of a list stand each at its own line")
    func listLines() {
        let rendering = RenderingTests.render([
            "l.yaml": """
            apiVersion: v1
            kind: List
            items:
            - apiVersion: v1
              kind: ConfigMap
              metadata: {name: a}
            - apiVersion: v1
              kind: ConfigMap
              metadata: {name: b}
            """
        ])
        #expect(rendering.manifests.map(\.origin.line) == [4, 7])
    }

    @Test("five thousand objects take no time that grows with their square", .timeLimit(.minutes(3)))
    func speed() {
        let text = (0..<5000).map {
            "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: c\($0)\ndata:\n  a: b\n  c: d\n"
        }.joined(separator: "---\n")
        let start = ContinuousClock.now
        let rendering = RenderingTests.render(["all.yaml": text])
        #expect(rendering.manifests.count == 5000 && rendering.problems.isEmpty)
        print("5,000 objects rendered in \(ContinuousClock.now - start)")
    }
}
