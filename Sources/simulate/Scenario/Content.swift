import Apply

/// What one commit holds: which objects, and what is wrong with them.
struct Content: Hashable, Sendable, CustomStringConvertible {
    /// What is wrong with a revision, and so how it has to end.
    enum Flaw: String, CaseIterable, Sendable {
        case none
        case missingImage, crashLoop, neverReady, missingImageInSet
        case unknownField, wrongType, unknownReference, unparsable, otherSelector, empty
        case hookBeforeFails, hookAfterFails, invalidRobot

        /// Those that a revision without hooks and definitions can have.
        static let plain = allCases.filter { $0 != .hookBeforeFails && $0 != .hookAfterFails && $0 != .invalidRobot }

        /// It is refused before the first write.
        var isRefused: Bool {
            switch self {
            case .unknownField, .wrongType, .unknownReference, .unparsable, .otherSelector, .empty, .invalidRobot: true
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
    /// Jobs that run with it: `migrate` before, `smoke` after, `tell` on failure.
    var hooks: Set<Hook> = []
    /// A definition of a kind of its own, and two objects of that.
    var hasRobots = false
    /// A namespace besides, with something in it.
    var hasTeam = false

    var isGood: Bool { flaw == .none }

    var description: String {
        var parts = ["revision \(mark)"]
        if flaw != .none { parts.append(flaw.rawValue) }
        if !extras.isEmpty { parts.append("extras \(extras.sorted().map(String.init).joined(separator: ","))") }
        if hasWorker { parts.append("worker") }
        if hasRoles { parts.append("roles") }
        if hasWaves { parts.append("waves") }
        if changesSet { parts.append("set") }
        for hook in Hook.allCases where hooks.contains(hook) { parts.append("hook-\(hook.rawValue)") }
        if hasRobots { parts.append("robots") }
        if hasTeam { parts.append("team") }
        return parts.joined(separator: " ")
    }

    /// What no log, fact or entry may say.
    static func secret(_ mark: Int) -> String { "hunter2-\(mark)-ZmxhZw" }
}
