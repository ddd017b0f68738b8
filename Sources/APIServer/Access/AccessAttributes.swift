import ClusterAPI
import Model

/// What somebody wants to do, as roles speak of it.
struct AccessAttributes: Hashable, Sendable {
    struct Resource: Hashable, Sendable {
        var group = ""
        var plural = ""
        var subresource = ""
        /// Empty for collections and creates.
        var name = ""
        /// Empty for what is in no namespace, and over all of them.
        var namespace = ""

        /// `pods/log`, as rules name it.
        var combined: String { subresource.isEmpty ? plural : "\(plural)/\(subresource)" }
    }

    enum Target: Hashable, Sendable {
        case resource(Resource)
        /// A path that is no resource's.
        case path(String)
    }

    var verb: String
    var target: Target

    init(_ verb: String, _ target: Target) {
        self.verb = verb
        self.target = target
    }

    /// The namespace whose RoleBindings count too; empty for none.
    var namespace: String { if case .resource(let resource) = target { resource.namespace } else { "" } }
}

extension AccessAttributes {
    /// Of a request, as it will be served: https://kubernetes.io/docs/reference/access-authn-authz/authorization/#determine-the-request-verb
    init(_ call: Call, _ route: Route) {
        guard case .objects(let path) = route else {
            self.init(call.method.lowercased(), .path("/" + call.path.joined(separator: "/")))
            return
        }
        var resource = Resource()
        resource.group = path.group
        resource.plural = path.plural
        resource.subresource = path.subresource ?? ""
        resource.name = path.name
        // The namespace that a Namespace is asked for in is itself.
        let isNamespace = path.group.isEmpty && path.plural == "namespaces" && path.namespace.isEmpty
        resource.namespace = isNamespace ? path.name : path.namespace
        let verb = AccessAttributes.verb(call, path)
        if path.name.isEmpty, ["list", "watch"].contains(verb) {
            resource.name = AccessAttributes.selectedName(call.query["fieldSelector"])
        }
        self.init(verb, .resource(resource))
    }

    private static func verb(_ call: Call, _ path: ObjectPath) -> String {
        if path.isWatch { return "watch" }
        switch call.method {
        case "GET", "HEAD":
            if !path.name.isEmpty { return "get" }
            return call.query.flag("watch") ? "watch" : "list"
        case "POST": return "create"
        case "PUT": return "update"
        case "PATCH": return "patch"
        case "DELETE": return path.name.isEmpty ? "deletecollection" : "delete"
        default: return ""
        }
    }

    /// A list that selects one name is a list of that name alone.
    private static func selectedName(_ selector: String) -> String {
        for part in selector.split(separator: ",") where part.hasPrefix("metadata.name=") {
            let value = part.dropFirst("metadata.name=".count).drop { $0 == "=" }
            let isName = !value.isEmpty && value != "." && value != ".." && !value.contains { "/%\\".contains($0) }
            if isName { return String(value) }
        }
        return ""
    }
}

extension AccessAttributes {
    /// The refusal of what this asks for, in kube-apiserver's words.
    func refusal(of user: Requestor, reason: String = "") -> ClusterError {
        let suffix = reason.isEmpty ? "" : ": \(reason)"
        let who = "User \(user.name.quotedAsGo) cannot \(verb)"
        switch target {
        case .path(let path):
            return .forbidden(Resource(), AccessAttributes.escaped("\(who) path \(path.quotedAsGo)") + suffix)
        case .resource(let resource):
            let place =
                resource.namespace.isEmpty
                ? "at the cluster scope" : "in the namespace \(resource.namespace.quotedAsGo)"
            let what = "resource \(resource.combined.quotedAsGo) in API group \(resource.group.quotedAsGo)"
            return .forbidden(resource, AccessAttributes.escaped("\(who) \(what) \(place)") + suffix)
        }
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }
}

extension ClusterError {
    /// 403 for a resource, or for a path where the resource has no name.
    static func forbidden(_ resource: AccessAttributes.Resource, _ why: String) -> ClusterError {
        var details = Details()
        details.name = resource.name
        details.group = resource.group
        details.kind = resource.plural
        let qualified = resource.group.isEmpty ? resource.plural : "\(resource.plural).\(resource.group)"
        var message = "\(qualified) \(resource.name.quotedAsGo) is forbidden: \(why)"
        if resource.name.isEmpty { message = "\(qualified) is forbidden: \(why)" }
        if resource.name.isEmpty, resource.plural.isEmpty { message = "forbidden: \(why)" }
        return ClusterError(code: 403, reason: .forbidden, message: message, details: details)
    }
}
