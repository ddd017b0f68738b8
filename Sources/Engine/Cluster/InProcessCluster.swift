public import ClusterAPI
import Model

/// The embedded cluster, alive: an actor around `ClusterState` with a clock, watches and persistence.
///
/// A write is answered, and shown to watches, once it is durable; writes that come while the disk is busy are kept in
/// one batch together. Between `start` and `stop` the controllers run; requests are served at any time.
public actor InProcessCluster: Cluster {
    var state: ClusterState
    let clock: any ClusterClock
    private let persistence: (any ObjectPersistence)?
    private let watchBuffer: Int
    private var watchers = Watchers()

    private var unsaved = WriteBatch()
    private var unpublished: [StoredChange] = []
    private var waiting: [CheckedContinuation<Void, any Error>] = []
    private var isSaving = false

    private var loop: Task<Void, Never>?
    private var sleeper: CheckedContinuation<Void, Never>?
    private var isWoken = false
    private var isStopping = false
    /// Why the last batch could not be kept.
    private nonisolated let trouble = Troubles()

    /// A cluster from what was kept, or a new one. Throws what `persistence` cannot read.
    public init(
        settings: ClusterSettings = ClusterSettings(), controllers: [any Controller] = standardControllers,
        clock: any ClusterClock = WallClock(), persistence: (any ObjectPersistence)? = nil, watchBuffer: Int = 8192
    ) async throws {
        self.clock = clock
        self.persistence = persistence
        self.watchBuffer = watchBuffer
        let kept = try await persistence?.load()
        state = ClusterState(settings: settings, controllers: controllers, kept: kept, at: clock.now)
    }

    /// A copy of the whole cluster that goes its own way, for `VirtualCluster`.
    public var snapshot: ClusterState { state }

    /// Each sync to disk keeps all writes that wait for it: the more there are, the fewer syncs.
    public nonisolated var parallelism: Int { 512 }

    public nonisolated func troubles() -> AsyncStream<String> { trouble.stream() }

    public func resources() async throws(ClusterError) -> [ServedResource] { state.resources }

    public nonisolated func perform(_ request: Request) async throws(ClusterError) -> Response {
        // Beside the cluster, on another processor.
        let preview = CreatePreview(of: request, at: clock.now)
        return try await perform(request, preview)
    }

    private func perform(_ request: Request, _ preview: CreatePreview?) async throws(ClusterError) -> Response {
        let response = try state.handle(request, at: clock.now, preview: preview)
        guard collect() else { return response }
        wake()
        try await saved()
        return response
    }

    public func watch(_ request: WatchRequest) async throws(ClusterError) -> WatchStream {
        let start = try state.startWatch(request)
        return watchers.open(start, bookmarks: request.allowBookmarks, buffer: watchBuffer) {
            [weak self] kind, number in
            guard let self else { return }
            Task { await self.closed(kind, number) }
        }
    }

    private func closed(_ kind: GroupKind, _ number: UInt64) { watchers.close(kind, number) }

    // MARK: Durability

    /// Takes what the state wrote; false where it wrote nothing.
    private func collect() -> Bool {
        let writes = state.takeWrites()
        if writes.isEmpty { return false }
        guard persistence != nil else {
            watchers.publish(writes.changes)
            return true
        }
        unsaved.add(writes)
        unpublished += writes.changes
        if !isSaving {
            isSaving = true
            Task { await self.save() }
        }
        return true
    }

    /// Returns when everything collected so far is durable.
    private func saved() async throws(ClusterError) {
        guard persistence != nil, isSaving else { return }
        do {
            try await withCheckedThrowingContinuation { waiting.append($0) }
        } catch {
            throw .internalError("the cluster's store cannot be written: \(error)")
        }
    }

    /// Keeps batches until nothing is left to keep. What cannot be kept stays for the next attempt.
    private func save() async {
        defer { isSaving = false }
        while let persistence, !unsaved.isEmpty || !waiting.isEmpty {
            let batch = unsaved
            let changes = unpublished
            let answered = waiting
            unsaved = WriteBatch()
            unpublished = []
            waiting = []
            do {
                if !batch.isEmpty { try await persistence.append(batch) }
                trouble.become("")
                watchers.publish(changes)
                for continuation in answered { continuation.resume() }
            } catch {
                trouble.become("keeps nothing of what happens: \(error)")
                unsaved = batch.followed(by: unsaved)
                unpublished = changes + unpublished
                for continuation in answered { continuation.resume(throwing: error) }
                try? await clock.sleep(until: clock.now + .seconds(1))
            }
        }
    }

    // MARK: Time

    /// Lets the controllers run until `stop`.
    public func start() {
        guard loop == nil else { return }
        isStopping = false
        loop = Task { await self.run() }
    }

    /// Ends the controllers' work and every watch; returns when everything written is durable.
    public func stop() async {
        isStopping = true
        wake()
        await loop?.value
        loop = nil
        try? await saved()
        watchers.closeAll()
    }

    private func run() async {
        var bookmark = clock.now + .seconds(60)
        while !isStopping {
            let now = clock.now
            // A few milliseconds at most: requests, and the disk, are not to wait for a whole rollout.
            state.advance(to: now, atMost: 64)
            _ = collect()
            if now >= bookmark {
                if !isSaving { watchers.sendBookmarks(state.resourceVersion) }
                bookmark = now + .seconds(60)
            }
            let due = state.nextDue().map { min($0, bookmark) } ?? bookmark
            if due <= clock.now { await Task.yield() } else { await sleep(until: due) }
        }
    }

    private func sleep(until due: Instant) async {
        if isWoken || isStopping {
            isWoken = false
            return
        }
        let clock = clock
        let timer = Task { [weak self] in
            try? await clock.sleep(until: due)
            if !Task.isCancelled { await self?.wake() }
        }
        await withCheckedContinuation { sleeper = $0 }
        timer.cancel()
    }

    private func wake() {
        if let sleeper {
            self.sleeper = nil
            sleeper.resume()
        } else {
            isWoken = true
        }
    }
}
