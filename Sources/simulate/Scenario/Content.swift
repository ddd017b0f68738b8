/// What one commit holds: which objects, and what is wrong with them.
struct Content: Hashable, Sendable, CustomStringConvertible {
    /// What is wrong with a revision, and so how it has to end.
    enum Flaw: String, CaseIterable, Sendable {
        case none
        case missingImage, crashLoop, neverReady, missingImageInSet
        case unknownField, wrongType, unknownReference, unparsable, otherSelector, empty

        /// It is refused before the first write.
        var isRefused: Bool {
            switch self {
            case .unknownField, .wrongType, .unknownReference, .unparsable, .otherSelector, .empty: true
            default: false
            }
        }
    }

    /// Objects say which revision they are of by this number.
    var mark: Int
    var flaw = Flaw.none
    /// ConfigMaps that not every revision has.
    var extras: Set<Int> = []
    var hasWorker = false
    var hasRoles = false
    var hasWaves = false
    /// The set changes with this revision.
    var changesSet = false
    var replicas = 2

    var isGood: Bool { flaw == .none }

    var description: String {
        var parts = ["revision \(mark)"]
        if flaw != .none { parts.append(flaw.rawValue) }
        if !extras.isEmpty { parts.append("extras \(extras.sorted().map(String.init).joined(separator: ","))") }
        if hasWorker { parts.append("worker") }
        if hasRoles { parts.append("roles") }
        if hasWaves { parts.append("waves") }
        if changesSet { parts.append("set") }
        return parts.joined(separator: " ")
    }

    /// What no log, fact or entry may say.
    static func secret(_ mark: Int) -> String { "hunter2-\(mark)-ZmxhZw" }
}
