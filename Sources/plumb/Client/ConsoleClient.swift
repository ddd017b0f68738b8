import ArgumentParser
import AsyncHTTPClient
import Model
import NIOCore
import NIOHTTP1

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// How a command finds the daemon.
struct DaemonOptions: ParsableArguments {
    @OptionGroup var data: DataOptions
    @Option(
        help:
            "The console's address, as in http://127.0.0.1:8080; otherwise PLUMB_SERVER, else what the data folder says."
    )
    var server: String?
    @Option(help: "A file with the bearer token; otherwise PLUMB_TOKEN_FILE, else the data folder's.")
    var tokenFile: String?

    /// The address that was named, or that a running daemon left in the data folder; nil where there is neither.
    var address: String? {
        if let server, !server.isEmpty { return server }
        let named = Terminal.environment("PLUMB_SERVER")
        return named.isEmpty ? data.folder.runningAddress()?.console : named
    }

    /// True where the daemon was named rather than found: then the data folder's ledger is no stand-in for it.
    var isNamed: Bool { server != nil || !Terminal.environment("PLUMB_SERVER").isEmpty }

    func client() throws -> ConsoleClient {
        guard let address else {
            throw CommandFailure(
                "no daemon runs on the data folder \(data.folder.path). Start one with `plumb run`, or name another with "
                    + "--data or --server.")
        }
        let named = tokenFile ?? Terminal.environment("PLUMB_TOKEN_FILE")
        let file = named.isEmpty ? data.folder.token : named
        let token = (try? String(contentsOfFile: file, encoding: .utf8))?.filter { !$0.isWhitespace } ?? ""
        return ConsoleClient(address: address, token: token)
    }
}

/// Talks to a daemon's console.
struct ConsoleClient {
    let address: String
    let token: String

    func get(_ path: String) async throws -> Value { try await send("GET", path, body: nil) }

    func post(_ path: String, _ body: Value) async throws -> Value { try await send("POST", path, body: body) }

    private func send(_ method: String, _ path: String, body: Value?) async throws -> Value {
        var request = HTTPClientRequest(url: address + path)
        request.method = .init(rawValue: method)
        if !token.isEmpty { request.headers.add(name: "Authorization", value: "Bearer \(token)") }
        if let body {
            request.headers.add(name: "Content-Type", value: "application/json")
            request.body = .bytes(ByteBuffer(bytes: body.jsonBytes))
        }
        let response: HTTPClientResponse
        let bytes: ByteBuffer
        do {
            response = try await HTTPClient.shared.execute(request, timeout: .seconds(30))
            bytes = try await response.body.collect(upTo: 256 << 20)
        } catch {
            throw CommandFailure("the daemon at \(address) does not answer: \(error). Is it running?")
        }
        let value = try? Value(json: Array(bytes.readableBytesView))
        guard (200..<300).contains(response.status.code) else {
            let detail = value?["detail"]?.string ?? value?["title"]?.string ?? "HTTP \(response.status.code)"
            throw CommandFailure(detail)
        }
        guard let value else {
            throw CommandFailure("the daemon at \(address) answered with something that is no JSON.")
        }
        return value
    }
}

/// A word as part of a URL's path or query.
func escaped(_ text: String) -> String {
    text.utf8.map { byte in
        switch byte {
        case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x2e, 0x5f, 0x7e: String(UnicodeScalar(byte))
        default: "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }
    }.joined()
}
