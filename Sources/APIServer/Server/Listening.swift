import Synchronization

/// The address that a server got, handed to everybody who waits for it.
final class Listening: Sendable {
    private enum State {
        case waiting([CheckedContinuation<ListenAddress, any Error>])
        case done(Result<ListenAddress, any Error>)
    }

    private let state = Mutex(State.waiting([]))

    var address: ListenAddress {
        get async throws {
            try await withCheckedThrowingContinuation { continuation in
                let known: Result<ListenAddress, any Error>? = state.withLock { state in
                    switch state {
                    case .done(let result): return result
                    case .waiting(let others):
                        state = .waiting(others + [continuation])
                        return nil
                    }
                }
                if let known { continuation.resume(with: known) }
            }
        }
    }

    func succeed(_ address: ListenAddress) { settle(.success(address)) }

    /// Nothing where the address is known already.
    func fail(_ error: any Error) { settle(.failure(error)) }

    private func settle(_ result: Result<ListenAddress, any Error>) {
        let waiting = state.withLock { state -> [CheckedContinuation<ListenAddress, any Error>] in
            guard case .waiting(let waiting) = state else { return [] }
            state = .done(result)
            return waiting
        }
        for continuation in waiting { continuation.resume(with: result) }
    }
}
