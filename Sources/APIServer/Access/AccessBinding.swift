import Model

/// A RoleBinding or ClusterRoleBinding.
struct AccessBinding: Hashable, Sendable {
    /// What a binding is looked up by: accounts are the users that they come as.
    enum Subject: Hashable, Sendable {
        case user(String)
        case group(String)
    }

    struct Entry: Hashable, Sendable {
        var subject: Subject
        /// `User "joe"`
        var text: String
    }

    var name: String
    /// Empty for a ClusterRoleBinding.
    var namespace: String
    var roleKind: String
    var roleName: String
    var subjects: [Entry]

    init(_ object: Value) {
        name = object.name
        namespace = object.namespace
        roleKind = object.at("roleRef", "kind")?.string ?? ""
        roleName = object.at("roleRef", "name")?.string ?? ""
        let namespace = namespace
        subjects = (object["subjects"]?.elements ?? []).compactMap { Entry($0, in: namespace) }
    }

    /// What it gives to somebody, as reviews say it: `ClusterRoleBinding "a" of ClusterRole "b" to User "joe"`.
    func text(to entry: Entry) -> String {
        let kind = namespace.isEmpty ? "ClusterRoleBinding" : "RoleBinding"
        let name = namespace.isEmpty ? name : "\(name)/\(namespace)"
        return "\(kind) \(name.quotedAsGo) of \(roleKind) \(roleName.quotedAsGo) to \(entry.text)"
    }

    /// The first subject that is this user or one of the groups.
    func entry(for user: Requestor) -> Entry? {
        subjects.first { entry in
            switch entry.subject {
            case .user(let name): name == user.name
            case .group(let name): user.groups.contains(name)
            }
        }
    }
}

extension AccessBinding.Entry {
    init?(_ subject: Value, in namespace: String) {
        let name = subject["name"]?.string ?? ""
        switch subject["kind"]?.string {
        case "User": self.init(subject: .user(name), text: "User \(name.quotedAsGo)")
        case "Group": self.init(subject: .group(name), text: "Group \(name.quotedAsGo)")
        case "ServiceAccount":
            let named = subject["namespace"]?.string ?? ""
            let own = named.isEmpty ? namespace : named
            guard !own.isEmpty else { return nil }
            self.init(
                subject: .user(AccountName(namespace: own, name: name).user),
                text: "ServiceAccount \("\(name)/\(own)".quotedAsGo)")
        default: return nil
        }
    }
}
