import ArgumentParser
import AsyncHTTPClient
import Kinds
import Model
import NIOCore
import NIOHTTP1
import NIOSSL
import YAML

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

struct GetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "get", abstract: "Live objects of the cluster.",
        discussion: "The kind is named as for kubectl: deployments, deploy, deployments.apps.")

    @Argument(help: "The kind.")
    var kind: String
    @Argument(help: "The object's name; all of the kind where none is given.")
    var name: String?
    @Option(name: [.short, .long], help: "The namespace.")
    var namespace = "default"
    @Flag(name: [.customShort("A"), .long], help: "All namespaces.")
    var allNamespaces = false
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await reportingFailures {
            let cluster = try ClusterClient(folder: data.folder)
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

/// Talks to the embedded cluster's Kubernetes API, with the authority and token of the data folder.
struct ClusterClient {
    static let table = "application/json;as=Table;v=v1;g=meta.k8s.io,application/json"

    private let address: String
    private let token: String
    private let authority: String

    init(folder: DataFolder) throws {
        guard let running = folder.runningAddress(), !running.api.isEmpty else {
            throw CommandFailure("no daemon runs on the data folder \(folder.path). Start one with `plumb run`.")
        }
        address = running.api
        token = (try? String(contentsOfFile: folder.token, encoding: .utf8))?.filter { !$0.isWhitespace } ?? ""
        authority = "\(folder.path)/ca.crt"
    }

    func get(_ path: String, accept: String) async throws -> Value {
        try await send("GET", path, accept: accept, patch: nil)
    }

    /// A JSON merge patch, written in the name of `manager`.
    @discardableResult
    func patch(_ path: String, _ patch: Value, manager: String) async throws -> Value {
        try await send("PATCH", "\(path)?fieldManager=\(escaped(manager))", accept: "application/json", patch: patch)
    }

    private func send(_ method: String, _ path: String, accept: String, patch: Value?) async throws -> Value {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.trustRoots = .file(authority)
        let client = HTTPClient(configuration: .init(tlsConfiguration: tls))
        let answer: Result<(UInt, [UInt8]), any Error>
        do {
            var request = HTTPClientRequest(url: address + path)
            request.headers.add(name: "Authorization", value: "Bearer \(token)")
            request.headers.add(name: "Accept", value: accept)
            request.method = .init(rawValue: method)
            if let patch {
                request.headers.add(name: "Content-Type", value: "application/merge-patch+json")
                request.body = .bytes(ByteBuffer(bytes: patch.jsonBytes))
            }
            let response = try await client.execute(request, timeout: .seconds(30))
            let body = try await response.body.collect(upTo: 256 << 20)
            answer = .success((response.status.code, Array(body.readableBytesView)))
        } catch {
            answer = .failure(error)
        }
        try? await client.shutdown()
        let (code, bytes): (UInt, [UInt8])
        do {
            (code, bytes) = try answer.get()
        } catch {
            throw CommandFailure("the cluster at \(address) does not answer: \(error). Is the daemon running?")
        }
        let value = try Value(json: bytes)
        guard (200..<300).contains(code) else {
            throw CommandFailure("\(value["message"]?.string ?? "HTTP \(code)")")
        }
        return value
    }
}
