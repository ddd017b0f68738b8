import Model

/// A service account, and the user and groups that requests of its own come as.
/// https://kubernetes.io/docs/reference/access-authn-authz/authentication/#service-account-tokens
struct AccountName: Hashable, Sendable {
    private static let prefix = "system:serviceaccount:"

    var namespace: String
    var name: String

    init(namespace: String, name: String) {
        self.namespace = namespace
        self.name = name
    }

    /// From `system:serviceaccount:NAMESPACE:NAME`; nil for anything else.
    init?(user: String) {
        guard user.hasPrefix(AccountName.prefix) else { return nil }
        let parts = user.dropFirst(AccountName.prefix.count).split(
            separator: ":", omittingEmptySubsequences: false
        ).map(String.init)
        guard parts.count == 2, NameRules.dns1123Label(parts[0]).isEmpty,
            NameRules.dns1123Subdomain(parts[1]).isEmpty
        else { return nil }
        self.init(namespace: parts[0], name: parts[1])
    }

    var user: String { "\(AccountName.prefix)\(namespace):\(name)" }
    var groups: [String] { ["system:serviceaccounts", "system:serviceaccounts:\(namespace)"] }
}
