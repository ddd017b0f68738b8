import APIServer
import AsyncHTTPClient
import ClusterAPI
import Engine
import Kinds
import Model
import NIOCore
import NIOHTTP1
import Testing

@Suite("The server over a socket")
struct ServerTests {
    static func type(_ apiVersion: String, _ kind: String) throws -> ResourceType {
        try #require(BuiltinKinds.named(apiVersion: apiVersion, kind: kind)).type
    }

    @Test("without the token everything but health and version is 401")
    func authorization() async throws {
        try await RunningServer.with(InProcessCluster()) { server in
            for path in ["/api", "/apis/apps/v1", "/api/v1/namespaces/default/secrets", "/openapi/v2", "/nothing", "/"]
            {
                for token in ["", "Bearer wrong", "Basic \(server.token)", "Bearer ", "Bearer \(server.token)x"] {
                    let (code, body) = try await server.raw("GET", path, authorization: token)
                    #expect(code == 401)
                    #expect(body["reason"] == "Unauthorized")
                }
            }
            for path in ["/healthz", "/livez", "/readyz", "/readyz?verbose", "/version"] {
                #expect(try await server.raw("GET", path, authorization: "").0 == 200)
            }
            #expect(try await server.raw("GET", "/api", authorization: "bearer \(server.token)").0 == 200)
        }
    }

