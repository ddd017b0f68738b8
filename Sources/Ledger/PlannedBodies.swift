import Apply
import Diff
import Model
import Synchronization

/// What the steps of a transaction were to write when it began. The journal holds that once, in its plan; the intent of
/// a step that writes just this only says which of the two it is.
final class PlannedBodies: Sendable {
    enum Body: String, CaseIterable, Sendable { case desired, result }

    private struct Bodies: Sendable {
        var desired: Value?
        var result: Value?
        var planned: Value?
    }
    private let steps = Mutex<[Int: Bodies]>([:])

    func keep(_ planned: [Step]) {
        steps.withLock { steps in
            for step in planned {
                steps[step.id] = Bodies(
                    desired: step.change.desired, result: step.change.result, planned: step.planned)
            }
        }
    }

    /// The rows of intents. Of those that write what was planned, and there may be a thousand, only the steps' numbers.
    func notes(of intents: [Intent]) -> [JournalNote] {
        let known = steps.withLock { $0 }
        let bodies = intents.mapInParallel { Self.body(of: $0, known[$0.step]) }
        var notes: [JournalNote] = []
        for (intent, body) in zip(intents, bodies) where body == nil {
            notes.append(JournalNote(kind: "intent", step: intent.step, body: intent.journalled.json))
        }
        for body in Body.allCases {
            let steps = zip(intents, bodies).filter { $1 == body }.map { Value($0.0.step) }
            if !steps.isEmpty { notes.append(JournalNote(kind: body.rawValue, body: Value(steps).json)) }
        }
        return notes
    }

    /// nil where the intent has a body that the plan does not have, or a before-image of its own.
    private static func body(of intent: Intent, _ known: Bodies?) -> Body? {
        guard let body = intent.body, let known, !intent.replacesBefore else { return nil }
        // Mostly the result is what is written.
        if known.result == body { return .result }
        return known.desired == body ? .desired : nil
    }

    /// The rows of results. What a step was to write is in the journal already.
    func notes(of results: [StepResult]) -> [JournalNote] {
        let known = steps.withLock { $0 }
        let words = results.map { $0.journalled(over: known[$0.step]?.planned) }
        return [JournalNote(kind: "results", body: Value(words).json)]
    }
}

extension Step {
    /// What it was to write when it was planned.
    var planned: Value? { change.result ?? change.desired }
}
