public import Model

/// The errors that every implementation raises, in kube-apiserver's words.
extension ClusterError {
    private static func details(_ type: ResourceType, _ name: String) -> Details {
        var details = Details()
        details.name = name
        details.group = type.group
        details.kind = type.plural
        return details
    }

    public static func notFound(_ type: ResourceType, name: String) -> ClusterError {
        ClusterError(
            code: 404, reason: .notFound, message: "\(type.qualifiedPlural) \"\(name)\" not found",
            details: details(type, name))
    }

    public static func alreadyExists(_ type: ResourceType, name: String) -> ClusterError {
        ClusterError(
            code: 409, reason: .alreadyExists, message: "\(type.qualifiedPlural) \"\(name)\" already exists",
            details: details(type, name))
    }

    public static func conflict(_ type: ResourceType, name: String, _ why: String) -> ClusterError {
        ClusterError(
            code: 409, reason: .conflict,
            message: "Operation cannot be fulfilled on \(type.qualifiedPlural) \"\(name)\": \(why)",
            details: details(type, name))
    }

    public static func badRequest(_ message: String) -> ClusterError {
        ClusterError(code: 400, reason: .badRequest, message: message)
    }

    public static func forbidden(_ type: ResourceType, name: String, _ why: String) -> ClusterError {
        ClusterError(
            code: 403, reason: .forbidden, message: "\(type.qualifiedPlural) \"\(name)\" is forbidden: \(why)",
            details: details(type, name))
    }

    /// The history that the request asks for is gone; list again.
    public static func expired(_ message: String) -> ClusterError {
        ClusterError(code: 410, reason: .expired, message: message)
    }

    public static func methodNotAllowed(_ type: ResourceType, verb: String) -> ClusterError {
        var details = Details()
        details.group = type.group
        details.kind = type.plural
        return ClusterError(
            code: 405, reason: .methodNotAllowed,
            message: "\(verb) is not supported on resources of kind \"\(type.qualifiedPlural)\"", details: details)
    }

    public static func internalError(_ message: String) -> ClusterError {
        ClusterError(code: 500, reason: .internalError, message: message)
    }
}