    @Test("what is wrong with a request is said by a Status")
    func refusals() async throws {
        let rows: [(String, String, String, String, Int, String)] = [
            ("GET", "/api/v1/nothing", "", "", 404, "NotFound"),
            ("GET", "/api/v2/pods", "", "", 404, "NotFound"),
            ("GET", "/favicon.ico", "", "", 404, "NotFound"),
            ("GET", "/api/v1/namespaces/default/pods/none", "", "", 404, "NotFound"),
            ("PUT", "/api/v1/namespaces/default/pods", "application/json", "{}", 405, "MethodNotAllowed"),
            ("POST", "/version", "application/json", "{}", 405, "MethodNotAllowed"),
            ("POST", "/api/v1/namespaces/default/configmaps", "application/xml", "<a/>", 415, "UnsupportedMediaType"),
            (
                "POST", "/api/v1/namespaces/default/configmaps", "application/vnd.kubernetes.protobuf", "k8s", 400,
                "BadRequest"
            ),
            ("POST", "/api/v1/namespaces/default/configmaps", "application/json", "{", 400, "BadRequest"),
            ("POST", "/api/v1/namespaces/default/configmaps", "application/json", "[]", 400, "BadRequest"),
            ("POST", "/api/v1/namespaces/default/configmaps?dryRun=Some", "application/json", "{}", 422, "Invalid"),
            ("PATCH", "/api/v1/namespaces/default/configmaps/a", "application/json", "{}", 415, "UnsupportedMediaType"),
            ("PATCH", "/api/v1/namespaces/default/configmaps/a", "application/apply-patch+yaml", "{}", 422, "Invalid"),
            (
                "DELETE", "/api/v1/namespaces/default/configmaps/a", "application/json",
                "{\"propagationPolicy\":\"x\"}", 422, "Invalid"
            ),
            ("GET", "/api/v1/namespaces/default/pods?labelSelector=%28", "", "", 400, "BadRequest"),
            ("GET", "/api/v1/namespaces/default/pods?watch=true&resourceVersion=x", "", "", 400, "BadRequest"),
            ("GET", "/api/v1/namespaces/default/pods/a/exec", "", "", 400, "BadRequest"),
        ]
        try await RunningServer.with(InProcessCluster()) { server in
            for (method, path, type, body, code, reason) in rows {
                let (status, answer) = try await server.raw(
                    method, path, contentType: type, body: type.isEmpty ? nil : Array(body.utf8))
                #expect(status == code, "\(method) \(path) \(body)")
                #expect(
                    answer["kind"] == "Status" && answer["reason"]?.string == reason,
                    "\(method) \(path): \(answer.json)")
            }
            let (status, _) = try await server.raw("GET", "/api", accept: "text/html")
            #expect(status == 200)
            #expect(try await server.raw("GET", "/api/v1/pods", accept: "text/html").0 == 406)
        }
    }

    @Test("a body over 3 MiB is 413, and nothing is written")
    func largeBody() async throws {
        try await RunningServer.with(InProcessCluster()) { server in
            let object: Value = [
                "metadata": ["name": "big"], "data": ["a": Value(String(repeating: "x", count: 3 << 20))],
            ]
            let (code, body) = try await server.raw(
                "POST", "/api/v1/namespaces/default/configmaps", contentType: "application/json", body: object.jsonBytes
            )
            #expect(code == 413)
            #expect(body["reason"] == "RequestEntityTooLarge")
            #expect(
                try await server.cluster.get(ServerTests.type("v1", "ConfigMap"), namespace: "default", name: "big")
                    == nil)
        }
    }

    @Test("a watch resumes where it is told, ends at its time, and its bookmarks come when asked for")
    func watches() async throws {
        let cluster = try await InProcessCluster()
        try await RunningServer.with(cluster) { server in
            let type = try ServerTests.type("v1", "ConfigMap")
            let path = "/api/v1/namespaces/default/configmaps"
            func make(_ name: String) -> Value {
                [
                    "apiVersion": "v1", "kind": "ConfigMap",
                    "metadata": ["name": Value(name), "namespace": "default", "labels": ["a": "b"]],
                ]
            }
            try await cluster.create(type, make("one"), manager: "test")
            let list = try await server.cluster.list(type, namespace: "default", labelSelector: "a=b")
            try await cluster.create(type, make("two"), manager: "test")
            let frames = try await server.lines(
                "\(path)?watch=1&timeoutSeconds=1&labelSelector=a%3Db&resourceVersion=\(list.resourceVersion)")
            #expect(frames.map { $0["type"] } == ["ADDED"])
            #expect(frames.first?["object"]?.name == "two")
            let all = try await server.lines(
                "\(path)?watch=1&timeoutSeconds=1&labelSelector=a%3Db&sendInitialEvents=true&allowWatchBookmarks=true"
                    + "&resourceVersionMatch=NotOlderThan")
            #expect(all.map { $0["type"] } == ["ADDED", "ADDED", "BOOKMARK"])
            #expect(all.last?["object"]?.annotation("k8s.io/initial-events-end") == "true")
            let tables = try await server.lines(
                "\(path)?watch=1&timeoutSeconds=1&labelSelector=a%3Db",
                accept: "application/json;as=Table;v=v1;g=meta.k8s.io")
            #expect(tables.map { $0["object"]?["kind"] } == ["Table", "Table"])
            #expect(tables.map { $0["object"]?["columnDefinitions"]?.elements.isEmpty } == [false, true])
        }
    }

    @Test("a watch from a version that is gone gets one event: 410")
    func expiredWatch() async throws {
        var settings = ClusterSettings()
        settings.historyLimit = 2
        let cluster = try await InProcessCluster(settings: settings)
        try await RunningServer.with(cluster) { server in
            let type = try ServerTests.type("v1", "ConfigMap")
            for index in 0..<20 {
                try await cluster.create(
                    type,
                    [
                        "apiVersion": "v1", "kind": "ConfigMap",
                        "metadata": ["name": Value("c\(index)"), "namespace": "default"],
                    ],
                    manager: "test")
            }
            let frames = try await server.lines("/api/v1/configmaps?watch=1&timeoutSeconds=5&resourceVersion=1")
            #expect(frames.count == 1)
            #expect(frames.first?["type"] == "ERROR")
            #expect(frames.first?.at("object", "code") == 410)
        }
    }

    @Test("stopping ends open watches", .timeLimit(.minutes(5)))
    func stopping() async throws {
        try await RunningServer.with(InProcessCluster()) { server in
            let response = try await server.plain.open(
                "GET", "/api/v1/pods?watch=1", accept: "application/json", contentType: "", body: nil)
            #expect(response.status.code == 200)
            Task {
                var bytes = 0
                for try await buffer in response.body { bytes += buffer.readableBytes }
            }
        }
    }

    @Test("lists come in pages, in parts and as tables")
    func lists() async throws {
        let cluster = try await InProcessCluster()
        try await RunningServer.with(cluster) { server in
            let type = try ServerTests.type("v1", "Secret")
            for name in ["a", "b", "c"] {
                try await cluster.create(
                    type,
                    [
                        "apiVersion": "v1", "kind": "Secret",
                        "metadata": ["name": Value(name), "namespace": "default"],
                        "data": ["k": "dg=="],
                    ], manager: "test")
            }
            let first = try await server.plain.json("GET", "/api/v1/secrets?limit=2")
            #expect(first["kind"] == "SecretList")
            #expect(first["items"]?.elements.map(\.name) == ["a", "b"])
            #expect(first.metadata["remainingItemCount"] == 1)
            let token = try #require(first.metadata["continue"]?.string)
            let escaped = token.replacing("+", with: "%2B").replacing("=", with: "%3D")
            let second = try await server.plain.json("GET", "/api/v1/secrets?limit=2&continue=\(escaped)")
            #expect(second["items"]?.elements.map(\.name) == ["c"])
            #expect(second.metadata["continue"] == nil)
            let partial = try await server.plain.json(
                "GET", "/api/v1/secrets", accept: "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1")
            #expect(partial["kind"] == "PartialObjectMetadataList")
            #expect(partial["items"]?[0]?["kind"] == "PartialObjectMetadata")
            #expect(partial["items"]?[0]?["data"] == nil)
            for (include, kind) in [("None", nil), ("Metadata", "PartialObjectMetadata"), ("Object", "Secret")] {
                let table = try await server.plain.json(
                    "GET", "/api/v1/secrets?includeObject=\(include)",
                    accept: "application/json;as=Table;g=meta.k8s.io;v=v1")
                #expect(table["columnDefinitions"]?[0]?["name"] == "Name")
                #expect(table["rows"]?.elements.map { $0["cells"]?[0] } == ["a", "b", "c"])
                #expect(table["rows"]?[0]?.at("object", "kind")?.string == kind)
            }
        }
    }
}

