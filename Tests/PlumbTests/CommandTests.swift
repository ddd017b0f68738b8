import Model
import TestSupport
import Testing

extension EndToEnd {
    @Suite struct Commands {
        let place: Workplace

        init() throws { place = try Workplace() }

        @Test("the examples are valid, and render to their objects")
        func examples() async throws {
            let valid = try await place.plumb("validate", Shop.folder)
            #expect(valid.status == 0, "\(valid)")
            let rendered = try await place.plumb("render", "\(Shop.folder)/shop")
            #expect(rendered.status == 0)
            #expect(rendered.output.split(separator: "\n").filter { $0.hasPrefix("kind: ") }.count == 13)
            #expect(rendered.output.contains("kind: StatefulSet"))
        }

        @Test("validation says everything at once, with file and line, and exits with 1")
        func validation() async throws {
            try place.write("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndatas: {}\n", to: "home/a.yaml")
            try place.write(
                "apiVersion: v1\nkind: Service\nmetadata: {name: b}\nspec: {ports: [{port: x}]}\n", to: "home/b.yaml")
            try place.write("a: [b\nc: d\n", to: "home/c.yaml")
            let ran = try await place.plumb("validate", place.home)
            #expect(ran.status == 1)
            for word in ["a.yaml:", "datas", "b.yaml:", "int32", "c.yaml:2"] {
                #expect(ran.output.contains(word), "\(ran)")
            }
            let problems = try await place.report("validate", place.home)["problems"]?.elements ?? []
            #expect(Set(problems.compactMap { $0["origin"]?["file"]?.string }) == ["a.yaml", "b.yaml", "c.yaml"])
        }

        @Test("each problem of an object is told at the line of its field, in a list and of a revision too")
        func lines() async throws {
            let text = """
                kind: List
                apiVersion: v1
                items:
                - apiVersion: v1
                  kind: Service
                  metadata:
                    name: a
                  spec:
                    prots: []
                    ports:
                    - name: http
                      port: x
                    - name: Big
                      port: 70000
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  namespace: default

                """
            try place.write(text, to: "home/a.yaml")
            let told = try await place.report("validate", place.home)["problems"]?.elements ?? []
            #expect(
                Set(told.compactMap { $0["origin"]?["line"]?.int }) == [9, 12, 13, 14, 18],
                "\(told.map(\.json))")
            _ = try place.repository.commit(["home/a.yaml": .text(text)])
            let again = try await place.report("validate", "--repo", place.repository.path, "--path", "home")
            #expect(again["problems"]?.elements.map { $0["message"] } == told.map { $0["message"] })
            #expect(
                again["problems"]?.elements.map { $0["origin"]?["line"] } == told.map { $0["origin"]?["line"] })
        }

        @Test("what is no command, no flag and no value is a usage error: 64, and help is none")
        func usage() async throws {
            for words in [
                ["fly"], ["run"], ["run", "--repo", "x", "--sideways"], ["run", "--repo", "x", "--interval", "never"],
                ["run", "--config", "x", "--ref", "main"], ["run", "--config", "x", "--no-prune"],
            ] {
                let ran = try await place.plumb(words)
                #expect(ran.status == 64, "\(ran)")
                #expect(ran.errors.contains("--help"))
            }
            for words in [["--help"], ["run", "--help"], ["--version"]] {
                #expect(try await place.plumb(words).status == 0)
            }
        }

        @Test("without a daemon, what needs one says so, and makes no folder")
        func noDaemon() async throws {
            for words in [["status"], ["sync", "shop"], ["history"], ["audit", "list"]] {
                let ran = try await place.plumb(words)
                #expect(ran.status == 1, "\(ran)")
                #expect(ran.errors.contains("--data"), "\(ran)")
                #expect(ran.output.isEmpty)
            }
            let folder = try await run(["ls", place.folder], environment: place.environment, folder: place.home)
            #expect(!folder.output.contains("data"))
        }

        @Test("a difference of plain files exits with 0, 1 or 2, and names fields and merged object")
        func differences() async throws {
            func deployment(_ replicas: Int, _ rest: String = "") -> String {
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, namespace: shop\(rest)}
                spec: {replicas: \(replicas), selector: {matchLabels: {a: b}}}

                """
            }
            try place.write(deployment(2), to: "base.yaml")
            try place.write(deployment(3), to: "desired.yaml")
            try place.write(deployment(2, ", labels: {team: blue}"), to: "live.yaml")
            func diff(_ base: String, _ desired: String, _ live: String) async throws -> Ran {
                try await place.plumb([
                    "diff", "--base", "\(place.folder)/\(base)", "--desired", "\(place.folder)/\(desired)", "--live",
                    "\(place.folder)/\(live)", "-o", "json",
                ])
            }
            #expect(try await diff("base.yaml", "base.yaml", "live.yaml").status == 0)
            let changed = try await diff("base.yaml", "desired.yaml", "live.yaml")
            #expect(changed.status == 1)
            let field = try changed.json["changes"]?[0]?["fields"]?[0]
            #expect(field?["path"]?.string == "spec.replicas")
            #expect(field?["why"]?.string == "changed")
            #expect(try changed.json["result"]?["spec"]?["replicas"]?.int == 3)
            #expect(try changed.json["result"]?["metadata"]?["labels"]?["team"]?.string == "blue")
            #expect(try changed.json["patch"] == ["spec": ["replicas": 3]])
            #expect(try await diff("base.yaml", "none.yaml", "live.yaml").status == 2)
        }
    }
}
