import ClusterAPI
import Model
import Synchronization

/// Whether a cluster answers, as far as plumb's own requests and watches tell. One that failed proves nothing; two, with
/// no answer between them, do, until the next answer.
final class Reachability: Sendable {
    struct Outage: Hashable, Sendable {
        /// In words.
        var reason: String
        var since: Instant
    }

    private struct State {
        var failures = 0
        var first: Instant?
        var outage: Outage?
        var trouble = ""
        var listeners: [AsyncStream<Void>.Continuation] = []

        mutating func tell() {
            listeners.removeAll { if case .terminated = $0.yield() { true } else { false } }
        }
    }

    private let state = Mutex(State())

    /// Nil where it answers.
    var outage: Outage? { state.withLock { $0.outage } }

    /// What the cluster says of itself that keeps it from doing its work; empty where it says nothing.
    var trouble: String { state.withLock { $0.trouble } }

    func has(_ trouble: String) {
        state.withLock { state in
            guard state.trouble != trouble else { return }
            state.trouble = trouble
            state.tell()
        }
    }

    /// A request or a watch came to nothing. True where that begins an outage.
    func failed(_ error: ClusterError, at now: Instant) -> Bool {
        guard error.isSilence else { return false }
        return state.withLock { state in
            state.failures += 1
            let first = state.first ?? now
            state.first = first
            guard state.failures > 1 else { return false }
            let begins = state.outage == nil
            state.outage = Outage(reason: error.message, since: first)
            if begins { state.tell() }
            return begins
        }
    }

    /// Something came from it. True where that ends an outage.
    func answered() -> Bool {
        state.withLock { state in
            guard state.failures > 0 else { return false }
            state.failures = 0
            state.first = nil
            guard state.outage != nil else { return false }
            state.outage = nil
            state.tell()
            return true
        }
    }

    /// An element whenever an outage, or another trouble, begins or ends, for as long as somebody listens.
    func changes() -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        state.withLock { $0.listeners.append(continuation) }
        return stream
    }
}

extension ClusterError {
    /// Nobody answered, or somebody in between did.
    var isSilence: Bool {
        switch reason {
        case .connectionLost, .serviceUnavailable, .timeout, .serverTimeout: true
        default: code == 502 || code == 504
        }
    }
}
