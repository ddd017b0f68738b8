/// The route of a path that is split and decoded.
func route(_ path: [String]) -> Route {
    switch path.first {
    case nil: return .root
    case "healthz", "livez", "readyz": return .health(path[0])
    case "metrics": return path.count == 1 ? .metrics : .unknown
    case "version": return path.count == 1 ? .version : .unknown
    case "openid": return path == ["openid", "v1", "jwks"] ? .openIDKeys : .unknown
    case ".well-known": return path == [".well-known", "openid-configuration"] ? .openIDConfiguration : .unknown
    case "openapi": return openAPIRoute(path.dropFirst())
    case "api":
        guard path.count > 1 else { return .coreVersions }
        return versionRoute(group: "", version: path[1], rest: path.dropFirst(2))
    case "apis":
        switch path.count {
        case 1: return .groups
        case 2: return .group(path[1])
        default: return versionRoute(group: path[1], version: path[2], rest: path.dropFirst(3))
        }
    default: return .unknown
    }
}

private func openAPIRoute(_ path: ArraySlice<String>) -> Route {
    let parts = Array(path)
    switch parts.count {
    case 1 where parts[0] == "v2": return .openAPIv2
    case 1 where parts[0] == "v3": return .openAPIv3Index
    case 3 where parts[0] == "v3" && parts[1] == "api": return .openAPIv3(group: "", version: parts[2])
    case 4 where parts[0] == "v3" && parts[1] == "apis": return .openAPIv3(group: parts[2], version: parts[3])
    default: return .unknown
    }
}

private func versionRoute(group: String, version: String, rest: ArraySlice<String>) -> Route {
    var parts = Array(rest)
    guard !parts.isEmpty else { return .resources(group: group, version: version) }
    var path = ObjectPath(group: group, version: version, plural: "")
    if parts[0] == "watch", parts.count > 1 {
        path.isWatch = true
        parts.removeFirst()
    }
    // A third part is a resource in the namespace, unless it is one of a Namespace's own subresources.
    if parts[0] == "namespaces", parts.count > 2, !(parts.count == 3 && ["status", "finalize"].contains(parts[2])) {
        path.namespace = parts[1]
        parts.removeFirst(2)
    }
    guard parts.count <= 3 || isProxy(parts) else { return .unknown }
    path.plural = parts[0]
    if parts.count > 1 { path.name = parts[1] }
    if parts.count > 2 { path.subresource = parts[2] }
    return .objects(path)
}

/// What follows `proxy` is a path of somebody else's.
private func isProxy(_ parts: [String]) -> Bool { parts.count > 3 && parts[2] == "proxy" }
