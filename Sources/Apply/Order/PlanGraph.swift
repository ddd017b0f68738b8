internal import ClusterAPI
internal import Diff
internal import Kinds
internal import Model

/// The steps of a revision as they are being tied together. Indices stand for steps until the order is known.
struct PlanGraph {
    let settings: PlanSettings
    let manifests: ManifestSet
    let live: (ObjectKey) -> Value?
    let locate: (ObjectKey, FieldPath) -> Origin?
    var types: ServedTypes

    var steps: [Step] = []
    var kept: [Plan.Kept] = []
    var problems: [Problem] = []
    var needs: [Plan.Need] = []
    var surveys: [Plan.Survey] = []

    /// Writes by their key, and deletes by theirs: indices into `steps`.
    var writes: [ObjectKey: Int] = [:]
    var deletes: [ObjectKey: Int] = [:]

    init(
        settings: PlanSettings, manifests: ManifestSet, served: [ServedResource], live: @escaping (ObjectKey) -> Value?,
        locate: @escaping (ObjectKey, FieldPath) -> Origin?
    ) {
        self.settings = settings
        self.manifests = manifests
        self.live = live
        self.locate = locate
        types = ServedTypes(served)
    }

    /// A problem of a step, at the line of the field where that is known.
    func problem(_ message: String, of change: Change, at field: FieldPath? = nil) -> Problem {
        let origin = field.flatMap { locate(change.key, $0) } ?? change.origin
        return Problem(message, origin: origin, object: change.key, field: field)
    }

    /// Of two reasons to wait for the same step the stronger stays.
    mutating func wait(_ step: Int, on other: Int, until: Step.Wait.Until, because: String) {
        guard step != other else { return }
        if let index = steps[step].waits.firstIndex(where: { $0.on == other }) {
            if steps[step].waits[index].until == .exists, until == .healthy {
                steps[step].waits[index] = Step.Wait(on: other, until: until, because: because)
            }
            return
        }
        steps[step].waits.append(Step.Wait(on: other, until: until, because: because))
    }

    /// The object as this revision has it: as it will be written, as a file defines it, or as the cluster has it.
    func object(_ key: ObjectKey) -> Value? {
        if let index = writes[key] { return steps[index].body }
        return manifests.object(key) ?? live(key)
    }
}
