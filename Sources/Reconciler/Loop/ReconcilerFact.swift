public import Apply
import Synchronization

/// Something that happened, for logs, pages, metrics and whoever follows along.
public enum ReconcilerFact: Sendable {
    case transaction(application: String, Fact)
    case status(ApplicationStatus)
}

/// Hands facts to everybody who listens. A listener that falls behind loses the oldest, never the newest.
public final class Facts: Sendable {
    private struct State {
        var next = 0
        var listeners: [Int: AsyncStream<ReconcilerFact>.Continuation] = [:]
    }

    private let state = Mutex(State())

    public init() {}

    public func stream() -> AsyncStream<ReconcilerFact> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: ReconcilerFact.self, bufferingPolicy: .bufferingNewest(4096))
        let id = state.withLock { state in
            state.next += 1
            state.listeners[state.next] = continuation
            return state.next
        }
        continuation.onTermination = { [weak self] _ in self?.state.withLock { $0.listeners[id] = nil } }
        return stream
    }

    func publish(_ fact: ReconcilerFact) {
        for listener in state.withLock({ Array($0.listeners.values) }) { listener.yield(fact) }
    }
}
