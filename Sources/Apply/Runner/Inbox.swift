internal import Synchronization

/// Where a runner's requests, watches and timers put what happened. One reader.
final class Inbox: Sendable {
    private struct State {
        var events: [Event] = []
        var reader: CheckedContinuation<[Event], Never>?
    }
    private let state = Mutex(State())

    func put(_ event: Event) {
        let reader = state.withLock { state -> CheckedContinuation<[Event], Never>? in
            guard let reader = state.reader else {
                state.events.append(event)
                return nil
            }
            state.reader = nil
            return reader
        }
        reader?.resume(returning: [event])
    }

    /// Everything that came since the last call; waits for the first.
    func take() async -> [Event] {
        await withCheckedContinuation { continuation in
            let events = state.withLock { state -> [Event] in
                let events = state.events
                state.events = []
                if events.isEmpty { state.reader = continuation }
                return events
            }
            if !events.isEmpty { continuation.resume(returning: events) }
        }
    }
}
