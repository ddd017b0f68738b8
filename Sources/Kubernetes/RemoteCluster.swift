public import ClusterAPI
public import Model

/// A real cluster behind the one boundary: requests, watches and discovery over HTTPS, as any API server of Kubernetes
/// speaks it.
public final class RemoteCluster: Cluster {
    private let transport: Transport
    private let discovery: Discovery
    private let gate: Gate

    /// Throws what of the kubeconfig, or the service account, cannot be used. Nothing is asked of the server yet.
    /// - Parameter agent: who asks, for the server's logs; also the field manager of requests that name none.
    public init(
        _ place: ClusterPlace, agent: String = "plumb", settings: TransportSettings = TransportSettings()
    ) throws(AccessProblem) {
        transport = try Transport(place, agent: agent, settings: settings)
        discovery = Discovery(transport)
        let start = ContinuousClock.now
        gate = Gate { Instant(milliseconds: (ContinuousClock.now - start).milliseconds) }
    }

    /// As many as the pace may ever allow: how many are really under way follows the server's answers.
    public var parallelism: Int { Int(Pace.bounds.upperBound) }

    /// Throws what of the kubeconfig, or the service account, cannot be used.
    public static func check(_ place: ClusterPlace) throws(AccessProblem) {
        _ = try Credential(try place.access(), isFirst: true)
    }

    /// Where it answers: `https://host:6443`.
    public var address: String { "\(transport.address)" }

    /// Ends everything under way. To be called once, at the end.
    public func shutdown() async { await transport.shutdown() }

    public func resources() async throws(ClusterError) -> [ServedResource] { try await discovery.resources() }

    public func perform(_ request: Request) async throws(ClusterError) -> Response {
        if request.verb == .list, request.options.limit == 0, request.options.continueToken.isEmpty {
            return try await wholeList(request)
        }
        return try await performOnce(request)
    }

    private func performOnce(_ request: Request) async throws(ClusterError) -> Response {
        let call = call(for: request, settings: transport.settings)
        let answer = try await gate.pass { () async throws(ClusterError) in try await transport.send(call) }
        let response = try response(answer, to: request)
        if request.verb.isWrite {
            await discovery.wrote(request.type)
        }
        return response
    }

    /// A list in pages that are all of one moment. Where that moment is gone before the last page, everything at once.
    private func wholeList(_ request: Request) async throws(ClusterError) -> Response {
        var page = request
        page.options.limit = transport.settings.page
        var items: [Value] = []
        var warnings: [String] = []
        while true {
            let response: Response
            do {
                response = try await performOnce(page)
            } catch  where error.code == 410 && !page.options.continueToken.isEmpty {
                return try await performOnce(request)
            } catch {
                throw error
            }
            guard var list = response.list else { return response }
            items += list.items
            warnings += response.warnings
            guard !list.continueToken.isEmpty else {
                list.items = items
                list.remainingItemCount = nil
                return Response(code: response.code, .list(list), warnings: warnings)
            }
            page.options.continueToken = list.continueToken
            // Only the first page may say which version is meant.
            page.options.resourceVersion = ""
            page.options.resourceVersionMatch = ""
        }
    }

    public func watch(_ request: WatchRequest) async throws(ClusterError) -> WatchStream {
        let feed = try await WatchFeed(request, over: transport)
        return WatchStream { try await feed.next() }
    }

    /// A document of the API as the server gives it, for people to look at: a table, an object, a list.
    public func document(_ path: String, accept: String = "application/json") async throws(ClusterError) -> Value {
        let answer = try await transport.send(
            Call(method: "GET", path: path, accept: accept, timeout: transport.settings.list))
        guard answer.code == 200 else { throw ClusterError(answer) }
        return try json(answer)
    }
}

extension Request.Verb {
    fileprivate var isWrite: Bool {
        switch self {
        case .get, .list: false
        case .create, .update, .delete, .deleteCollection, .patch: true
        }
    }
}
