import ClusterAPI
import Model

/// What somebody wants of a token: authentication.k8s.io/v1.
/// https://kubernetes.io/docs/reference/kubernetes-api/authentication-resources/token-request-v1/
struct TokenRequest: Sendable {
    struct Bound: Hashable, Sendable {
        var apiVersion: String
        var kind: String
        var name: String
        var uid: String
    }

    /// Seconds; an hour unless a request says otherwise.
    var expirationSeconds: Int
    var audiences: [String]
    var bound: Bound?

    /// Reads and checks a body, in kube-apiserver's words.
    init(_ body: Value, for account: AccountName) throws(ClusterError) {
        let named = [
            ("name", body.name, account.name, "must match the service account name if specified"),
            ("namespace", body.namespace, account.namespace, "must match the service account namespace if specified"),
        ]
        for (field, value, wanted, why) in named where !value.isEmpty && value != wanted {
            throw TokenRequest.invalid(
                account.name, [("metadata.\(field)", "Invalid value: \(value.quotedAsGo): \(why)")])
        }
        let spec = body.spec
        expirationSeconds = spec["expirationSeconds"]?.int ?? 3600
        audiences = (spec["audiences"]?.elements ?? []).compactMap(\.string)
        if audiences.isEmpty { audiences = [AccountClaims.issuer] }
        if let reference = spec["boundObjectRef"], reference.isObject {
            bound = Bound(
                apiVersion: reference.apiVersion, kind: reference.objectKind,
                name: reference["name"]?.string ?? "", uid: reference["uid"]?.string ?? "")
        }
        var problems: [(String, String)] = []
        if expirationSeconds < 600 {
            problems.append(("spec.expirationSeconds", "may not specify a duration less than 10 minutes"))
        }
        if expirationSeconds > 1 << 32 {
            problems.append(("spec.expirationSeconds", "may not specify a duration larger than 2^32 seconds"))
        }
        if problems.isEmpty { return }
        let shown = expirationSeconds
        throw TokenRequest.invalid("", problems.map { ($0.0, "Invalid value: \(shown): \($0.1)") })
    }

    private static func invalid(_ name: String, _ problems: [(field: String, message: String)]) -> ClusterError {
        var details = ClusterError.Details()
        details.group = "authentication.k8s.io"
        details.kind = "TokenRequest"
        details.name = name
        details.causes = problems.map {
            ClusterError.Cause(reason: "FieldValueInvalid", message: $0.message, field: $0.field)
        }
        let texts = problems.map { "\($0.field): \($0.message)" }
        let text = texts.count == 1 ? texts[0] : "[\(texts.joined(separator: ", "))]"
        return ClusterError(
            code: 422, reason: .invalid,
            message: "TokenRequest.authentication.k8s.io \(name.quotedAsGo) is invalid: \(text)", details: details)
    }
}
