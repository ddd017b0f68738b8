internal import Synchronization

/// Keeps one transaction's journal: entries are written in the order they come, one write at a time, and those that come
/// meanwhile share the next one.
final class Scribe: Sendable {
    private struct State {
        var entries: [JournalEntry] = []
        var waiting: [CheckedContinuation<String?, Never>] = []
        var isWriting = false
        /// Why something could not be written. Nothing is written after it, or what is there would have a gap.
        var trouble: String?

        /// True for who is to do the writing.
        mutating func begin() -> Bool {
            defer { isWriting = true }
            return !isWriting
        }
    }
    private let state = Mutex(State())
    private let journal: any Journal
    let transaction: String
    private let failed: @Sendable (String) -> Void

    /// - Parameter failed: told where something that nobody waits for could not be written.
    init(journal: any Journal, transaction: String, failed: @escaping @Sendable (String) -> Void) {
        self.journal = journal
        self.transaction = transaction
        self.failed = failed
    }

    /// Has them written soon. For what need not be on disk before anything else happens.
    func post(_ entries: [JournalEntry]) {
        let isFirst = state.withLock { state in
            state.entries += entries
            return state.begin()
        }
        if isFirst { Task { await work() } }
    }

    /// Returns when they are written, and all that came before them; or why they cannot be.
    func write(_ entries: [JournalEntry]) async -> String? {
        await withCheckedContinuation { (continuation: CheckedContinuation<String?, Never>) in
            let isFirst = state.withLock { state in
                state.entries += entries
                state.waiting.append(continuation)
                return state.begin()
            }
            if isFirst { Task { await work() } }
        }
    }

    private func work() async {
        while true {
            let (entries, waiting, former) = state.withLock { state in
                defer {
                    state.isWriting = !state.entries.isEmpty
                    state.entries = []
                    state.waiting = []
                }
                return (state.entries, state.waiting, state.trouble)
            }
            if entries.isEmpty { return }
            // That it turns back is written whatever is missing before: what there is to undo, the cluster tells.
            var trouble = entries.contains(where: \.turnsBack) ? nil : former
            if trouble == nil {
                do {
                    try await journal.write(entries, in: transaction)
                    state.withLock { $0.trouble = nil }
                } catch {
                    let message = "\(error)"
                    trouble = message
                    state.withLock { $0.trouble = message }
                    if waiting.isEmpty { failed(message) }
                }
            }
            for continuation in waiting { continuation.resume(returning: trouble) }
        }
    }
}

extension JournalEntry {
    fileprivate var turnsBack: Bool { if case .enter(.rollingBack, _) = self { true } else { false } }
}
