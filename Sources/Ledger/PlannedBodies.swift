import Apply
import Diff
import Model
import Synchronization

/// What the steps of a transaction were to write when it began. The journal holds that once, in its plan; the intent of
/// a step that writes just this only says which of the two it is.
final class PlannedBodies: Sendable {
    enum Body: String { case desired, result }

    private struct Bodies {
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

    /// nil where the intent has a body that the plan does not have, or a before-image of its own.
    func body(of intent: Intent) -> Body? {
        guard let body = intent.body, !intent.replacesBefore, let known = steps.withLock({ $0[intent.step] }) else {
            return nil
        }
        if known.desired == body { return .desired }
        return known.result == body ? .result : nil
    }

    /// What these are in words. What a step was to write is in the journal already.
    func words(for results: [StepResult]) -> Value {
        steps.withLock { steps in
            Value(results.map { $0.journalled(over: steps[$0.step]?.planned) })
        }
    }
}

extension Step {
    /// What it was to write when it was planned.
    var planned: Value? { change.result ?? change.desired }
}
