import Model

/// Who asks, as authentication or impersonation found it.
struct Requestor: Hashable, Sendable {
    static let masters = "system:masters"
    static let authenticated = "system:authenticated"
    static let unauthenticated = "system:unauthenticated"

    let name: String
    let uid: String
    let groups: [String]
    let extra: [String: [String]]
    /// May do everything, whatever roles there are.
    let isMaster: Bool

    init(name: String, uid: String = "", groups: [String], extra: [String: [String]] = [:]) {
        self.name = name
        self.uid = uid
        self.groups = groups
        self.extra = extra
        isMaster = groups.contains(Requestor.masters)
    }

    /// Whoever shows the token of the data folder.
    static let owner = Requestor(name: "plumb", groups: [masters, authenticated])
    /// Whoever shows nothing.
    static let anonymous = Requestor(name: "system:anonymous", groups: [unauthenticated])

    /// As reviews show it.
    var userInfo: Value {
        var info: Value = ["username": Value(name)]
        if !uid.isEmpty { info["uid"] = Value(uid) }
        if !groups.isEmpty { info["groups"] = Value(strings: groups) }
        if !extra.isEmpty {
            info["extra"] = Value(
                Members(
                    extra.sorted { $0.key.precedesInBytes($1.key) }.map { ($0.key, Value(strings: $0.value)) }))
        }
        return info
    }
}
