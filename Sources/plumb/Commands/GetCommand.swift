import ArgumentParser
import Kinds
import Model
import YAML

struct GetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "get", abstract: "Live objects of the cluster.",
        discussion: """
            Of the cluster that the daemon drives, or of the one that --kubeconfig names. The kind is named as for \
            kubectl: deployments, deploy, deployments.apps.
            """)

    @Argument(help: "The kind.")
    var kind: String
    @Argument(help: "The object's name; all of the kind where none is given.")
    var name: String?
    @Option(name: [.short, .long], help: "The namespace.")
    var namespace = "default"
    @Flag(name: [.customShort("A"), .long], help: "All namespaces.")
    var allNamespaces = false
    @OptionGroup var data: DataOptions
    @OptionGroup var target: ClusterOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await reportingFailures {
            let cluster = try ClusterClient(folder: data.folder, chosen: target)
            guard let info = try await cluster.kind(named: kind) else {
                throw CommandFailure("the cluster has no kind \"\(kind)\". `kubectl api-resources` lists them.")
            }
            let path = path(of: info)
            switch output.output {
            case .text: Terminal.write(tableText(try await cluster.get(path, accept: ClusterClient.table), info: info))
            case .json, .yaml:
                var found = try await cluster.get(path, accept: "application/json")
                if name == nil {
                    found = [
                        "apiVersion": "v1", "kind": "List", "metadata": ["resourceVersion": ""],
                        "items": found["items"] ?? [],
                    ]
                }
                if output.output == .yaml {
                    Terminal.write(found.yaml)
                } else {
                    Terminal.writeLine(found.prettyJSON(indent: 4))
                }
            }
        }
    }

    private func path(of info: KindInfo) -> String {
        let type = info.type
        var path = type.group.isEmpty ? "/api/\(type.version)" : "/apis/\(type.group)/\(type.version)"
        if type.isNamespaced, !(allNamespaces && name == nil) { path += "/namespaces/\(escaped(namespace))" }
        path += "/\(type.plural)"
        if let name { path += "/\(escaped(name))" }
        return path
    }

    private func tableText(_ table: Value, info: KindInfo) -> String {
        let rows = table["rows"]?.elements ?? []
        if rows.isEmpty { return "No resources found.\n" }
        let columns = (table["columnDefinitions"]?.elements ?? []).enumerated().filter {
            $0.element["priority"]?.int == 0
        }
        var text = TextTable([])
        let showsNamespace = allNamespaces && info.type.isNamespaced
        text.header =
            (showsNamespace ? ["NAMESPACE"] : []) + columns.map { ($0.element["name"]?.string ?? "").uppercased() }
        for row in rows {
            let cells = row["cells"]?.elements ?? []
            let shown = columns.map { index, _ in
                index < cells.count ? cells[index].string ?? cells[index].json : ""
            }
            text.rows.append((showsNamespace ? [row["object"]?.namespace ?? ""] : []) + shown)
        }
        return text.text
    }
}
