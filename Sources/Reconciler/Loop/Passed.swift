import Diff
import Ledger
import Model

/// What a pass through the pipeline leaves behind.
struct Passed: Sendable {
    var result: RunResult
    /// What is applied otherwise than before; nil for what is no more.
    var applied: [ObjectKey: Value?] = [:]
    /// Drift that was found and left.
    var drift: [ObjectKey: [FieldChange]] = [:]
    /// Drift that was healed.
    var healed: [ObjectKey: [FieldChange]] = [:]
    /// The ledger's record of the application names the revision already, and rejects none.
    var isHeld = false

    init(
        _ result: RunResult, applied: [ObjectKey: Value?] = [:], drift: [ObjectKey: [FieldChange]] = [:]
    ) {
        self.result = result
        self.applied = applied
        self.drift = drift
    }
}

/// One revision on its way through the pipeline.
struct Passage: Sendable {
    var run: SyncMachine.Run
    /// The transaction's id, should there be one.
    var id: String
    var revision: Revision
    var desired: ManifestSet
    var base: [ObjectKey: Value]
    var record: ApplicationRecord
    /// What is wrong with its files already. It is refused, with whatever else can be said against it.
    var problems: [Problem] = []
}

extension [ObjectKey: Value?] {
    /// The objects that are applied.
    var gained: [ObjectKey] { compactMap { $1 == nil ? nil : $0 } }
    /// The objects that are no more.
    var lost: [ObjectKey] { compactMap { $1 == nil ? $0 : nil } }
}
