import ClusterAPI
import Engine
import Kinds
import Model

/// The embedded cluster behind an API server and a network that fail.
///
/// Unchecked: only the simulation's one thread touches it.
final class FaultyCluster: @unchecked Sendable {
    private(set) var state: ClusterState
    var faults = ClusterFaults.none
    /// It answers nobody before.
    var goneUntil: Instant?
    var random: Random
    var count: (Fault) -> Void = { _ in }
    /// Told of every write that plumb makes, right before it is made.
    var beforeWrite: (Request, ClusterState) -> Void = { _, _ in }
    /// Told of what happens to watches, in words.
    var told: (@autoclosure () -> String) -> Void = { _ in }
    /// Told of every change of an object.
    var changed: (StoredChange) -> Void = { _ in }
    /// Does what another writer would do to this object just before plumb writes it.
    var interfere: (Request) -> Bool = { _ in false }
    private(set) var writes = 0

    private var watches: [Int: OpenWatch] = [:]
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
        return try ask(request)
    }

    // MARK: Time

    func nextDue() -> Instant? { state.nextDueWork() }

    /// When a watch that is behind goes on.
    var nextRelease: Instant? { watches.values.compactMap(\.laggingUntil).min() }

    func advance(to instant: Instant) {
        state.advance(to: instant)
        publish()
        for number in watches.keys.sorted() {
            guard let until = watches[number]?.laggingUntil, until <= instant else { continue }
            watches[number]?.release()
        }
    }

    // MARK: Watches

    func watch(_ request: WatchRequest, by life: Life) throws(ClusterError) -> WatchStream {
        let start = try state.startWatch(request)
        let (stream, continuation) = WatchStream.makeStream()
        for event in start.initial { continuation.yield(event) }
        watchCount += 1
        let number = watchCount
        continuation.onTermination = { [weak self] _ in self?.watches[number] = nil }
        told("watch \(number) of \(request.type.kind) begins with \(start.initial.count - 1)")
        watches[number] = OpenWatch(
            start: start, kind: GroupKind(request.type), continuation: continuation, life: life)
        return stream
    }

    func closeWatches(of life: Life) {
        for (number, watch) in watches.sorted(by: { $0.key < $1.key }) where watch.life === life {
            watches[number] = nil
            watch.continuation.finish()
        }
    }

    /// The API server goes, and every watch with it.
    func breakWatches() {
        for (number, watch) in watches.sorted(by: { $0.key < $1.key }) {
            watches[number] = nil
            watch.continuation.finish(throwing: ClusterError.unanswered)
        }
    }

    private func publish() {
        let changes = state.takeWrites().changes
        for change in changes {
            changed(change)
            for number in watches.keys.sorted() {
                guard let watch = watches[number], watch.kind == GroupKind(change.key),
                    let event = watch.start.event(for: change)
                else { continue }
                tell(event, number)
            }
        }
    }

    private func tell(_ event: WatchEvent, _ number: Int) {
        if random.happens(faults.watchEnds) {
            count(.watchEnded)
            told("watch \(number) ended")
            watches.removeValue(forKey: number)?.continuation.finish()
        } else if random.happens(faults.watchExpires) {
            count(.watchExpired)
            told("watch \(number) expired")
            watches.removeValue(forKey: number)?.continuation.finish(
                throwing: ClusterError.expired("The resourceVersion for the provided watch is too old."))
        } else {
            if watches[number]?.laggingUntil == nil, random.happens(faults.watchLags) {
                count(.watchLag)
                watches[number]?.laggingUntil = now + .milliseconds(Int64(random.below(5000)))
            }
            watches[number]?.tell(event)
        }
    }
}

struct OpenWatch {
    var start: WatchStart
    var kind: GroupKind
    var continuation: WatchStream.Continuation
    var life: Life
    /// Events are held back until then.
    var laggingUntil: Instant?
    private var held: [WatchEvent] = []

    init(start: WatchStart, kind: GroupKind, continuation: WatchStream.Continuation, life: Life) {
        self.start = start
        self.kind = kind
        self.continuation = continuation
        self.life = life
    }

    mutating func tell(_ event: WatchEvent) {
        if laggingUntil == nil { continuation.yield(event) } else { held.append(event) }
    }

    mutating func release() {
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
