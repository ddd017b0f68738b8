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
    /// Told of every object that changed or went, in the order of the cluster's own events.
    public typealias Listener = @Sendable (_ key: ObjectKey, _ object: Value?) -> Void

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

    private let cluster: any Cluster
    private let time: any TimeSource
    private let logger: Logger
    private var collections: [Kind: Followed] = [:]
    private var objects: [ObjectKey: Value] = [:]
    /// By the owner's uid.
    private var owned: [String: Set<ObjectKey>] = [:]
    private var keysByUID: [String: ObjectKey] = [:]
    private(set) var log = ChangeLog()
    private var served: [Kind: ResourceType] = [:]
    private var waiting: [CheckedContinuation<Void, Never>] = []
    private var listeners: [Int: Listener] = [:]
    private var nextListener = 0

    public init(cluster: any Cluster, time: any TimeSource = SystemTime(), logger: Logger) {
        self.cluster = cluster
        self.time = time
        self.logger = logger
    }

    /// Calls back for every change from now on, until `stopListening`.
    public func listen(_ listener: @escaping Listener) -> Int {
        nextListener += 1
        listeners[nextListener] = listener
        return nextListener
    }

    public func stopListening(_ id: Int) { listeners[id] = nil }

    /// The cluster's type of a kind; nil where it serves none of that name.
    public func type(group: String, kind: String) async throws(ClusterError) -> ResourceType? {
        if let known = served[Kind(group: group, kind: kind)] { return known }
        for resource in try await cluster.resources() where !resource.type.plural.contains("/") {
            let kind = Kind(group: resource.type.group, kind: resource.type.kind)
            if served[kind] == nil { served[kind] = resource.type }
        }
        return served[Kind(group: group, kind: kind)]
    }

    /// Types that the cluster serves and that are not built in: custom resources.
    func customTypes() async throws(ClusterError) -> [ResourceType] {
        try await cluster.resources().map(\.type).filter {
            BuiltinKinds.named(apiVersion: $0.apiVersion, kind: $0.kind) == nil
        }
    }

    /// The live objects of these keys. Begins to watch their kinds where that is not so yet, and waits until each was
    /// listed once. Kinds that the cluster does not serve have no objects.
    public func objects(_ keys: some Swift.Collection<ObjectKey>) async throws(ClusterError) -> [ObjectKey: Value] {
        try await watch(keys)
        var found: [ObjectKey: Value] = [:]
        found.reserveCapacity(keys.count)
        for key in keys { if let object = objects[key] { found[key] = object } }
        return found
    }

    public func object(_ key: ObjectKey) -> Value? { objects[key] }

    /// Every object of a kind that is being watched.
    public func all(group: String, kind: String, namespace: String? = nil) -> [Value] {
        objects.lazy.filter {
            $0.key.kind == kind && $0.key.group == group && (namespace == nil || $0.key.namespace == namespace)
        }.map(\.value)
    }

    /// What an object owns, directly or through others, as far as their kinds are being watched.
    public func dependents(of uid: String) -> [Value] {
        var found: [Value] = []
        var queue = [uid]
        var seen: Set<String> = []
        while let next = queue.popLast() {
            guard seen.insert(next).inserted else { continue }
            for key in owned[next] ?? [] {
                guard let object = objects[key] else { continue }
                found.append(object)
                queue.append(object.uid)
            }
        }
        return found
    }

    /// Begins to watch the kinds of these keys.
    public func watch(_ keys: some Swift.Collection<ObjectKey>) async throws(ClusterError) {
        let kinds = try await begin(watching: keys)
        for kind in kinds {
            while let collection = collections[kind], !collection.isComplete {
                if let failure = collection.failure { throw failure }
                await withCheckedContinuation { waiting.append($0) }
            }
        }
    }

    /// Begins to watch kinds, and does not wait for what there is of them.
    @discardableResult
    private func begin(watching keys: some Swift.Collection<ObjectKey>) async throws(ClusterError) -> Set<Kind> {
        var kinds = Set<Kind>()
        for key in keys { kinds.insert(Kind(group: key.group, kind: key.kind)) }
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
        take(object)
        let key = object.key
        if collections[Kind(group: key.group, kind: key.kind)] == nil { _ = try? await begin(watching: [key]) }
    }

    public func stop() {
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
                    handle(event, kind, initial: &initial)
                }
            } catch {
                let failure = error as? ClusterError ?? .internalError("\(error)")
                // The kind's definition is gone, and its objects with it. Whoever needs the kind asks for it anew.
                if failure.reason == .notFound { return drop(kind) }
                collections[kind]?.failure = failure.reason == .expired ? nil : failure
                if failure.reason != .expired {
                    logger.warning("watch of \(type.qualifiedPlural) ended", metadata: ["error": "\(failure)"])
                    failures += 1
                }
                wakeWaiting()
            }
            if failures > 0 { try? await time.sleep(until: time.now() + .milliseconds(100 << min(failures, 6))) }
        }
    }

    private func drop(_ kind: Kind) {
        forget(kind, except: [])
        served[kind] = nil
        collections[kind] = nil
        wakeWaiting()
    }

    private func handle(_ event: WatchEvent, _ kind: Kind, initial: inout Set<ObjectKey>?) {
        switch event {
        case .added(let object), .modified(let object):
            initial?.insert(key(of: object, kind))
            take(object)
        case .deleted(let object):
            let key = key(of: object, kind)
            if let known = objects[key], known.uid == object.uid { remove(key, known) }
        case .bookmark(_, let initialEventsEnd):
            guard initialEventsEnd, let seen = initial else { return }
            initial = nil
            forget(kind, except: seen)
            collections[kind]?.isComplete = true
            collections[kind]?.failure = nil
            wakeWaiting()
        }
    }

    /// After a gap in the watch: what is not there any more goes.
    private func forget(_ kind: Kind, except seen: Set<ObjectKey>) {
        let gone = objects.keys.filter { $0.kind == kind.kind && $0.group == kind.group && !seen.contains($0) }
        for key in gone { if let object = objects[key] { remove(key, object) } }
    }

    private func remove(_ key: ObjectKey, _ object: Value) {
        objects[key] = nil
        note(key, object)
        unlink(key, object)
        for listener in listeners.values { listener(key, nil) }
    }

    /// Something is new about the object, and so about what owns it, directly or through others.
    private func note(_ key: ObjectKey, _ object: Value) {
        log.add(key)
        var level = object.ownerUIDs
        for _ in 0..<4 where !level.isEmpty {
            let owners = level.compactMap { keysByUID[$0] }
            for owner in owners { log.add(owner) }
            level = owners.flatMap { objects[$0]?.ownerUIDs ?? [] }
        }
    }

    private func unlink(_ key: ObjectKey, _ object: Value) {
        keysByUID[object.uid] = nil
        for uid in object.ownerUIDs {
            owned[uid]?.remove(key)
            if owned[uid]?.isEmpty ?? false { owned[uid] = nil }
        }
    }

    private func key(of object: Value, _ kind: Kind) -> ObjectKey {
        ObjectKey(group: kind.group, kind: kind.kind, namespace: object.namespace, name: object.name)
    }

    private func take(_ object: Value) {
        let key = object.key
        if let known = objects[key], known.uid == object.uid, !isNewer(object, than: known) { return }
        if let known = objects[key] {
            if known.ownerUIDs != object.ownerUIDs { note(key, known) }
            unlink(key, known)
        }
        objects[key] = object
        keysByUID[object.uid] = key
        for uid in object.ownerUIDs { owned[uid, default: []].insert(key) }
        note(key, object)
        for listener in listeners.values { listener(key, object) }
    }

    /// resourceVersions are compared as numbers, which Kubernetes' storage guarantees since 1.35 (KEP-5504).
    private func isNewer(_ object: Value, than known: Value) -> Bool {
        guard let new = UInt64(object.resourceVersion), let old = UInt64(known.resourceVersion) else { return true }
        return new > old
    }

    private func wakeWaiting() {
        let continuations = waiting
        waiting = []
        for continuation in continuations { continuation.resume() }
    }
}

extension Value {
    /// The uids of the objects that own it.
    fileprivate var ownerUIDs: [String] {
        (metadata["ownerReferences"]?.elements ?? []).compactMap { $0["uid"]?.string }
    }
}
