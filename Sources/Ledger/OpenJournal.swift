import Apply
import Diff
import Model

/// What the journal's rows of an open transaction say, read one after the other.
struct OpenJournal {
    let transaction: Int64
    private(set) var steps: [Step] = []
    private(set) var intents: [Intent] = []
    private(set) var results: [StepResult] = []
    /// What the application will have applied once this commits, as far as it differs; nil removes one.
    private(set) var applied: [ObjectKey: Value?] = [:]
    /// What a rollback sets aside.
    private(set) var rejects: ApplicationRecord.Rejection?

    init(transaction: Int64) { self.transaction = transaction }

    mutating func read(_ kind: String, of step: Int, _ body: Value) throws {
        switch kind {
        case "plan": for entry in body.isObject ? [body] : body.elements { try plan(entry) }
        case "intent": intents.append(Intent(step: step, journalled: body))
        // A result of a step is an object, what steps write as planned is a list of them.
        case PlannedBodies.Body.desired.rawValue where body.array != nil,
            PlannedBodies.Body.result.rawValue where body.array != nil:
            for number in body.elements.compactMap(\.int) where steps.indices.contains(number) {
                let change = steps[number].change
                let isDesired = kind == PlannedBodies.Body.desired.rawValue
                intents.append(Intent(step: number, body: isDesired ? change.desired : change.result))
            }
        case "rejects": rejects = ApplicationRecord.Rejection(journalled: body)
        case "applied":
            if body.isObject { readApplied(body) }
            for number in body.elements.compactMap(\.int) {
                if steps.indices.contains(number) { bring(steps[number]) } else { broughtLater.insert(number) }
            }
        default:
            for entry in body.isObject ? [body] : body.elements {
                let number = entry["step"]?.int ?? step
                let planned = steps.indices.contains(number) ? steps[number].planned : nil
                if let result = StepResult(step: number, journalled: entry, over: planned) { results.append(result) }
            }
        }
    }

    /// The plan's steps are numbered from 0, in their order.
    private mutating func plan(_ entry: Value) throws {
        guard let planned = Step(journalled: entry), planned.id == steps.count else {
            throw LedgerError("transaction \(transaction): a step in the journal cannot be read")
        }
        steps.append(planned)
        if broughtLater.contains(planned.id) { bring(planned) }
    }

    /// Steps that bring what will be applied, and whose plans come after.
    private var broughtLater: Set<Int> = []

    private mutating func bring(_ step: Step) {
        if let desired = step.change.desired { applied[step.key] = .some(desired) }
    }

    mutating func readApplied(_ entry: Value) {
        if let key = ObjectKey(entry["key"]?.string ?? "") { applied[key] = .some(entry["object"]) }
    }
}
