import ClusterAPI
import Model

/// Answers calls: the Kubernetes API over one cluster. It knows nothing of sockets.
struct APIHandler: Sendable {
    let cluster: any Cluster
    let token: [UInt8]
    let clock: @Sendable () -> Instant
    private let indexes = IndexCache()
    let documents = DocumentCache()

    init(cluster: any Cluster, token: [UInt8], clock: @escaping @Sendable () -> Instant) {
        self.cluster = cluster
        self.token = token
        self.clock = clock
    }

    func answer(_ call: Call) async -> Answer {
        do {
            return try await respond(to: call)
        } catch {
            return .error(error)
        }
    }

    /// The size of a body is known only after this has said yes.
    func isAllowed(_ call: Call) -> Bool { route(call.path).isPublic || isAuthorized(call) }

    private func isAuthorized(_ call: Call) -> Bool {
        let parts = call.authorization.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer", !token.isEmpty else { return false }
        return isSameSecret(parts[1].drop { $0 == " " }.utf8, token)
    }

    private func respond(to call: Call) async throws(ClusterError) -> Answer {
        guard isAllowed(call) else { throw .unauthorized }
        let route = route(call.path)
        if case .objects(let path) = route { return try await objects(path, call) }
        if case .unknown = route { throw .noSuchPath }
        guard call.method == "GET" || call.method == "HEAD" else { throw .noSuchMethod }
        switch route {
        case .health(let name): return health(name, call)
        case .version: return .json(serverVersion)
        case .root: return try await paths()
        case .openAPIv2, .openAPIv3, .openAPIv3Index: return try await openAPI(route, call)
        default: return try await discovery(route, call)
        }
    }

    func index() async throws(ClusterError) -> ServedIndex {
        indexes.index(of: try await cluster.resources())
    }
}
