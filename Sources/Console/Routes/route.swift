/// What a method and a path lead to.
enum Routed: Sendable {
    /// `arguments` are what stands in the place of the path's `{…}`.
    case found(Route, arguments: [String: String])
    case otherMethods([String])
    case nothing
}

/// Finds the route. HEAD is taken as GET.
func route(_ method: String, _ path: [String]) -> Routed {
    var others: [String] = []
    for route in routes {
        guard let arguments = arguments(of: path, in: route.path) else { continue }
        if route.method == method || (method == "HEAD" && route.method == "GET") {
            return .found(route, arguments: arguments)
        }
        others.append(route.method)
    }
    return others.isEmpty ? .nothing : .otherMethods(others)
}

private func arguments(of path: [String], in pattern: String) -> [String: String]? {
    let parts = pattern.split(separator: "/")
    guard parts.count == path.count else { return nil }
    var arguments: [String: String] = [:]
    for (part, given) in zip(parts, path) {
        if part.hasPrefix("{") {
            arguments[String(part.dropFirst().dropLast())] = given
        } else if part != given {
            return nil
        }
    }
    return arguments
}
