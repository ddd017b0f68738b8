import Apply
import Diff
import Model
import Synchronization

/// What the steps of a transaction were to write when it began. The journal holds that once, in its plan; the intent of
/// a step that writes just this only says which of the two it is.
final class PlannedBodies: Sendable {
    enum Body: String { case desired, result }

    private let steps = Mutex<[Int: (desired: Value?, result: Value?)]>([:])

    func keep(_ planned: [Step]) {
        steps.withLock { steps in
            for step in planned { steps[step.id] = (step.change.desired, step.change.result) }
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
}
