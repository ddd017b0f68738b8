import Model
import Synchronization
import Testing

@testable import Apply

/// What of a journal is written when.
@Suite struct ScribeTests {
    private let journal = BatchJournal()
    private let now = Instant(seconds: 1_790_000_000)

    private func scribe() -> Scribe { Scribe(journal: journal, transaction: "1") { _ in } }
    private func results(_ steps: Range<Int>) -> [StepResult] { steps.map { StepResult(step: $0, result: .applied) } }
    private func isWritten(_ count: Int) async { while journal.batches.count < count { await Task.yield() } }

    @Test("results that are held are written with what comes after them, and before it")
    func order() async {
        let scribe = scribe()
        scribe.hold(results(0..<2), at: now)
        scribe.hold(results(2..<3), at: now)
        #expect(await scribe.write([.explain("why"), .results(results(3..<4))]) == nil)
        #expect(journal.batches == [["0 1 2", "why", "3"]])
        #expect(scribe.review(at: now + .seconds(9)) == nil)
    }

    @Test("many are written without anything that comes after them")
    func many() async {
        let scribe = scribe()
        for step in 0..<Scribe.resultsAtMost { scribe.hold(results(step..<step + 1), at: now) }
        await isWritten(1)
        #expect(journal.batches[0].count == 1)
    }

    @Test("few are held until their time is over, and no longer")
    func few() async {
        let scribe = scribe()
        scribe.hold(results(0..<1), at: now)
        scribe.hold(results(1..<2), at: now + .milliseconds(200))
        #expect(scribe.review(at: now + .milliseconds(249)) == now + .milliseconds(250))
        #expect(journal.batches.isEmpty)
        #expect(scribe.review(at: now + .milliseconds(250)) == nil)
        await isWritten(1)
        #expect(journal.batches == [["0 1"]])
    }

    @Test("what is held while something is written waits for its own time")
    func meanwhile() async {
        let scribe = scribe()
        let gate = AsyncStream<Void>.makeStream()
        journal.wait(for: gate.stream)
        scribe.post([.explain("first")])
        await isWritten(1)
        scribe.hold(results(0..<1), at: now)
        gate.continuation.finish()
        #expect(await scribe.write([.explain("last")]) == nil)
        #expect(journal.batches == [["first"], ["0", "last"]])
    }
}

/// Remembers what was written together, in a few words.
private final class BatchJournal: Journal {
    private let state = Mutex<(batches: [[String]], gate: AsyncStream<Void>?)>(([], nil))

    var batches: [[String]] { state.withLock { $0.batches } }
    func wait(for gate: AsyncStream<Void>) { state.withLock { $0.gate = gate } }

    func write(_ entries: [JournalEntry], in transaction: String) async throws {
        let words = entries.map { entry in
            switch entry {
            case .results(let results): results.map { "\($0.step)" }.joined(separator: " ")
            case .explain(let text): text
            case .begin, .intents, .enter, .finish: "?"
            }
        }
        let gate = state.withLock { state in
            state.batches.append(words)
            defer { state.gate = nil }
            return state.gate
        }
        if let gate { for await _ in gate {} }
    }

    func begin(_ record: TransactionRecord) async throws {}
    func intend(_ intents: [Intent], in transaction: String) async throws {}
    func record(_ results: [StepResult], in transaction: String) async throws {}
    func enter(_ phase: Phase, in transaction: String, at time: Instant) async throws {}
    func finish(_ outcome: Outcome, of transaction: String, at time: Instant) async throws {}
}
