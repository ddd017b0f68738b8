import ClusterAPI
import Model
import Synchronization

/// Lets as many requests through at once as the pace allows, in the order they came.
final class Gate: Sendable {
    private struct State {
        var pace = Pace()
        var underWay = 0
        var waiting: [CheckedContinuation<Void, Never>] = []
        var next = 0

        /// Who may go now.
        mutating func admitted() -> [CheckedContinuation<Void, Never>] {
            var admitted: [CheckedContinuation<Void, Never>] = []
            while underWay < pace.count, next < waiting.count {
                admitted.append(waiting[next])
                next += 1
                underWay += 1
            }
            if next == waiting.count {
                waiting = []
                next = 0
            }
            return admitted
        }
    }

    private let state = Mutex(State())
    private let now: @Sendable () -> Instant

    init(now: @escaping @Sendable () -> Instant) { self.now = now }

    /// One request and its answer, when its turn comes.
    func pass(_ request: () async throws(ClusterError) -> Answer) async throws(ClusterError) -> Answer {
        await enter()
        let began = now()
        do {
            let answer = try await request()
            leave(isBusy: answer.code == 429, began: began)
            return answer
        } catch {
            leave(isBusy: true, began: began)
            throw error
        }
    }

    private func enter() async {
        await withCheckedContinuation { continuation in
            let admitted = state.withLock { state in
                state.waiting.append(continuation)
                return state.admitted()
            }
            for continuation in admitted { continuation.resume() }
        }
    }

    private func leave(isBusy: Bool, began: Instant) {
        let admitted = state.withLock { state in
            state.underWay -= 1
            state.pace.answered(isBusy: isBusy, began: began, at: now())
            return state.admitted()
        }
        for continuation in admitted { continuation.resume() }
    }
}
