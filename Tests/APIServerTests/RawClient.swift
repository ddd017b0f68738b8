import AsyncHTTPClient
import ClusterAPI
import Foundation
import Model
import NIOCore
import NIOHTTP1
import NIOSSL

/// One request at a time as it stands, for what no `Cluster` asks.
struct RawClient {
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
