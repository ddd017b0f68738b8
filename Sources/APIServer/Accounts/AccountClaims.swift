import Model

/// What a service account's token says, in Kubernetes' own form.
/// https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/#schema-for-service-account-private-claims
struct AccountClaims: Hashable, Sendable {
    /// Who issues tokens, and whom they are for unless a request says otherwise.
    static let issuer = "https://kubernetes.default.svc.cluster.local"
    /// Of tokens without an end, which live in Secrets.
    private static let secretIssuer = "kubernetes/serviceaccount"

    struct Reference: Hashable, Sendable {
        var name: String
        var uid: String

        init(name: String, uid: String) {
            self.name = name
            self.uid = uid
        }

        init?(_ value: Value?) {
            guard let value, let name = value["name"]?.string, let uid = value["uid"]?.string, !name.isEmpty,
                !uid.isEmpty
            else { return nil }
            self.init(name: name, uid: uid)
        }

        var value: Value { ["name": Value(name), "uid": Value(uid)] }
    }

    var account: AccountName
    var accountUID: String
    var audiences = [AccountClaims.issuer]
    /// In seconds since 1970; both nil for a token that lives in a Secret.
    var issued: Int?
    var expires: Int?
    var id = ""
    var pod: Reference?
    var node: Reference?
    var secret: Reference?
    /// The Secret that holds a token without an end.
    var holder: String?

    init(account: AccountName, accountUID: String) {
        self.account = account
        self.accountUID = accountUID
    }

    var value: Value { holder == nil ? boundValue : heldValue }

    private var boundValue: Value {
        var own: Value = [
            "namespace": Value(account.namespace),
            "serviceaccount": Reference(name: account.name, uid: accountUID).value,
        ]
        for (name, reference) in [("node", node), ("pod", pod), ("secret", secret)] { own[name] = reference?.value }
        var claims: Value = [
            "aud": Value(strings: audiences), "iss": Value(AccountClaims.issuer), "jti": Value(id),
            "kubernetes.io": own, "sub": Value(account.user),
        ]
        if let expires { claims["exp"] = Value(expires) }
        if let issued {
            claims["iat"] = Value(issued)
            claims["nbf"] = Value(issued)
        }
        return claims
    }

    private var heldValue: Value {
        [
            "iss": Value(AccountClaims.secretIssuer),
            "kubernetes.io/serviceaccount/namespace": Value(account.namespace),
            "kubernetes.io/serviceaccount/secret.name": Value(holder ?? ""),
            "kubernetes.io/serviceaccount/service-account.name": Value(account.name),
            "kubernetes.io/serviceaccount/service-account.uid": Value(accountUID), "sub": Value(account.user),
        ]
    }

    /// Reads the claims of a verified token; nil where they are none of a service account's.
    init?(_ claims: Value) {
        switch claims["iss"]?.string {
        case AccountClaims.issuer: self.init(bound: claims)
        case AccountClaims.secretIssuer: self.init(held: claims)
        default: return nil
        }
        guard claims["sub"]?.string == account.user else { return nil }
    }

    private init?(bound claims: Value) {
        guard let own = claims["kubernetes.io"], let namespace = own["namespace"]?.string,
            let account = Reference(own["serviceaccount"]), let expires = claims["exp"]?.int,
            let issued = claims["nbf"]?.int
        else { return nil }
        self.init(account: AccountName(namespace: namespace, name: account.name), accountUID: account.uid)
        audiences = claims["aud"]?.string.map { [$0] } ?? (claims["aud"]?.elements ?? []).compactMap(\.string)
        self.expires = expires
        self.issued = issued
        id = claims["jti"]?.string ?? ""
        for (name, path) in [("pod", \AccountClaims.pod), ("node", \.node), ("secret", \.secret)] {
            guard let value = own[name] else { continue }
            // A binding that cannot be read must not count as none.
            guard let reference = Reference(value) else { return nil }
            self[keyPath: path] = reference
        }
    }

    private init?(held claims: Value) {
        func text(_ name: String) -> String { claims["kubernetes.io/serviceaccount/\(name)"]?.string ?? "" }
        let names = ["namespace", "secret.name", "service-account.name", "service-account.uid"].map(text)
        guard names.allSatisfy({ !$0.isEmpty }) else { return nil }
        self.init(account: AccountName(namespace: names[0], name: names[2]), accountUID: names[3])
        holder = names[1]
        audiences = [AccountClaims.issuer]
    }
}
