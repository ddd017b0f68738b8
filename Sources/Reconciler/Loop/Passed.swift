import Diff
import Ledger
import Model

/// What a pass through the pipeline leaves behind.
struct Passed: Sendable {
    var result: RunResult
    /// What is applied now; nil where that did not change.
    var base: [ObjectKey: Value]?
    /// Drift that was found and left.
    var drift: [ObjectKey: [FieldChange]] = [:]
    /// The ledger's record of the application names the revision already, and rejects none.
    var isHeld = false

    init(_ result: RunResult, base: [ObjectKey: Value]? = nil, drift: [ObjectKey: [FieldChange]] = [:]) {
        self.result = result
        self.base = base
        self.drift = drift
    }
}

/// One revision on its way through the pipeline.
struct Passage: Sendable {
    var run: SyncMachine.Run
    /// The transaction's id, should there be one.
    var id: String
    var revision: Revision
    var desired: [Manifest]
    var base: [ObjectKey: Value]
    var record: ApplicationRecord
    /// What is wrong with its files already. It is refused, with whatever else can be said against it.
    var problems: [Problem] = []
    /// It wants what the one before it wanted, of a cluster that did not change since.
    var isUnchanged = false
}
