import Synchronization

/// What keeps the cluster from doing its work, and who listens to that.
final class Troubles: Sendable {
    private struct State {
        var text = ""
        var listeners: [AsyncStream<String>.Continuation] = []
    }

    private let state = Mutex(State())

    /// Empty where all is well.
    func become(_ text: String) {
        state.withLock { state in
            guard state.text != text else { return }
            state.text = text
            state.listeners.removeAll { if case .terminated = $0.yield(text) { true } else { false } }
        }
    }

    /// Begins with what is now, where that is not nothing.
    func stream() -> AsyncStream<String> {
        let (stream, continuation) = AsyncStream<String>.makeStream(bufferingPolicy: .bufferingNewest(1))
        state.withLock { state in
            if !state.text.isEmpty { continuation.yield(state.text) }
            state.listeners.append(continuation)
        }
        return stream
    }
}
