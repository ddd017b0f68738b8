import Ledger
import Model

/// The text of `{"transactions": […]}` in pieces, a transaction each, so that the steps of one at a time are in memory.
actor TransactionPieces {
    private let ledger: LedgerDatabase
    private var left: ArraySlice<HistoryEntry>
    private var start = "{\"transactions\":["
    private var isOver = false

    init(_ headlines: [HistoryEntry], ledger: LedgerDatabase) {
        self.ledger = ledger
        left = headlines[...]
    }

    /// nil at the end.
    func next() async -> String? {
        if isOver { return nil }
        guard var entry = left.popFirst() else {
            isOver = true
            return (start == "," ? "" : start) + "]}"
        }
        // The answer has begun: what cannot be read ends it before its end, so that nobody takes it for whole.
        guard let steps = try? await ledger.steps(of: entry.id) else {
            isOver = true
            return nil
        }
        entry.steps = steps
        defer { start = "," }
        return start + entry.json().json
    }
}
