import Model
import Synchronization

/// Notices that a server has gone silent while plumb waits for what comes of its writes: a connection to a machine that
/// stands still looks as one on which nothing happens. Where nothing was heard for a while, the server is asked for a
/// sign of life; where that does not come, the watches are told to begin anew, which brings out what is wrong.
///
/// At rest nothing is asked: that a cluster nobody changes is silent is no news.
final class Pulse: Sendable {
    private struct State {
        var heardAt = ContinuousClock.now
        var wroteAt = ContinuousClock.now
        var reads: [Int: Task<Void, Never>] = [:]
        var nextRead = 0
        var listener: Task<Void, Never>?
        var isOver = false
    }

    private let state = Mutex(State())
    private let silence: Duration
    /// For so long after a write its consequences are waited for.
    private let interest: Duration

    init(silence: Duration, interest: Duration = .seconds(600)) {
        self.silence = silence
        self.interest = interest
    }

    /// Something came from the server.
    func heard() { state.withLock { $0.heardAt = .now } }

    /// A write was carried out. `isAlive` asks the server for a sign of life.
    func wrote(isAlive: @escaping @Sendable () async -> Bool) {
        state.withLock { state in
            state.wroteAt = .now
            guard state.listener == nil, !state.isOver else { return }
            state.listener = Task { await self.listen(isAlive) }
        }
    }

    /// Has a read of a watch ended when the server shows no sign of life. The number ends that.
    func begin(_ read: Task<Void, Never>) -> Int {
        state.withLock { state in
            state.nextRead += 1
            state.reads[state.nextRead] = read
            return state.nextRead
        }
    }

    func end(_ number: Int) { state.withLock { $0.reads[number] = nil } }

    func stop() {
        let listener = state.withLock { state in
            state.isOver = true
            return state.listener
        }
        listener?.cancel()
    }

    private func listen(_ isAlive: @Sendable () async -> Bool) async {
        while (try? await Task.sleep(for: silence / 2)) != nil, !isUninteresting() {
            guard isSilent else { continue }
            if await isAlive() {
                heard()
            } else {
                for read in state.withLock({ Array($0.reads.values) }) { read.cancel() }
            }
        }
    }

    private var isSilent: Bool {
        state.withLock { !$0.reads.isEmpty && ContinuousClock.now - $0.heardAt >= silence }
    }

    /// Nothing is waited for any more: the next write listens anew.
    private func isUninteresting() -> Bool {
        state.withLock { state in
            guard ContinuousClock.now - state.wroteAt >= interest else { return false }
            state.listener = nil
            return true
        }
    }
}
