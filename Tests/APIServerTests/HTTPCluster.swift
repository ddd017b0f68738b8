import AsyncHTTPClient
import ClusterAPI
import Foundation
import Model
import NIOCore
import NIOHTTP1
import NIOSSL

/// A cluster behind a Kubernetes API server: what the conformance suite runs over to judge the server.
struct HTTPCluster: Cluster {
    let url: String
    let token: String
    let client: HTTPClient

    init(url: String, token: String, authority: String) throws {
        self.url = url
        self.token = token
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.trustRoots = .certificates(try NIOSSLCertificate.fromPEMBytes(Array(authority.utf8)))
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: .init(tlsConfiguration: tls))
    }

    func resources() async throws(ClusterError) -> [ServedResource] {
        var found: [ServedResource] = []
        for root in ["/api", "/apis"] {
            let document = try await json(
                "GET", root, accept: "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList")
            for group in document["items"]?.elements ?? [] {
                for version in group["versions"]?.elements ?? [] {
                    found += (version["resources"]?.elements ?? []).map {
                        resource($0, group: group.name, version: version["version"]?.string ?? "")
                    }
                }
            }
        }
        return found
    }

    private func resource(_ entry: Value, group: String, version: String) -> ServedResource {
        func list(_ name: String) -> [String] { entry[name]?.elements.compactMap(\.string) ?? [] }
        return ServedResource(
            type: ResourceType(
                group: group, version: version, kind: entry.at("responseKind", "kind")?.string ?? "",
                plural: entry["resource"]?.string ?? "", isNamespaced: entry["scope"]?.string == "Namespaced"),
            singular: entry["singularResource"]?.string ?? "", shortNames: list("shortNames"),
            categories: list("categories"), verbs: list("verbs"),
            subresources: entry["subresources"]?.elements.compactMap { $0["subresource"]?.string } ?? [])
    }

    func perform(_ request: ClusterAPI.Request) async throws(ClusterError) -> ClusterAPI.Response {
        var method = "GET"
        var contentType = "application/json"
        var body = request.body
        switch request.verb {
        case .get, .list: break
        case .create: method = "POST"
        case .update: method = "PUT"
        case .delete, .deleteCollection:
            method = "DELETE"
            body = deleteOptions(request.options)
        case .patch(let type):
            method = "PATCH"
            contentType = type.rawValue
        }
        var (response, value) = try await send(
            method, path(request) + "?" + query(request), contentType: contentType, body: body)
        if response.status.code >= 400 { throw ClusterError(status: value) }
        let warnings = response.headers["Warning"].map {
            $0.dropFirst(7).dropLast().replacing("\\\"", with: "\"").replacing("\\\\", with: "\\")
        }.map(String.init)
        let code = Int(response.status.code)
        if value.objectKind == "Status" { return Response(code: code, .status(value), warnings: warnings) }
        guard request.verb == .list || request.verb == .deleteCollection else {
            return Response(code: code, .object(value), warnings: warnings)
        }
        let metadata = value.metadata
        let items = value["items"]?.elements ?? []
        value = .null
        return Response(
            code: code,
            .list(
                ObjectList(
                    items: items, resourceVersion: metadata["resourceVersion"]?.string ?? "",
                    continueToken: metadata["continue"]?.string ?? "",
                    remainingItemCount: metadata["remainingItemCount"]?.int)), warnings: warnings)
    }

    func watch(_ request: WatchRequest) async throws(ClusterError) -> WatchStream {
        var list = ClusterAPI.Request(.list, request.type, namespace: request.namespace)
        list.options.resourceVersion = request.resourceVersion
        list.options.labelSelector = request.labelSelector
        list.options.fieldSelector = request.fieldSelector
        var target = path(list) + "?watch=true&" + query(list)
        if request.allowBookmarks { target += "&allowWatchBookmarks=true" }
        if request.sendInitialEvents { target += "&sendInitialEvents=true&resourceVersionMatch=NotOlderThan" }
        let response = try await open("GET", target, accept: "application/json", contentType: "", body: nil)
        if response.status.code >= 400 { throw ClusterError(status: try await read(response)) }
        return WatchStream { continuation in
            let task = Task {
                do {
                    var rest: [UInt8] = []
                    for try await buffer in response.body {
                        rest += Array(buffer: buffer)
                        while let end = rest.firstIndex(of: 0x0a) {
                            let line = Array(rest[..<end])
                            rest.removeSubrange(...end)
                            continuation.yield(try event(Value(json: line)))
                        }
                    }
                    continuation.finish()
                } catch {
                    continuation.finish(throwing: error)
                }
            }
            continuation.onTermination = { _ in task.cancel() }
        }
    }

    private func event(_ frame: Value) throws -> WatchEvent {
        let object = frame["object"] ?? .null
        switch frame["type"]?.string {
        case "ADDED": return .added(object)
        case "MODIFIED": return .modified(object)
        case "DELETED": return .deleted(object)
        case "BOOKMARK":
            return .bookmark(
                resourceVersion: object.resourceVersion,
                initialEventsEnd: object.annotation("k8s.io/initial-events-end") == "true")
        default: throw ClusterError(status: object)
        }
    }

    private func deleteOptions(_ options: ClusterAPI.Request.Options) -> Value {
        var body: Value = ["kind": "DeleteOptions", "apiVersion": "v1"]
        if let seconds = options.gracePeriodSeconds { body["gracePeriodSeconds"] = Value(seconds) }
        if let policy = options.propagation { body["propagationPolicy"] = Value(policy.rawValue) }
        if let uid = options.preconditionUID { body.set(Value(uid), at: "preconditions", "uid") }
        if let version = options.preconditionResourceVersion {
            body.set(Value(version), at: "preconditions", "resourceVersion")
        }
        return body
    }

    private func path(_ request: ClusterAPI.Request) -> String {
        let type = request.type
        var path = type.group.isEmpty ? "/api/\(type.version)" : "/apis/\(type.group)/\(type.version)"
        if type.isNamespaced, !request.namespace.isEmpty { path += "/namespaces/\(request.namespace)" }
        path += "/\(type.plural)"
        if !request.name.isEmpty, request.verb != .create || request.subresource != nil { path += "/\(request.name)" }
        return path + (request.subresource.map { "/\($0)" } ?? "")
    }

    private func query(_ request: ClusterAPI.Request) -> String {
        let options = request.options
        var items: [(String, String)] = [
            ("fieldManager", options.fieldManager), ("labelSelector", options.labelSelector),
            ("fieldSelector", options.fieldSelector), ("continue", options.continueToken),
            ("resourceVersion", options.resourceVersion), ("resourceVersionMatch", options.resourceVersionMatch),
            ("fieldValidation", options.fieldValidation?.rawValue ?? ""), ("dryRun", options.dryRun ? "All" : ""),
            ("limit", options.limit > 0 ? String(options.limit) : ""),
        ]
        if options.force, request.verb == .patch(.apply) { items.append(("force", "true")) }
        var allowed = CharacterSet.alphanumerics
        allowed.insert(charactersIn: "-._~")
        return items.filter { !$0.1.isEmpty }.map { name, value in
            "\(name)=\(value.addingPercentEncoding(withAllowedCharacters: allowed) ?? value)"
        }.joined(separator: "&")
    }

    func json(_ method: String, _ path: String, accept: String = "application/json") async throws(ClusterError) -> Value
    {
        let (response, value) = try await send(method, path, accept: accept)
        if response.status.code >= 400 { throw ClusterError(status: value) }
        return value
    }

    func send(
        _ method: String, _ path: String, accept: String = "application/json", contentType: String = "application/json",
        body: Value? = nil
    ) async throws(ClusterError) -> (HTTPClientResponse, Value) {
        let response = try await open(method, path, accept: accept, contentType: contentType, body: body?.jsonBytes)
        return (response, try await read(response))
    }

    func open(
        _ method: String, _ path: String, accept: String, contentType: String, body: [UInt8]?
    ) async throws(ClusterError) -> HTTPClientResponse {
        var request = HTTPClientRequest(url: url + path)
        request.method = .RAW(value: method)
        request.headers.add(name: "Authorization", value: "Bearer \(token)")
        request.headers.add(name: "Accept", value: accept)
        if let body {
            request.headers.add(name: "Content-Type", value: contentType)
            request.body = .bytes(body)
        }
        do {
            return try await client.execute(request, timeout: .seconds(30))
        } catch {
            throw ClusterError(code: 0, reason: .connectionLost, message: "\(error)")
        }
    }

    private func read(_ response: HTTPClientResponse) async throws(ClusterError) -> Value {
        do {
            return try Value(json: Array(buffer: try await response.body.collect(upTo: 64 << 20)))
        } catch {
            throw ClusterError(code: Int(response.status.code), reason: .unknown, message: "\(error)")
        }
    }
}
