import ClusterAPI
import Model

/// Whom the headers of a request want it to come from.
/// https://kubernetes.io/docs/reference/access-authn-authz/authentication/#user-impersonation
struct Impersonation: Hashable, Sendable {
    var user = ""
    var uid = ""
    var groups: [String] = []
    /// In the order of the headers; keys in lower case.
    var extra: [Extra] = []

    struct Extra: Hashable, Sendable {
        var key: String
        var value: String
    }

    static let headerPrefix = "impersonate-"

    var isEmpty: Bool { user.isEmpty && uid.isEmpty && groups.isEmpty && extra.isEmpty }

    /// Takes a header whose name, in lower case, begins with `headerPrefix`.
    mutating func take(header name: String, _ value: String) {
        switch name.dropFirst(Impersonation.headerPrefix.count) {
        case "user": if user.isEmpty { user = value }
        case "uid": if uid.isEmpty { uid = value }
        case "group": groups.append(value)
        case let rest where rest.hasPrefix("extra-"):
            extra.append(Extra(key: percentDecoded(rest.dropFirst("extra-".count)).lowercased(), value: value))
        default: break
        }
    }

    /// Each thing that whoever asks has to be allowed to impersonate.
    var demands: [AccessAttributes] {
        var demands: [AccessAttributes] = []
        func demand(_ plural: String, _ name: String, group: String = "", namespace: String = "", sub: String = "") {
            let resource = AccessAttributes.Resource(
                group: group, plural: plural, subresource: sub, name: name, namespace: namespace)
            demands.append(AccessAttributes("impersonate", .resource(resource)))
        }
        if let account = AccountName(user: user) {
            demand("serviceaccounts", account.name, namespace: account.namespace)
        } else {
            demand("users", user)
        }
        for group in groups { demand("groups", group) }
        for entry in extra { demand("userextras", entry.value, group: "authentication.k8s.io", sub: entry.key) }
        if !uid.isEmpty { demand("uids", uid, group: "authentication.k8s.io") }
        return demands
    }

    /// Who the request comes from then.
    var requestor: Requestor {
        var all = groups
        if all.isEmpty, let account = AccountName(user: user) { all = account.groups }
        if user == Requestor.anonymous.name {
            if !all.contains(Requestor.unauthenticated) { all.append(Requestor.unauthenticated) }
        } else if !all.contains(Requestor.authenticated), !all.contains(Requestor.unauthenticated) {
            all.append(Requestor.authenticated)
        }
        var values: [String: [String]] = [:]
        for entry in extra { values[entry.key, default: []].append(entry.value) }
        return Requestor(name: user, uid: uid, groups: all, extra: values)
    }
}
