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

    /// The same for what is most likely the same bug: the first words, without numbers and names of objects.
    var likeness: String {
        let words = what.split(separator: " ").filter { word in !word.contains { $0.isNumber || $0 == "/" } }
        return "\(promise.rawValue): \(words.prefix(6).joined(separator: " "))"
    }
}
