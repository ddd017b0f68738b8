import ClusterAPI
import Engine
import Kinds
import Model

/// The embedded cluster behind an API server and a network that fail.
///
/// Unchecked: only the simulation's one thread touches it.
final class FaultyCluster: @unchecked Sendable {
    private(set) var state: ClusterState
    var requestsAtOnce = 16
    var faults = ClusterFaults.none
    /// It answers nobody before.
    var goneUntil: Instant?
    var random: Random
    var count: (Fault) -> Void = { _ in }
    /// Told of every write that plumb makes, right before it is made.
    var beforeWrite: (Request, ClusterState) -> Void = { _, _ in }
    /// Told once that write is made, or was refused.
    var afterWrite: () -> Void = {}
    /// Told of what happens to watches, in words.
    var told: (@autoclosure () -> String) -> Void = { _ in }
    /// Told of every change of an object.
    var changed: (StoredChange) -> Void = { _ in }
    /// Does what another writer would do to this object just before plumb writes it.
    var interfere: (Request) -> Bool = { _ in false }
    private(set) var writes = 0

    /// In the order in which they began.
    private var watches: [OpenWatch] = []
    private var watchCount = 0

    init(_ state: ClusterState, seed: UInt64) {
        self.state = state
        random = Random(seed: seed, "cluster")
    }

    var now: Instant { state.now }

    /// Somebody other than plumb asks.
    @discardableResult
    func ask(_ request: Request) throws(ClusterError) -> Response {
        let response = try state.handle(request, at: now)
        publish()
        return response
    }

    func answer(_ request: Request) throws(ClusterError) -> Response {
        if request.isWrite {
            writes += 1
            beforeWrite(request, state)
        } else {
            told("\(request.options.dryRun ? "dry run" : "asks"): \(request.spoken)")
        }
        defer { if request.isWrite { afterWrite() } }
        return try ask(request)
    }

    // MARK: Time

    func nextDue() -> Instant? { state.nextDueWork() }

    /// When a watch that is behind goes on.
    var nextRelease: Instant? { watches.compactMap(\.laggingUntil).min() }

    func advance(to instant: Instant) {
        state.advance(to: instant)
        publish()
        for watch in watches {
            if let until = watch.laggingUntil, until <= instant { watch.release() }
        }
    }

    // MARK: Watches

    func watch(_ request: WatchRequest, by life: Life) throws(ClusterError) -> WatchStream {
        let start = try state.startWatch(request)
        let (stream, continuation) = WatchStream.makeStream()
        for event in start.initial { continuation.yield(event) }
        watchCount += 1
        let number = watchCount
        continuation.onTermination = { [weak self] _ in self?.watches.removeAll { $0.number == number } }
        told("watch \(number) of \(request.type.kind) begins with \(start.initial.count - 1)")
        watches.append(
            OpenWatch(
                number: number, start: start, kind: GroupKind(request.type), continuation: continuation, life: life))
        return stream
    }

    func closeWatches(of life: Life) {
        for watch in watches where watch.life === life { end(watch) }
    }

    /// The API server goes, and every watch with it.
    func breakWatches() {
        for watch in watches { end(watch, ClusterError.unanswered) }
    }

    private func end(_ watch: OpenWatch, _ error: ClusterError? = nil) {
        watches.removeAll { $0 === watch }
        watch.continuation.finish(throwing: error)
    }

    private func publish() {
        let changes = state.takeWrites().changes
        for change in changes {
            changed(change)
            let kind = GroupKind(change.key)
            for watch in watches where watch.kind == kind {
                if let event = watch.start.event(for: change) { tell(event, watch) }
            }
        }
    }

    private func tell(_ event: WatchEvent, _ watch: OpenWatch) {
        if random.happens(faults.watchEnds) {
            count(.watchEnded)
            told("watch \(watch.number) ended")
            end(watch)
        } else if random.happens(faults.watchExpires) {
            count(.watchExpired)
            told("watch \(watch.number) expired")
            end(watch, .expired("The resourceVersion for the provided watch is too old."))
        } else {
            if watch.laggingUntil == nil, random.happens(faults.watchLags) {
                count(.watchLag)
                watch.laggingUntil = now + .milliseconds(Int64(random.below(5000)))
            }
            watch.tell(event)
        }
    }
}

final class OpenWatch {
    let number: Int
    let start: WatchStart
    let kind: GroupKind
    let continuation: WatchStream.Continuation
    let life: Life
    /// Events are held back until then.
    var laggingUntil: Instant?
    private var held: [WatchEvent] = []

    init(number: Int, start: WatchStart, kind: GroupKind, continuation: WatchStream.Continuation, life: Life) {
        self.number = number
        self.start = start
        self.kind = kind
        self.continuation = continuation
        self.life = life
    }

    func tell(_ event: WatchEvent) {
        if laggingUntil == nil { continuation.yield(event) } else { held.append(event) }
    }

    func release() {
        laggingUntil = nil
        for event in held { continuation.yield(event) }
        held = []
    }
}

extension Request {
    /// Whether it changes anything.
    var isWrite: Bool { verb != .get && verb != .list && !options.dryRun }
}

extension ClusterError {
    static let unanswered = ClusterError(code: 0, reason: .connectionLost, message: "connect: connection refused")
}
