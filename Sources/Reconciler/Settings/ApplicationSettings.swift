/// One application as the configuration has it.
public struct ApplicationSettings: Sendable, Hashable {
    public var name: String
    /// A path, `file://`, `http(s)://`, `git://` or `ssh://`.
    public var repo: String
    /// A branch, a tag, a semver range, a commit.
    public var ref = "main"
    /// The folder inside the repository; empty for its root.
    public var path = ""
    /// The cluster's name in the configuration.
    public var cluster = "local"
    /// For objects that name none; empty leaves it to the cluster's default.
    public var namespace = ""
    public var interval = Duration.seconds(30)
    /// For one transaction, its rollback not included.
    public var timeout = Duration.seconds(300)
    public var prune = true
    public var selfHeal = true
    public var rollback = true
    public var allowEmpty = false
    public var maxPrune = PruneLimit.percent(50)
    public var dependsOn: [String] = []
    public var ignore: [IgnoreRule] = []
    public var credentials = Credentials()

    public init(name: String, repo: String) {
        self.name = name
        self.repo = repo
    }

    /// How much of an application may be pruned at once without being asked for.
    public enum PruneLimit: Sendable, Hashable {
        case number(Int)
        case percent(Int)
    }

    /// Fields that plumb leaves to others.
    public struct IgnoreRule: Sendable, Hashable {
        /// Empty matches every kind.
        public var kind: String
        /// May hold `*`; empty matches every name.
        public var name: String
        /// `spec.replicas`
        public var fields: [String]

        public init(kind: String, name: String, fields: [String]) {
            self.kind = kind
            self.name = name
            self.fields = fields
        }
    }

    /// What a remote repository is read with. Secrets stay in their files until they are needed.
    public struct Credentials: Sendable, Hashable {
        public var username = ""
        public var passwordFile = ""
        public var tokenFile = ""
        public var sshKeyFile = ""
        public var knownHostsFile = ""
        public var caFile = ""

        public init() {}
    }
}
