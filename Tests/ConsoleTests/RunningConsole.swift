import Apply
import AsyncHTTPClient
import ClusterAPI
import Console
import Crypto
import Engine
import Foundation
import Ledger
import Logging
import Model
import NIOCore
import NIOHTTP1
import Reconciler
import ServiceLifecycle
import TestSupport

/// A daemon with one application on an embedded cluster, and its console on a free port.
struct RunningConsole: Sendable {
    let repository: TemporaryRepository
    let cluster: InProcessCluster
    let daemon: Daemon
    let url: String
    static let token = "t0ken"
    static let secret = "s3cret"

    struct Reply: Sendable {
        var code: Int
        var headers: [String: String]
        var text: String
        var json: Value { (try? Value(json: text)) ?? .null }
    }

    static func manifest(_ value: String) -> TemporaryRepository.File {
        .text(
            "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings, namespace: default}\ndata: {key: \"\(value)\"}\n"
        )
    }

    static func with(
        time: any TimeSource = SystemTime(), _ work: @Sendable (RunningConsole) async throws -> Void
    ) async throws {
        let repository = try TemporaryRepository()
        try repository.commit(["app/settings.yaml": manifest("one")])
        let secretFile = repository.folder + "/secret"
        try (secret + "\n").write(toFile: secretFile, atomically: true, encoding: .utf8)
        try "\n".write(toFile: secretFile + ".empty", atomically: true, encoding: .utf8)
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let cluster = try await InProcessCluster(controllers: standardControllers)
        await cluster.start()
        let ledger = try LedgerDatabase(path: repository.folder + "/plumb.sqlite")
        let daemon = Daemon(
            data: repository.folder, clusters: ["local": cluster], ledger: ledger, time: time, logger: logger)
        var hooks: [String: Configuration.Webhook] = [:]
        for name in ["github", "gitlab", "gitea", "bitbucket"] { hooks[name] = .init(secretFile: secretFile) }
        hooks["generic"] = .init(secretFile: secretFile + ".empty")
        let server = ConsoleServer(
            daemon: daemon, host: "127.0.0.1", port: 0, token: token, webhooks: hooks, version: "test", logger: logger)
        let group = ServiceGroup(services: [server], logger: logger)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            var result = Result<Void, any Error>.success(())
            if let port = await server.listeningPort {
                let running = RunningConsole(
                    repository: repository, cluster: cluster, daemon: daemon, url: "http://127.0.0.1:\(port)")
                do { try await work(running) } catch { result = .failure(error) }
            }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
            await daemon.stop()
            await cluster.stop()
            try result.get()
        }
    }

    func configure() async throws {
        var shop = ApplicationSettings(name: "shop", repo: repository.path)
        shop.path = "app"
        shop.interval = .seconds(3600)
        try await daemon.configure([shop])
        try await until("shop is synced") { await daemon.statuses().allSatisfy(\.isSyncedAndHealthy) }
    }

    func until(_ what: String, _ condition: () async throws -> Bool) async throws {
        for _ in 0..<1500 {
            if try await condition() { return }
            try await Task.sleep(for: .milliseconds(10))
        }
        throw Problem("it did not come to this: \(what)")
    }

    func send(
        _ method: String, _ path: String, headers: [String: String] = [:], body: HTTPClientRequest.Body? = nil
    ) async throws -> Reply {
        var request = HTTPClientRequest(url: url + path)
        request.method = .init(rawValue: method)
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        request.body = body
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(20))
        let bytes = try await response.body.collect(upTo: 16 << 20)
        let named = Dictionary(response.headers.map { ($0.name.lowercased(), $0.value) }) { first, _ in first }
        return Reply(code: Int(response.status.code), headers: named, text: String(buffer: bytes))
    }

    func get(_ path: String) async throws -> Reply { try await send("GET", path) }

    func steer(_ path: String, token: String? = RunningConsole.token, _ body: String = "{}") async throws -> Reply {
        var headers = ["Content-Type": "application/json"]
        if let token { headers["Authorization"] = "Bearer \(token)" }
        return try await send("POST", path, headers: headers, body: .bytes(ByteBuffer(string: body)))
    }

    /// A GitHub delivery; signed with the right secret unless another signature is given.
    func push(_ body: String, event: String = "push", signature: String? = nil, delivery: String? = nil) async throws
        -> Reply
    {
        var headers = ["Content-Type": "application/json", "X-GitHub-Event": event]
        headers["X-Hub-Signature-256"] = signature ?? "sha256=" + hmac(body)
        if let delivery { headers["X-GitHub-Delivery"] = delivery }
        return try await send("POST", "/webhooks/github", headers: headers, body: .bytes(ByteBuffer(string: body)))
    }

    var pushed: String { #"{"ref":"refs/heads/main","repository":{"clone_url":"\#(repository.path)"}}"# }

    func hmac(_ body: String) -> String {
        HMAC<SHA256>.authenticationCode(for: Data(body.utf8), using: SymmetricKey(data: Data(Self.secret.utf8)))
            .map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
}