extension RunningServer {
    /// One request as it stands; the answer's code and JSON (null where it is none).
    func raw(
        _ method: String, _ path: String, authorization: String? = nil, accept: String = "application/json",
        contentType: String = "", body: [UInt8]? = nil, userAgent: String = "test"
    ) async throws -> (Int, Value) {
        var request = HTTPClientRequest(url: "https://\(address)\(path)")
        request.method = .RAW(value: method)
        let authorization = authorization ?? "Bearer \(token)"
        if !authorization.isEmpty { request.headers.add(name: "Authorization", value: authorization) }
        request.headers.add(name: "Accept", value: accept)
        request.headers.add(name: "User-Agent", value: userAgent)
        if let body {
            request.headers.add(name: "Content-Type", value: contentType)
            request.body = .bytes(body)
        }
        let response = try await plain.client.execute(request, timeout: .seconds(20))
        let bytes = Array(buffer: try await response.body.collect(upTo: 16 << 20))
        return (Int(response.status.code), (try? Value(json: bytes)) ?? .null)
    }

    /// The lines of JSON that an answer consists of.
    func lines(_ path: String, accept: String = "application/json") async throws -> [Value] {
        let response = try await plain.open("GET", path, accept: accept, contentType: "", body: nil)
        let bytes = Array(buffer: try await response.body.collect(upTo: 16 << 20))
        return try bytes.split(separator: 0x0a).map { try Value(json: Array($0)) }
    }
}
