import ClusterAPI
import Model

/// Refusals that stand before any cluster is asked, in kube-apiserver's words.
extension ClusterError {
    static let unauthorized = ClusterError(code: 401, reason: .unauthorized, message: "Unauthorized")

    /// A request that was meant for somebody else.
    static func foreignHost(_ host: String) -> ClusterError {
        ClusterError(
            code: 403, reason: .forbidden,
            message: "this server is not \(String(host.prefix(255)).quotedAsGo): call it by the name in its kubeconfig")
    }

    /// A path that names nothing.
    static let noSuchPath = ClusterError(
        code: 404, reason: .notFound, message: "the server could not find the requested resource", details: Details())

    static let noSuchMethod = ClusterError(
        code: 405, reason: .methodNotAllowed,
        message: "the server does not allow this method on the requested resource", details: Details())

    static func notAcceptable(_ accepted: [String]) -> ClusterError {
        ClusterError(
            code: 406, reason: .notAcceptable,
            message: "only the following media types are accepted: " + accepted.joined(separator: ", "))
    }

    static func unsupportedMediaType(_ accepted: [String]) -> ClusterError {
        ClusterError(
            code: 415, reason: .unsupportedMediaType,
            message: "the body of the request was in an unknown format - accepted media types include: "
                + accepted.joined(separator: ", "))
    }

    static func tooLarge(limit: Int) -> ClusterError {
        ClusterError(
            code: 413, reason: .requestEntityTooLarge, message: "Request entity too large: limit is \(limit)")
    }

    /// Options of a request that do not hold: `PatchOptions.meta.k8s.io "" is invalid: …`.
    static func invalidOptions(_ kind: String, _ cause: Cause) -> ClusterError {
        var details = Details()
        details.group = "meta.k8s.io"
        details.kind = kind
        details.causes = [cause]
        return ClusterError(
            code: 422, reason: .invalid,
            message: "\(kind).meta.k8s.io \"\" is invalid: \(cause.field): \(cause.message)",
            details: details)
    }
}
