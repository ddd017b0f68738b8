public import Model
import Synchronization

/// A clock that somebody else moves.
public final class VirtualClock: ClusterClock {
    private struct Sleeper {
        var due: Instant
        var continuation: CheckedContinuation<Void, any Error>
    }
    private struct State {
        var now: Instant
        var sleepers: [UInt64: Sleeper] = [:]
        /// Cancelled before they slept.
        var cancelled: Set<UInt64> = []
        var count: UInt64 = 0
        var whenAwaited: (@Sendable () -> Void)?
    }
    private let state: Mutex<State>

    public init(now: Instant) { state = Mutex(State(now: now)) }

    public var now: Instant { state.withLock { $0.now } }

    /// Somebody sleeps.
    public var isAwaited: Bool { state.withLock { !$0.sleepers.isEmpty } }

    /// When the first sleeper wants to be woken.
    public var nextDue: Instant? { state.withLock { $0.sleepers.values.map(\.due).min() } }

    /// Moves the time on, never back, and wakes whom it concerns.
    public func move(to instant: Instant) {
        let woken = state.withLock { state in
            state.now = max(state.now, instant)
            let due = state.sleepers.filter { $0.value.due <= state.now }
            for number in due.keys { state.sleepers[number] = nil }
            return due.sorted { ($0.value.due, $0.key) < ($1.value.due, $1.key) }.map(\.value.continuation)
        }
        for continuation in woken { continuation.resume() }
    }

    func attach(_ whenAwaited: @escaping @Sendable () -> Void) {
        state.withLock { $0.whenAwaited = whenAwaited }
    }

    public func sleep(until instant: Instant) async throws {
        let number = state.withLock { state in
            state.count &+= 1
            return state.count
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                add(Sleeper(due: instant, continuation: continuation), number)
            }
        } onCancel: {
            cancel(number)
        }
    }

    private enum Entry { case over, cancelled, asleep((@Sendable () -> Void)?) }

    private func add(_ sleeper: Sleeper, _ number: UInt64) {
        let entry: Entry = state.withLock { state in
            if state.cancelled.remove(number) != nil { return .cancelled }
            if sleeper.due <= state.now { return .over }
            state.sleepers[number] = sleeper
            return .asleep(state.whenAwaited)
        }
        switch entry {
        case .over: sleeper.continuation.resume()
        case .cancelled: sleeper.continuation.resume(throwing: CancellationError())
        case .asleep(let whenAwaited): whenAwaited?()
        }
    }

    private func cancel(_ number: UInt64) {
        let sleeper = state.withLock { state in
            let sleeper = state.sleepers.removeValue(forKey: number)
            if sleeper == nil { state.cancelled.insert(number) }
            return sleeper
        }
        sleeper?.continuation.resume(throwing: CancellationError())
    }
}
