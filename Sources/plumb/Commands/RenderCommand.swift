import ArgumentParser
import Git
import Kinds
import Model
import Reconciler
import Render
import YAML

/// Where the commands that look at manifests before the merge take them from.
struct ManifestOptions: ParsableArguments {
    @Argument(help: "A folder or a file.")
    var folder: String?
    @Option(help: "A repository, in place of a folder.")
    var repo: String?
    @Option(help: "A branch, a tag, a version range or a commit of the repository.")
    var ref = "main"
    @Option(help: "The folder inside the repository.")
    var path = ""
    @Option(help: "The namespace for objects that name none.")
    var namespace = ""

    func validate() throws {
        if folder != nil, repo != nil { throw ValidationError("Name a folder or --repo, not both.") }
    }

    func rendering() async throws -> Rendering {
        let settings = RenderSettings(
            namespace: namespace, isNamespaced: { isNamespaced(apiVersion: $0, kind: $1) })
        var cache = RenderCache()
        if let repo {
            return try await renderRevision(repo: repo, ref: ref, path: path, settings: settings, cache: &cache)
        }
        let read = FolderFiles(folder ?? ".")
        for (file, bytes) in read.files { cache.add(bytes, of: file, settings: settings) }
        var rendering = cache.render(read.files.map(\.file))
        rendering.problems = read.problems + rendering.problems
        return rendering
    }
}

struct RenderCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "render", abstract: "The manifests as plumb reads them, from a folder or a revision.")
    @OptionGroup var manifests: ManifestOptions
    @Option(name: [.short, .customLong("output")], help: "yaml, json or text: one line an object.")
    var output = OutputFormat.yaml

    func run() async throws {
        try await reportingFailures {
            let rendering = try await manifests.rendering()
            for place in rendering.passedOver {
                Terminal.note("passed over, no Kubernetes object: \(place.file):\(place.line)")
            }
            for problem in rendering.problems { Terminal.note("\(problem)") }
            switch output {
            case .yaml: Terminal.write(rendering.manifests.map { "---\n" + $0.object.yaml }.joined())
            case .json:
                let list: Value = [
                    "apiVersion": "v1", "kind": "List", "items": Value(rendering.manifests.map(\.object)),
                ]
                Terminal.writeLine(list.prettyJSON(indent: 2))
            case .text:
                Terminal.write(rendering.manifests.map { "\($0.origin.file):\($0.origin.line) \($0.key)\n" }.joined())
            }
            if !rendering.problems.isEmpty { throw CommandFailure("") }
        }
    }
}
