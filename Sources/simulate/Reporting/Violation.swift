/// A promise that was not kept.
struct Violation: Sendable, Hashable, CustomStringConvertible {
    enum Promise: String, CaseIterable, Sendable {
        case whole = "the cluster holds one revision whole"
        case foreign = "nothing that plumb does not own changed"
        case order = "no step before what it waits for, none but undoing after rollback began"
        case history = "history and audit tell what happened"
        case secrets = "no secret leaves the ledger"
        case quiet = "it is quiet"
        case simulation = "the simulation itself"
    }

    var promise: Promise
    var what: String

    var description: String { "\(promise.rawValue): \(what)" }
}
