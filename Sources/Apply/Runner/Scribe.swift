internal import Model
internal import Synchronization

/// Keeps one transaction's journal: entries are written in the order they come, one write at a time, and those that come
/// meanwhile share the next one.
final class Scribe: Sendable {
    /// How many results wait for others at the most, and how long.
    static let resultsAtMost = 256
    static let longestHold = Duration.milliseconds(250)

    private struct State {
        var entries: [JournalEntry] = []
        /// Results that wait for others, and since when. They come after `entries`.
        var held: [StepResult] = []
        var heldSince: Instant?
        var waiting: [CheckedContinuation<String?, Never>] = []
        /// What is held is to be written too.
        var isDue = false
        var isWriting = false
        /// Why something could not be written. Nothing is written after it, or what is there would have a gap.
        var trouble: String?

        mutating func add(_ new: [JournalEntry]) {
            seal()
            entries += new
        }

        private mutating func seal() {
            if !held.isEmpty { entries.append(.results(held)) }
            held = []
            heldSince = nil
        }

        /// True for who is to do the writing.
        mutating func begin() -> Bool {
            isDue = true
            defer { isWriting = true }
            return !isWriting
        }

        /// nil where nothing is to be written now.
        mutating func take() -> (entries: [JournalEntry], waiting: [CheckedContinuation<String?, Never>])? {
            if isDue { seal() }
            isWriting = !entries.isEmpty
            isDue = false
            guard isWriting else { return nil }
            defer { (entries, waiting) = ([], []) }
            return (entries, waiting)
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
            state.add(entries)
            return state.begin()
        }
        if isFirst { Task { await work() } }
    }

    /// Has results written with others that come soon, where a write for each few would cost more than it gives: those that
    /// a crash takes with it the cluster is asked for.
    func hold(_ results: [StepResult], at now: Instant) {
        let isFirst = state.withLock { state in
            state.held += results
            if state.heldSince == nil { state.heldSince = now }
            return state.held.count >= Scribe.resultsAtMost && state.begin()
        }
        if isFirst { Task { await work() } }
    }

    /// Has written what was held for long enough; returns when it is to be called again.
    func review(at now: Instant) -> Instant? {
        guard let due = state.withLock({ $0.heldSince.map { $0 + Scribe.longestHold } }) else { return nil }
        if now < due { return due }
        post([])
        return nil
    }

    /// Returns when they are written, and all that came before them; or why they cannot be.
    func write(_ entries: [JournalEntry]) async -> String? {
        await withCheckedContinuation { (continuation: CheckedContinuation<String?, Never>) in
            let isFirst = state.withLock { state in
                state.add(entries)
                state.waiting.append(continuation)
                return state.begin()
            }
            if isFirst { Task { await work() } }
        }
    }

    private func work() async {
        while true {
            let (taken, former) = state.withLock { ($0.take(), $0.trouble) }
            guard let (entries, waiting) = taken else { return }
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
