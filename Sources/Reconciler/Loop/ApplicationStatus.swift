public import Model

/// Where an application stands, for everybody who asks.
public struct ApplicationStatus: Sendable, Hashable {
    public struct Drift: Sendable, Hashable {
        public var object: ObjectKey
        /// The field's path; empty where the whole object is gone.
        public var field: String
        /// Who set it; empty where that is not known.
        public var manager: String

        public init(object: ObjectKey, field: String, manager: String) {
            self.object = object
            self.field = field
            self.manager = manager
        }
    }

    public struct Rejected: Sendable, Hashable {
        public var revision: String
        public var reason: String
    }

    public var name: String
    public var repo: String
    public var ref: String
    public var path: String
    public var cluster: String
    public var state = SyncState.unknown
    /// Why it is not Synced, in words; empty where it is.
    public var reason = ""
    /// `Healthy Progressing Degraded Suspended Unknown`
    public var health = "Unknown"
    /// What makes the health what it is; empty where it is Healthy.
    public var healthReason = ""
    /// What the cluster holds, and what the ref names: full commit ids, empty where not known.
    public var revision = ""
    public var tip = ""
    public var rejected: Rejected?
    public var objects = 0
    public var healthyObjects = 0
    public var drift: [Drift] = []
    /// What a person should know besides: who sets a healed field back each time, what became of a damaged ledger.
    public var notices: [String] = []
    /// `idle`, `looking` or `running`.
    public var activity = "idle"
    /// The transaction that runs; empty where none does.
    public var transaction = ""
    public var since: Instant

    public init(name: String, repo: String, ref: String, path: String, cluster: String, since: Instant) {
        self.name = name
        self.repo = repo
        self.ref = ref
        self.path = path
        self.cluster = cluster
        self.since = since
    }

    public var isSyncedAndHealthy: Bool { state == .synced && health == "Healthy" }

    /// One element of `plumb status -o json`.
    public var json: Value {
        [
            "name": Value(name), "repo": Value(repo), "ref": Value(ref), "path": Value(path),
            "cluster": Value(cluster), "state": Value(state.rawValue), "reason": Value(reason),
            "health": Value(health), "healthReason": Value(healthReason), "revision": Value(revision),
            "tip": Value(tip),
            "rejected": rejected.map {
                ["revision": Value($0.revision), "reason": Value($0.reason)]
            } ?? .null,
            "objects": ["total": Value(objects), "healthy": Value(healthyObjects)],
            "drift": Value(
                drift.map {
                    [
                        "object": Value($0.object.description), "field": Value($0.field),
                        "manager": Value($0.manager),
                    ]
                }),
            "transaction": transaction.isEmpty ? .null : Value(transaction),
            "notices": Value(strings: notices), "activity": Value(activity), "since": Value(since.preciseDescription),
        ]
    }
}
