import Model

/// A part of an object with a path of its own, and what it takes and gives.
struct Subresource: Hashable, Sendable {
    var name: String
    var group: String
    var version: String
    var kind: String
    var verbs: [String]

    /// What Kubernetes serves under this name; anything it does not know is read and written like `status`.
    init(_ name: String, of type: ResourceType) {
        self.name = name
        (group, version, kind) = (type.group, type.version, type.kind)
        verbs = ["get", "patch", "update"]
        switch name {
        case "scale": (group, version, kind) = ("autoscaling", "v1", "Scale")
        case "eviction": (group, version, kind, verbs) = ("policy", "v1", "Eviction", ["create"])
        case "binding": (kind, verbs) = ("Binding", ["create"])
        case "log": verbs = ["get"]
        case "token": (group, version, kind, verbs) = ("authentication.k8s.io", "v1", "TokenRequest", ["create"])
        case "attach", "exec", "portforward":
            (kind, verbs) = ("Pod\(Subresource.options[name] ?? "")Options", ["create", "get"])
        case "proxy":
            (kind, verbs) = ("\(type.kind)ProxyOptions", ["create", "delete", "get", "patch", "update"])
        case "finalize": verbs = ["update"]
        default: break
        }
    }

    private static let options = ["attach": "Attach", "exec": "Exec", "portforward": "PortForward"]
}
