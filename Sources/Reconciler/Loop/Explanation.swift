import Apply
import Synchronization

/// Why the transaction that runs is being undone, and what holds it up: for the status, while it runs.
final class Explanation: Sendable {
    private let state = Mutex("")
    /// It changed.
    let changes: AsyncStream<Void>
    private let change: AsyncStream<Void>.Continuation

    init() { (changes, change) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1)) }

    /// Empty where there is nothing to tell.
    var text: String { state.withLock { $0 } }

    func take(_ event: Fact.Event) {
        let new: String
        switch event {
        case .explained(let text): new = text
        case .finished: new = ""
        default: return
        }
        let isNew = state.withLock { text in
            defer { text = new }
            return text != new
        }
        if isNew { change.yield() }
    }
}
