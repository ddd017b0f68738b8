/// The whole configuration of a daemon.
public struct Configuration: Sendable, Hashable {
    /// The data folder; nil takes the default.
    public var data: String?
    /// Where the console listens: `HOST:PORT`.
    public var listen = "127.0.0.1:8080"
    /// Where the embedded cluster's Kubernetes API listens.
    public var apiListen = "127.0.0.1:0"
    public var clusters: [String: ClusterChoice] = ["local": .embedded(EmbeddedCluster())]
    /// By provider.
    public var webhooks: [String: Webhook] = [:]
    public var applications: [ApplicationSettings] = []

    public init() {}

    public enum ClusterChoice: Sendable, Hashable {
        case embedded(EmbeddedCluster)
        case kubeconfig(file: String, context: String)
        /// The cluster that plumb itself runs in, as its pod's service account.
        case inCluster
    }

    /// How the embedded cluster behaves.
    public struct EmbeddedCluster: Sendable, Hashable {
        public var pullDelay: Duration?
        public var startDelay: Duration?
        public var readyDelay: Duration?
        public var stopDelay: Duration?
        /// Images that no registry has; may hold `*`.
        public var missingImages: [String] = []
        /// Registries that want credentials, by host.
        public var registries: [String: Registry] = [:]
        public var nodes: [Node] = []

        public init() {}
    }

    /// Who may pull from a simulated registry.
    public struct Registry: Sendable, Hashable {
        public var username: String
        /// A file with the password.
        public var passwordFile: String
    }

    public struct Node: Sendable, Hashable {
        public var name: String
        public var cpu: String?
        public var memory: String?
        public var pods: String?
        public var labels: [String: String] = [:]
    }

    public struct Webhook: Sendable, Hashable {
        /// The secret that deliveries are signed with; read at each delivery, so that it can be changed.
        public var secretFile: String

        public init(secretFile: String) { self.secretFile = secretFile }
    }
}
