import ArgumentParser
import Model
import Render
import YAML

struct RenderCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "render", abstract: "The manifests as plumb reads them, from a folder or a revision.")
    @OptionGroup var manifests: ManifestOptions
    @Option(name: [.short, .customLong("output")], help: "yaml, json or text: one line an object.")
    var output = OutputFormat.yaml

    func run() async throws {
        try await reportingFailures {
            let rendering = try await manifests.read().rendering
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
