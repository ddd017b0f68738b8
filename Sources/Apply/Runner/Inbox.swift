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

    /// Everything that came since the last call; waits for the first. Answers come in swarms, since one sync to disk
    /// answers many requests: those that are on their way are taken along, so that they share one write as well.
    func take(_ time: any TimeSource) async -> [Event] {
        let first = await wait()
        await time.giveWay()
        return first
            + state.withLock { state in
                defer { state.events = [] }
                return state.events
            }
    }

    private func wait() async -> [Event] {
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
