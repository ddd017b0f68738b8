import ClusterAPI
import Engine
import Foundation
import Model
import Testing

/// What is sent by mistake, or to do harm: refused within bounds, and the server goes on.
@Suite("Hostile input", .timeLimit(.minutes(5)))
struct HostileTests {
    /// Requests as they stand. `TOKEN` is the server's token; the answer begins with one of the status lines, or with
    /// nothing where the connection is closed without one.
    private static let rows: [(name: String, request: String, codes: [Int])] = [
        ("a foreign host", "GET /healthz HTTP/1.1\r\nHost: evil.example\r\n\r\n", [403]),
        (
            "a foreign host with the token",
            "GET /api HTTP/1.1\r\nHost: evil.example:443\r\nAuthorization: Bearer TOKEN\r\n\r\n", [403]
        ),
        ("no host", "GET /healthz HTTP/1.1\r\n\r\n", [200, 400]),
        ("two tokens", "GET /api HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer TOKEN TOKEN\r\n\r\n", [401]),
        ("no HTTP", "\u{1}\u{2}\u{3}\u{4} nonsense\r\n\r\n", [0, 400]),
        ("HTTP/2 by prior knowledge", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", [0, 400, 403, 404, 505]),
        ("no path", "GET  HTTP/1.1\r\nHost: localhost\r\n\r\n", [0, 400]),
        ("a URL in full", "GET https://evil.example/api HTTP/1.1\r\nHost: localhost\r\n\r\n", [0, 400, 401, 403, 404]),
        ("CONNECT", "CONNECT evil.example:443 HTTP/1.1\r\nHost: localhost\r\n\r\n", [0, 400, 401, 403, 405]),
        (
            "escapes that are none",
            "GET /api/v1/namespaces/%zz%/pods/%e0%80?labelSelector=%&fieldSelector=%q HTTP/1.1\r\nHost: localhost\r\n"
                + "Authorization: Bearer TOKEN\r\n\r\n", [400, 404]
        ),
        (
            "bytes that are no UTF-8",
            "GET /api/v1/namespaces/%ff%fe/configmaps/%c3%28 HTTP/1.1\r\nHost: localhost\r\n"
                + "Authorization: Bearer TOKEN\r\n\r\n", [400, 404]
        ),
        (
            "a way out of the path",
            "GET /api/v1/../../etc/passwd HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer TOKEN\r\n\r\n", [404]
        ),
        (
            "two lengths",
            "POST /api/v1/namespaces HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer TOKEN\r\n"
                + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}}", [0, 400]
        ),
        (
            "a length below nothing",
            "POST /api/v1/namespaces HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer TOKEN\r\n"
                + "Content-Length: -1\r\n\r\n", [0, 400]
        ),
        (
            "a length beyond all bounds",
            "POST /api/v1/namespaces HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer TOKEN\r\n"
                + "Content-Length: 99999999999999999999999\r\n\r\n", [0, 400, 413]
        ),
        (
            "100 MB without a token",
            "POST /api/v1/namespaces HTTP/1.1\r\nHost: localhost\r\nContent-Length: 104857600\r\n\r\n{", [401, 403]
        ),
        (
            "100 MB",
            "POST /api/v1/namespaces HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer TOKEN\r\n"
                + "Content-Length: 104857600\r\n\r\n{", [413]
        ),
        (
            "a chunk of odd size",
            "POST /api/v1/namespaces HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer TOKEN\r\n"
                + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n", [0, 400]
        ),
    ]

    @Test("what is no decent request is refused, and the next one is answered", arguments: HostileTests.rows.indices)
    func requests(row: Int) async throws {
        let (name, request, codes) = HostileTests.rows[row]
        try await RunningServer.with(InProcessCluster()) { server in
            let text = request.replacing("TOKEN", with: server.token)
            let answer = try await RawConnection(to: server).exchange([Array(text.utf8)]) { $0.contains("\r\n\r\n") }
            #expect(codes.contains(HostileTests.code(of: answer)), "\(name): \(answer.prefix(300))")
            #expect(try await server.isWell())
        }
    }

    @Test("headers and URLs without end are cut short", arguments: ["GET /", "GET / HTTP/1.1\r\nX: ", "GET /?a="])
    func endless(start: String) async throws {
        try await RunningServer.with(InProcessCluster()) { server in
            let piece = [UInt8](repeating: 0x61, count: 1 << 16)
            let pieces = [Array(start.utf8)] + [[UInt8]](repeating: piece, count: 512)
            let answer = try await RawConnection(to: server).exchange(pieces) { $0.contains("\r\n\r\n") }
            #expect([0, 400, 414, 431].contains(HostileTests.code(of: answer)), "\(answer.prefix(300))")
            #expect(try await server.isWell())
        }
    }

    @Test("a body that comes in chunks without end is refused once it is too large")
    func endlessBody() async throws {
        try await RunningServer.with(InProcessCluster()) { server in
            let head =
                "POST /api/v1/namespaces HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer \(server.token)\r\n"
                + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
            let chunk = Array("10000\r\n".utf8) + [UInt8](repeating: 0x20, count: 1 << 16) + Array("\r\n".utf8)
            let pieces = [Array(head.utf8)] + [[UInt8]](repeating: chunk, count: 1600)
            let answer = try await RawConnection(to: server).exchange(pieces) { $0.contains("\r\n\r\n") }
            #expect(HostileTests.code(of: answer) == 413, "\(answer.prefix(300))")
            #expect(try await server.isWell())
        }
    }

    @Test("requests that come at once are answered in their order")
    func pipelining() async throws {
        try await RunningServer.with(InProcessCluster()) { server in
            let paths = ["/healthz", "/api/v1/namespaces/none", "/version", "/nothing", "/readyz"]
            let text = paths.map {
                "GET \($0) HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer \(server.token)\r\n\r\n"
            }.joined()
            let answer = try await RawConnection(to: server).exchange([Array(text.utf8)]) {
                $0.ranges(of: "HTTP/1.1 ").count == 5 && $0.hasSuffix("ok")
            }
            let codes = answer.ranges(of: "HTTP/1.1 ").map { answer[$0.upperBound...].prefix(3) }
            #expect(codes == ["200", "404", "200", "404", "200"])
        }
    }

    @Test("documents that are made to be hard are refused, and nothing is stored")
    func documents() async throws {
        let deep = 100_000
        func nested(_ open: String, _ close: String) -> [UInt8] {
            let inner = String(repeating: open, count: deep) + String(repeating: close, count: deep)
            return Array(
                "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"x\"},\"data\":\(inner)}".utf8)
        }
        let anchors = (0..<40).map { "a\($0): &a\($0) [\($0 == 0 ? "x" : "*a\($0 - 1), *a\($0 - 1)")]" }
        let bodies: [(type: String, body: [UInt8])] = [
            ("application/json", nested("[", "]")), ("application/json", nested("{\"a\":", "}")),
            ("application/json", [UInt8](repeating: 0x5b, count: 1 << 20)),
            ("application/yaml", nested("[", "]")), ("application/yaml", Array(anchors.joined(separator: "\n").utf8)),
            ("application/json", [0xff, 0xfe, 0x7b]), ("application/json", Array("{\"a\":1e999999999}".utf8)),
            ("application/vnd.kubernetes.protobuf", [0x6b, 0x38, 0x73, 0x00] + [UInt8](repeating: 0xff, count: 4096)),
        ]
        try await RunningServer.with(InProcessCluster()) { server in
            for (type, body) in bodies {
                let (code, status) = try await server.raw(
                    "POST", "/api/v1/namespaces/default/configmaps", contentType: type, body: body)
                #expect((400...422).contains(code), "\(type) \(body.prefix(40))")
                #expect(status["kind"] == "Status")
            }
            let list = try await server.plain.json("GET", "/api/v1/namespaces/default/configmaps")
            #expect(list["items"]?.elements.contains { $0.name == "x" } == false)
        }
    }

    @Test(
        "quantities beyond all bounds are refused or kept, and never stop the server",
        arguments: [
            "1e2147483648", "1e-2147483649", "9e9999999999", "1Ei1", "0.000000000000000000001", "99999999999Ei",
        ])
    func quantities(text: String) async throws {
        let pod: Value = [
            "apiVersion": "v1", "kind": "Pod", "metadata": ["name": "q"],
            "spec": [
                "containers": [
                    ["name": "a", "image": "a", "resources": ["limits": ["memory": Value(text), "cpu": Value(text)]]]
                ]
            ],
        ]
        let quota: Value = [
            "apiVersion": "v1", "kind": "ResourceQuota", "metadata": ["name": "q"],
            "spec": ["hard": ["requests.cpu": Value(text)]],
        ]
        let cluster = try await InProcessCluster()
        await cluster.start()
        try await RunningServer.with(cluster) { server in
            for (plural, object) in [("resourcequotas", quota), ("pods", pod)] {
                let (code, _) = try await server.raw(
                    "POST", "/api/v1/namespaces/default/\(plural)", contentType: "application/json",
                    body: object.jsonBytes)
                #expect([201, 400, 403, 422].contains(code), "\(plural)")
            }
            #expect(try await server.isWell())
        }
        await cluster.stop()
    }

    @Test("selectors and patterns that are made to be slow are not")
    func slowPatterns() async throws {
        let cluster = try await InProcessCluster()
        await cluster.start()
        try await RunningServer.with(cluster) { server in
            let many = (0..<2000).map { "k\($0)+in+(\((0..<20).map { "v\($0)" }.joined(separator: ",")))" }
            let (code, _) = try await server.raw(
                "GET", "/api/v1/pods?labelSelector=\(many.prefix(150).joined(separator: ","))")
            #expect(code == 200)
            let commas = String(repeating: ",", count: 20_000)
            #expect(try await server.raw("GET", "/api/v1/pods?labelSelector=\(commas)").0 == 400)
            let parts = String(repeating: "(", count: 20_000)
            #expect(try await server.raw("GET", "/api/v1/pods?labelSelector=a+in+\(parts)").0 == 400)
            let text = String(repeating: "a", count: 20_000)
            for (place, pattern) in ["(a+)+$", "(a|aa)*b", "(a*)*c", "((a{0,50}){0,50}){0,50}d"].enumerated() {
                let definition = HostileTests.definition("k\(place)", pattern: pattern)
                _ = try await server.raw(
                    "POST", "/apis/apiextensions.k8s.io/v1/customresourcedefinitions", contentType: "application/json",
                    body: definition.jsonBytes)
                let object: Value = [
                    "apiVersion": "hostile.example/v1", "kind": Value("K\(place)"), "metadata": ["name": "x"],
                    "spec": Value(text),
                ]
                _ = try await server.raw(
                    "POST", "/apis/hostile.example/v1/namespaces/default/k\(place)s", contentType: "application/json",
                    body: object.jsonBytes)
            }
            #expect(try await server.isWell())
        }
        await cluster.stop()
    }

    @Test("connections that say nothing, half of something, or never read, keep nobody else waiting")
    func idle() async throws {
        let cluster = try await InProcessCluster()
        try await RunningServer.with(cluster) { server in
            var connections: [RawConnection] = []
            for _ in 0..<200 { connections.append(try await RawConnection(to: server)) }
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                for (place, connection) in connections.enumerated() {
                    let half =
                        place % 2 == 0
                        ? "GET /api HTTP/1.1\r\nHost: local"
                        : "POST /api/v1/namespaces HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                            + "\(server.token)\r\nContent-Length: 100\r\n\r\n{"
                    tasks.addTask { _ = try await connection.exchange([Array(half.utf8)]) }
                }
                for _ in 0..<20 {
                    let isWell = try await server.isWell()
                    #expect(isWell)
                }
                for connection in connections { await connection.close() }
            }
            #expect(try await server.isWell())
        }
    }

    private static func definition(_ name: String, pattern: String) -> Value {
        let properties: Value = ["spec": ["type": "string", "pattern": Value(pattern)]]
        let schema: Value = ["openAPIV3Schema": ["type": "object", "properties": properties]]
        return [
            "apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
            "metadata": ["name": Value("\(name)s.hostile.example")],
            "spec": [
                "group": "hostile.example", "scope": "Namespaced",
                "names": ["plural": Value("\(name)s"), "singular": Value(name), "kind": Value(name.uppercased())],
                "versions": [["name": "v1", "served": true, "storage": true, "schema": schema]],
            ],
        ]
    }

    /// 0 where there is no answer.
    private static func code(of answer: String) -> Int {
        guard answer.hasPrefix("HTTP/1.1 ") else { return 0 }
        return Int(answer.dropFirst(9).prefix(3)) ?? 0
    }
}

extension RunningServer {
    /// Whether it still reads and answers.
    func isWell() async throws -> Bool { try await raw("GET", "/api/v1/namespaces/default").0 == 200 }
}
