public import ClusterAPI
public import Model

/// The embedded cluster as a pure state machine: requests and the passing of time come in, answers and writes come out.
///
/// No clock, no files, no randomness but the seed's. A copy is a snapshot of the whole cluster that goes its own way,
/// and costs nothing until one of the two changes. Of the instants handed in, the latest counts: time never goes back.
public struct ClusterState: Sendable {
    public let settings: ClusterSettings
    let controllers: [any Controller]
    let routes: ControllerRoutes
    let identity: Identity
    var store: ObjectStore
    var queue = WorkQueue()
    var services = ServiceAllocations()
    var recorder = EventRecorder()
    var notes: [String: Value] = [:]
    /// Notes written since somebody last took them; nil for one that is gone.
    var writtenNotes: [String: Value?] = [:]
    /// Writes that no controller has been asked about yet.
    var unrouted: [StoredChange] = []
    var pending: [StoredChange] = []
    var liveliness = Liveliness()
    /// Of the request that is being performed.
    var preview: CreatePreview?
    public internal(set) var now: Instant

    /// A new cluster with what every cluster has: namespaces, nodes, classes, the Service `kubernetes`.
    public init(settings: ClusterSettings = ClusterSettings(), controllers: [any Controller] = [], at now: Instant) {
        self.init(settings: settings, controllers: controllers, kept: nil, at: now)
    }

    /// A cluster as it was kept. Every watch starts anew, and every controller looks at every object once.
    public init(settings: ClusterSettings, controllers: [any Controller], kept: KeptState?, at now: Instant) {
        self.settings = settings
        self.controllers = controllers
        routes = ControllerRoutes(controllers)
        self.now = now
        identity = Identity(seed: settings.seed)
        // A gap, so that no version that anybody may have seen before a crash is given out twice.
        let version = kept.map { $0.resourceVersion &+ 1000 } ?? 0
        store = ObjectStore(
            historyLimit: settings.historyLimit, resourceVersion: version,
            computed: ClusterState.metricsResources(settings.simulation))
        if let kept { load(kept) }
        bootstrap()
    }

    /// The version of the latest write.
    public var resourceVersion: UInt64 { store.resourceVersion }

    /// One object, or nil.
    public func object(_ key: ObjectKey) -> Value? { store.object(key) }

    /// All objects of a kind, in order.
    public func objects(_ kind: GroupKind, namespace: String? = nil) -> [Value] {
        store.objects(of: kind, in: namespace)
    }

    /// What was written since the last call, oldest first: for watches and for persistence.
    public mutating func takeWrites() -> Writes {
        collectChanges()
        defer {
            pending.removeAll()
            writtenNotes.removeAll()
        }
        return Writes(changes: pending, notes: writtenNotes, resourceVersion: store.resourceVersion)
    }

    /// Performs one request. Controllers do not run before `advance`. A `preview` saves work and changes nothing.
    public mutating func handle(
        _ request: Request, at instant: Instant, preview: CreatePreview? = nil
    ) throws(ClusterError) -> Response {
        now = max(now, instant)
        self.preview = preview
        defer { self.preview = nil }
        if let metrics = try metrics(request) { return metrics }
        let kind = try servedKind(request)
        switch request.verb {
        case .get: return try get(request, kind)
        case .list: return try list(request, kind)
        case .create: return try create(request, kind)
        case .update: return try update(request, kind)
        case .patch(let type): return try patch(request, type, kind)
        case .delete: return try delete(request, kind)
        case .deleteCollection: return try deleteCollection(request, kind)
        }
    }
}

/// What a state wrote: the changes, and what controllers noted, nil for a note that is gone.
public struct Writes: Sendable {
    public var changes: [StoredChange]
    public var notes: [String: Value?]
    public var resourceVersion: UInt64

    public var isEmpty: Bool { changes.isEmpty && notes.isEmpty }
}

/// What a cluster is restored from.
public struct KeptState: Sendable {
    public var objects: [Value]
    public var notes: [String: Value]
    /// Of the last write that was kept.
    public var resourceVersion: UInt64

    public init(objects: [Value], notes: [String: Value] = [:], resourceVersion: UInt64) {
        self.objects = objects
        self.notes = notes
        self.resourceVersion = resourceVersion
    }
}
