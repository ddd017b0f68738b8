import AsyncHTTPClient
import ClusterAPI
import Model
import NIOCore
import NIOHTTP1

/// Connections to one API server: a bounded number that are kept open for requests, and one for each watch. Every wait
/// has an end, and every answer a bound. Nothing is followed elsewhere.
final class Transport: Sendable {
    let address: ServerAddress
    let settings: TransportSettings
    private let credentials: Credentials
    private let requests: HTTPClient
    private let watches: HTTPClient
    private let agent: String
    private let pulse: Pulse

    init(_ place: ClusterPlace, agent: String, settings: TransportSettings) throws(AccessProblem) {
        let access = try place.access()
        let credential = try Credential(access, isFirst: true)
        address = access.address
        self.settings = settings
        self.agent = agent
        pulse = Pulse(silence: settings.silence)
        credentials = Credentials(place, credential)
        requests = HTTPClient(
            eventLoopGroupProvider: .singleton,
            configuration: Self.configuration(
                credential, settings, silence: max(settings.list, settings.write), connections: settings.connections))
        watches = HTTPClient(
            eventLoopGroupProvider: .singleton,
            configuration: Self.configuration(
                credential, settings, silence: settings.watchSilence, connections: 10_000))
    }

    private static func configuration(
        _ credential: Credential, _ settings: TransportSettings, silence: Duration, connections: Int
    ) -> HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration(tlsConfiguration: credential.tls)
        configuration.timeout = .init(connect: amount(settings.connect), read: amount(silence))
        configuration.redirectConfiguration = .disallow
        configuration.httpVersion = .http1Only
        configuration.connectionPool = .init(
            idleTimeout: .seconds(45), concurrentHTTP1ConnectionsPerHostSoftLimit: connections)
        // A refused connection is said at once; whoever asks knows best when to ask again.
        configuration.connectionPool.retryConnectionEstablishment = false
        let address = credential.access.address
        if let name = address.tlsName { configuration.dnsOverride = [name: address.host] }
        switch credential.access.proxy {
        case .http(let host, let port): configuration.proxy = .server(host: host, port: port)
        case .socks(let host, let port): configuration.proxy = .socksServer(host: host, port: port)
        case nil: break
        }
        return configuration
    }

    /// Ends every request and watch.
    func shutdown() async {
        pulse.stop()
        try? await requests.shutdown()
        try? await watches.shutdown()
    }

    /// One request with its whole answer. A read whose connection broke is asked once more.
    func send(_ call: Call) async throws(ClusterError) -> Answer {
        do {
            return try await whole(call)
        } catch  where call.isRead && error.reason == .connectionLost {
            return try await whole(call)
        } catch {
            throw error
        }
    }

    private func whole(_ call: Call) async throws(ClusterError) -> Answer {
        let response = try await open(call, over: requests)
        do {
            let body = try await response.body.collect(upTo: settings.bytes)
            pulse.heard()
            if !call.isRead { pulse.wrote { [weak self] in await self?.isAlive() ?? true } }
            return answer(response, Array(body.readableBytesView))
        } catch {
            throw trouble(error, call)
        }
    }

    /// Whether the server answers at all, if only to refuse.
    private func isAlive() async -> Bool {
        (try? await whole(Call(method: "GET", path: "/version", timeout: settings.silence))) != nil
    }

    /// Opens a stream; where the server refuses, what it says is the error.
    func stream(_ call: Call) async throws(ClusterError) -> ChunkReader {
        let response = try await open(call, over: watches)
        guard response.status.code < 400 else {
            do {
                let body = try await response.body.collect(upTo: 1 << 20)
                throw ClusterError(answer(response, Array(body.readableBytesView)))
            } catch let error as ClusterError {
                throw error
            } catch {
                throw trouble(error, call)
            }
        }
        return ChunkReader(response.body, pulse: pulse) { [address] in spokenTrouble($0, address: address, call: call) }
    }

    /// Shows the credential; where the server does not know it, whatever the files say by now.
    private func open(_ call: Call, over client: HTTPClient) async throws(ClusterError) -> HTTPClientResponse {
        let credential = await credentials.credential()
        let response = try await open(call, credential, over: client)
        guard response.status == .unauthorized, let other = await credentials.another(than: credential) else {
            return response
        }
        _ = try? await response.body.collect(upTo: 1 << 20)
        return try await open(call, other, over: client)
    }

    private func open(
        _ call: Call, _ credential: Credential, over client: HTTPClient
    ) async throws(ClusterError) -> HTTPClientResponse {
        var request = HTTPClientRequest(url: address.url + call.path)
        request.method = .RAW(value: call.method)
        for header in credential.access.headers { request.headers.add(name: header.name, value: header.value) }
        request.headers.add(name: "Accept", value: call.accept)
        request.headers.add(name: "User-Agent", value: agent)
        if let tag = call.entityTag { request.headers.add(name: "If-None-Match", value: tag) }
        if let body = call.body {
            request.headers.add(name: "Content-Type", value: call.contentType)
            request.body = .bytes(ByteBuffer(bytes: body))
        }
        if !credential.isFirst { request.tlsConfiguration = credential.tls }
        do {
            return try await client.execute(request, timeout: amount(call.timeout))
        } catch {
            throw trouble(error, call)
        }
    }

    private func answer(_ response: HTTPClientResponse, _ bytes: [UInt8]) -> Answer {
        Answer(
            code: Int(response.status.code), bytes: bytes, entityTag: response.headers.first(name: "ETag"),
            warnings: response.headers["Warning"].compactMap(warningText),
            retryAfter: response.headers.first(name: "Retry-After").flatMap { Int($0) })
    }

    private func trouble(_ error: any Error, _ call: Call) -> ClusterError {
        spokenTrouble(error, address: address, call: call)
    }
}

private func amount(_ duration: Duration) -> TimeAmount { .milliseconds(duration.milliseconds) }
