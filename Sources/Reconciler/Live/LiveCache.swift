public import Apply
public import ClusterAPI
import Kinds
public import Logging
public import Model

/// The live objects of one cluster, kept true by watches: one for each kind that somebody needs, and no more.
///
/// What a reader gets may be a moment old; writes carry preconditions, so that is found out in time. After plumb's own
/// writes `observe` makes the cache know them before the watch does.
public actor LiveCache {
    private struct Followed {
        var type: ResourceType
        var task: Task<Void, Never>
        var isComplete = false
        var failure: ClusterError?
    }

    private struct Kind: Hashable {
        var group: String
        var kind: String
    }

    /// What is known of the kinds that are being watched.
    nonisolated let objects = LiveObjects()
    nonisolated let reachability = Reachability()
    private let cluster: any Cluster
    private let time: any TimeSource
    private let logger: Logger
    private var collections: [Kind: Followed] = [:]
    private var served: [Kind: ResourceType] = [:]
    private var waiting: [CheckedContinuation<Void, Never>] = []
    private var observers: [WeakObserver] = []
    private var troubles: Task<Void, Never>?

    public init(cluster: any Cluster, time: any TimeSource = SystemTime(), logger: Logger) {
        self.cluster = cluster
        self.time = time
        self.logger = logger
    }

    /// Tells it of every change from now on, as long as it lives.
    func tell(_ observer: any LiveObserver) {
        observers.removeAll { $0.observer == nil }
        observers.append(WeakObserver(observer: observer))
    }

    /// The cluster's type of a kind; nil where it serves none of that name.
    public func type(group: String, kind: String) async throws(ClusterError) -> ResourceType? {
        if let known = served[Kind(group: group, kind: kind)] { return known }
        for resource in try await cluster.resources() where !resource.type.plural.contains("/") {
            let kind = Kind(group: resource.type.group, kind: resource.type.kind)
            if served[kind] == nil { served[kind] = resource.type }
        }
        return served[Kind(group: group, kind: kind)]
    }

    /// Types that the cluster keeps and that are not built in: custom resources. What is only computed, as metrics are,
    /// cannot be watched.
    func customTypes() async throws(ClusterError) -> [ResourceType] {
        try await cluster.resources().filter { $0.verbs.contains("watch") }.map(\.type).filter {
            BuiltinKinds.named(apiVersion: $0.apiVersion, kind: $0.kind) == nil
        }
    }

    /// Begins to watch kinds where that is not so yet, and waits until each was listed once. Kinds that the cluster does
    /// not serve have no objects.
    public func watch(_ kinds: some Swift.Collection<ManifestSet.Kind>) async throws(ClusterError) {
        for kind in try await begin(watching: kinds.map { Kind(group: $0.group, kind: $0.kind) }) {
            while let collection = collections[kind], !collection.isComplete {
                if let failure = collection.failure { throw failure }
                await withCheckedContinuation { waiting.append($0) }
            }
        }
    }

    /// Begins to watch kinds, and does not wait for what there is of them.
    @discardableResult
    private func begin(watching kinds: [Kind]) async throws(ClusterError) -> [Kind] {
        if troubles == nil { troubles = Task { await self.followTroubles() } }
        for kind in kinds where collections[kind] == nil {
            guard let type = try await type(group: kind.group, kind: kind.kind), collections[kind] == nil else {
                continue
            }
            let task = Task { await self.follow(kind, type) }
            collections[kind] = Followed(type: type, task: task)
        }
        return kinds
    }

    /// Takes in what a write answered. The first object of a kind that came to be served meanwhile has its kind watched
    /// from now on.
    public func observe(_ object: Value) async {
        let key = object.key
        take(object, at: key)
        let kind = Kind(group: key.group, kind: key.kind)
        if collections[kind] == nil { _ = try? await begin(watching: [kind]) }
    }

    /// Takes in that this very object is gone, before the watch tells.
    func lose(_ key: ObjectKey, uid: String) { remove(key, uid: uid) }

    private nonisolated func followTroubles() async {
        for await trouble in cluster.troubles() {
            reachability.has(trouble)
            if trouble.isEmpty {
                logger.notice("the cluster is well again")
            } else {
                logger.error("the cluster \(trouble)")
            }
        }
    }

    public func stop() {
        troubles?.cancel()
        for collection in collections.values { collection.task.cancel() }
        collections = [:]
        wakeWaiting()
    }

    // MARK: Watching

    private func follow(_ kind: Kind, _ type: ResourceType) async {
        var failures = 0
        while !Task.isCancelled {
            do {
                var initial: Set<ObjectKey>? = []
                for try await event in try await cluster.watch(WatchRequest(type)) {
                    failures = 0
                    answered()
                    handle(event, kind, initial: &initial)
                }
            } catch {
                if Task.isCancelled { return }
                let failure = error as? ClusterError ?? .internalError("\(error)")
                // The kind's definition is gone, and its objects with it. Whoever needs the kind asks for it anew.
                if failure.reason == .notFound { return drop(kind) }
                collections[kind]?.failure = failure.reason == .expired ? nil : failure
                if failure.reason != .expired {
                    // A cluster that does not answer is told of once, not for each kind and each attempt.
                    let isKnown = failure.isTransient && (failures > 0 || reachability.outage != nil)
                    logger.log(
                        level: isKnown ? .debug : .warning, "watch of \(type.qualifiedPlural) ended",
                        metadata: ["error": "\(failure)"])
                    failures += 1
                    failed(failure)
                }
                wakeWaiting()
            }
            if failures > 0 { try? await time.sleep(until: time.now() + .milliseconds(100 << min(failures, 6))) }
        }
    }

    /// A request or a watch came to nothing. A refusal is an answer, too.
    nonisolated func failed(_ error: ClusterError) {
        guard error.isSilence else { return answered() }
        guard reachability.failed(error, at: time.now()) else { return }
        logger.warning("the cluster does not answer", metadata: ["error": "\(error)"])
    }

    /// Something came from the cluster.
    nonisolated func answered() {
        if reachability.answered() { logger.notice("the cluster answers again") }
    }

    private func drop(_ kind: Kind) {
        forget(kind, except: [], at: "")
        served[kind] = nil
        collections[kind] = nil
        wakeWaiting()
    }

    private func handle(_ event: WatchEvent, _ kind: Kind, initial: inout Set<ObjectKey>?) {
        switch event {
        case .added(let object), .modified(let object):
            let key = key(of: object, kind)
            initial?.insert(key)
            take(object, at: key)
        case .deleted(let object): remove(key(of: object, kind), uid: object.uid)
        case .bookmark(let version, let initialEventsEnd):
            guard initialEventsEnd, let seen = initial else { return }
            initial = nil
            forget(kind, except: seen, at: version)
            collections[kind]?.isComplete = true
            collections[kind]?.failure = nil
            wakeWaiting()
        }
    }

    /// After a gap in the watch: what is not there any more goes. What was made since the list, by its version, stays.
    private func forget(_ kind: Kind, except seen: Set<ObjectKey>, at version: String) {
        let gone = objects.keys { $0.kind == kind.kind && $0.group == kind.group && !seen.contains($0) }
        for key in gone {
            guard let object = objects[key] else { continue }
            if let listed = UInt64(version), let own = UInt64(object.resourceVersion), own > listed { continue }
            remove(key, uid: object.uid)
        }
    }

    private func key(of object: Value, _ kind: Kind) -> ObjectKey {
        ObjectKey(group: kind.group, kind: kind.kind, namespace: object.namespace, name: object.name)
    }

    private func take(_ object: Value, at key: ObjectKey) {
        if let owners = objects.take(object, at: key) { tell(key, owners) }
    }

    private func remove(_ key: ObjectKey, uid: String) {
        if let owners = objects.remove(key, uid: uid) { tell(key, owners) }
    }

    private func tell(_ key: ObjectKey, _ owners: Set<ObjectKey>) {
        for entry in observers { entry.observer?.moved(key, owners: owners) }
    }

    private func wakeWaiting() {
        let continuations = waiting
        waiting = []
        for continuation in continuations { continuation.resume() }
    }
}
