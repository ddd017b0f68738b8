import ClusterAPI
import Model

/// Answers calls: the Kubernetes API over one cluster. It knows nothing of sockets.
struct APIHandler: Sendable {
    let cluster: any Cluster
    let ownToken: SecretDigest
    let clock: @Sendable () -> Instant
    let access: AccessIndex
    let accounts: Accounts
    private let indexes = IndexCache()
    let documents = DocumentCache()
    let counts = RequestCounts()
    let storeHealth = StoreHealth()

    /// - Parameters:
    ///   - token: whoever shows it may do everything.
    ///   - key: signs the tokens of service accounts.
    init(
        cluster: any Cluster, token: [UInt8], key: AccountKey = AccountKey(),
        clock: @escaping @Sendable () -> Instant
    ) {
        self.cluster = cluster
        self.clock = clock
        ownToken = SecretDigest(token)
        access = AccessIndex(cluster: cluster)
        accounts = Accounts(key: key, cluster: cluster, clock: clock)
    }

    func answer(_ call: Call) async -> Answer {
        var call = call
        do {
            call.requestor = try await admit(call)
        } catch {
            return .error(error)
        }
        return await answer(admitted: call)
    }

    /// Answers a call whose `requestor` `admit` gave.
    func answer(admitted call: Call) async -> Answer {
        let isMutating = !["GET", "HEAD"].contains(call.method)
        let start = ContinuousClock.now
        counts.began(isMutating: isMutating)
        var isServed = true
        var answer: Answer
        do {
            answer = try await respond(to: call)
        } catch {
            answer = .error(error)
            isServed = error != .noSuchPath
        }
        let key = RequestCounts.Key(of: call, route(call.path), isServed: isServed)
        counts.ended(key, isMutating: isMutating, code: answer.code, after: ContinuousClock.now - start)
        if key.verb == "WATCH", case .stream(let write) = answer.body {
            let counts = counts
            answer.body = .stream { writer in
                counts.watchBegan(key)
                defer { counts.watchEnded(key) }
                try await write(&writer)
            }
        }
        return answer
    }

    private func respond(to call: Call) async throws(ClusterError) -> Answer {
        let route = route(call.path)
        if case .objects(let path) = route { return try await objects(path, call) }
        if case .unknown = route { throw .noSuchPath }
        guard call.method == "GET" || call.method == "HEAD" else { throw .noSuchMethod }
        switch route {
        case .health(let name): return health(name, call)
        case .metrics: return try await metrics()
        case .version: return .json(serverVersion)
        case .root: return try await paths()
        case .openIDKeys: return openIDKeys()
        case .openIDConfiguration: return openIDConfiguration(call)
        case .openAPIv2, .openAPIv3, .openAPIv3Index: return try await openAPI(route, call)
        default: return try await discovery(route, call)
        }
    }

    func index() async throws(ClusterError) -> ServedIndex {
        indexes.index(of: try await cluster.resources())
    }
}
