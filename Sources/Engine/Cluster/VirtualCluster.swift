public import ClusterAPI
public import Model

/// An embedded cluster in virtual time: minutes pass in milliseconds.
///
/// Time stands still while requests are being made, and moves on, from one due timer to the next, when nothing has been
/// asked for a moment while somebody waits: a watch is open or `clock` sleeps. It stops when nothing is due but Events
/// that grow old, or `horizon` after the last request. Nothing is persisted.
public actor VirtualCluster: Cluster {
    public private(set) var state: ClusterState
    private var watchers = Watchers()
    private let horizon: Duration
    private var limit: Instant
    private var activity: UInt64 = 0
    private var pump: Task<Void, Never>?
    /// A clock that goes as this cluster's time does.
    public nonisolated let clock: VirtualClock

    public init(_ state: ClusterState, horizon: Duration = .seconds(3600)) {
        self.state = state
        self.horizon = horizon
        limit = state.now + horizon
        clock = VirtualClock(now: state.now)
        clock.attach { [weak self] in Task { await self?.begin() } }
    }

    public var now: Instant { state.now }

    public func resources() async throws(ClusterError) -> [ServedResource] { state.resources }

    public func perform(_ request: Request) async throws(ClusterError) -> Response {
        limit = state.now + horizon
        let response = try state.handle(request, at: state.now)
        publish()
        begin()
        return response
    }

    public func watch(_ request: WatchRequest) async throws(ClusterError) -> WatchStream {
        let start = try state.startWatch(request)
        let stream = watchers.open(start, bookmarks: request.allowBookmarks, buffer: .max / 2) {
            [weak self] kind, number in
            guard let self else { return }
            Task { await self.closed(kind, number) }
        }
        begin()
        return stream
    }

    /// Lets that much time pass at once.
    public func advance(by duration: Duration) { advance(to: state.now + duration) }

    /// Lets time pass until nothing is due any more but Events that grow old, or for `limit`.
    public func settle(within limit: Duration = .seconds(3600)) {
        let end = state.now + limit
        while let due = state.nextDueWork(), due <= end { advance(to: due) }
    }

    private func advance(to instant: Instant) {
        repeat {
            state.advance(to: instant)
            publish()
        } while (state.nextDue().map { $0 <= instant }) ?? false
        clock.move(to: state.now)
    }

    private func closed(_ kind: GroupKind, _ number: UInt64) { watchers.close(kind, number) }

    private func publish() { watchers.publish(state.takeWrites().changes) }

    /// Sees to it that time moves on once nothing is asked for.
    private func begin() {
        activity &+= 1
        if pump == nil { pump = Task { await self.run() } }
    }

    /// False where something was asked for after all. Many short steps, and a leap to some deadline, harm a caller that
    /// is only busy: the longer the step, the longer it has to have been quiet, by the real clock.
    private func staysQuiet(before due: Instant, since seen: UInt64) async -> Bool {
        let step = due - state.now
        guard step > .zero else { return true }
        let isShort = step <= .seconds(2)
        let slice: Duration = isShort ? .milliseconds(1) : step > .seconds(30) ? .milliseconds(60) : .milliseconds(8)
        for _ in 0..<(isShort ? 1 : 10) {
            try? await Task.sleep(for: slice)
            if activity != seen { return false }
        }
        return true
    }

    private func run() async {
        defer { pump = nil }
        while true {
            var quiet = 0
            var seen = activity
            while quiet < 32 {
                await Task.yield()
                quiet = activity == seen ? quiet + 1 : 0
                seen = activity
            }
            let due = [state.nextDueWork(), clock.nextDue].compactMap { $0 }.min()
            guard let due, due <= limit else { return }
            // What is due now is done in any case; only waiting lets time pass.
            guard due <= state.now || !watchers.isEmpty || clock.isAwaited else { return }
            guard await staysQuiet(before: due, since: seen) else { continue }
            advance(to: max(due, state.now))
        }
    }
}
