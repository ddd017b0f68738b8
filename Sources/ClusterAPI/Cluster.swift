public import Model

/// The one boundary to a cluster: everything above it works on any implementation.
///
/// Semantics are kube-apiserver's: https://kubernetes.io/docs/reference/using-api/api-concepts/
public protocol Cluster: Sendable {
    /// What the cluster serves. Changes when definitions of custom resources come and go.
    func resources() async throws(ClusterError) -> [ServedResource]

    /// Performs one request; a write is acknowledged when it is as durable as the cluster makes it.
    func perform(_ request: Request) async throws(ClusterError) -> Response

    /// Watches a collection. Without a resourceVersion the stream begins with an `.added` for everything there is and
    /// then a `.bookmark`. The stream ends with `ClusterError.expired` where history is gone or the reader fell behind.
    func watch(_ request: WatchRequest) async throws(ClusterError) -> WatchStream

    /// How many requests one caller may have under way at once without being a burden to others.
    var parallelism: Int { get }

    /// What keeps the cluster from doing its work, in words, now and whenever that changes; empty where nothing does.
    func troubles() -> AsyncStream<String>
}

extension Cluster {
    /// What a shared API server bears from one client.
    public var parallelism: Int { 16 }

    /// None that the cluster would know of itself.
    public func troubles() -> AsyncStream<String> { AsyncStream { $0.finish() } }
}

public typealias WatchStream = AsyncThrowingStream<WatchEvent, any Error>

/// One resource as discovery lists it.
public struct ServedResource: Hashable, Sendable {
    public var type: ResourceType
    public var singular: String
    public var shortNames: [String]
    public var categories: [String]
    public var verbs: [String]
    /// `status`, `scale`, `log` …
    public var subresources: [String]

    public init(
        type: ResourceType, singular: String, shortNames: [String] = [], categories: [String] = [],
        verbs: [String] = [], subresources: [String] = []
    ) {
        self.type = type
        self.singular = singular
        self.shortNames = shortNames
        self.categories = categories
        self.verbs = verbs
        self.subresources = subresources
    }
}
