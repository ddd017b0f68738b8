public import Model

/// A request that failed, as Kubernetes' `Status` says it.
/// https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/status/
public struct ClusterError: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Reason: String, Hashable, Sendable {
        case badRequest = "BadRequest"
        case unauthorized = "Unauthorized"
        case forbidden = "Forbidden"
        case notFound = "NotFound"
        case methodNotAllowed = "MethodNotAllowed"
        case notAcceptable = "NotAcceptable"
        case alreadyExists = "AlreadyExists"
        case conflict = "Conflict"
        case gone = "Gone"
        case expired = "Expired"
        case requestEntityTooLarge = "RequestEntityTooLarge"
        case unsupportedMediaType = "UnsupportedMediaType"
        case invalid = "Invalid"
        case tooManyRequests = "TooManyRequests"
        case internalError = "InternalError"
        case serverTimeout = "ServerTimeout"
        case timeout = "Timeout"
        case serviceUnavailable = "ServiceUnavailable"
        /// No answer came, so nobody knows whether the request was carried out. Not one of Kubernetes' own.
        case connectionLost = "ConnectionLost"
        case unknown = ""
    }

    public struct Cause: Hashable, Sendable {
        /// `FieldValueInvalid`, `FieldManagerConflict` …
        public var reason: String
        public var message: String
        public var field: String
        public init(reason: String, message: String, field: String) {
            self.reason = reason
            self.message = message
            self.field = field
        }
    }

    public struct Details: Hashable, Sendable {
        public var name = ""
        public var group = ""
        /// The kind, or the resource's plural, as the server puts it.
        public var kind = ""
        public var uid = ""
        public var causes: [Cause] = []
        public var retryAfterSeconds: Int?
        public init() {}
    }

    /// The HTTP status code; 0 for `connectionLost`.
    public var code: Int
    public var reason: Reason
    public var message: String
    public var details: Details?

    public init(code: Int, reason: Reason, message: String, details: Details? = nil) {
        self.code = code
        self.reason = reason
        self.message = message
        self.details = details
    }

    public var description: String { message }

    /// True where the same request may succeed later without anybody changing anything: timeouts, 429, 5xx, no answer.
    public var isTransient: Bool {
        switch reason {
        case .tooManyRequests, .serverTimeout, .timeout, .serviceUnavailable, .internalError, .connectionLost: true
        default: code >= 500
        }
    }

    /// The `Status` object.
    public var status: Value {
        var status: Value = [
            "kind": "Status", "apiVersion": "v1", "metadata": [:], "status": "Failure", "message": Value(message),
            "code": Value(code),
        ]
        if reason != .unknown { status["reason"] = Value(reason.rawValue) }
        guard let details else { return status }
        var shown: Value = [:]
        if !details.name.isEmpty { shown["name"] = Value(details.name) }
        if !details.group.isEmpty { shown["group"] = Value(details.group) }
        if !details.kind.isEmpty { shown["kind"] = Value(details.kind) }
        if !details.uid.isEmpty { shown["uid"] = Value(details.uid) }
        if let seconds = details.retryAfterSeconds { shown["retryAfterSeconds"] = Value(seconds) }
        if !details.causes.isEmpty {
            shown["causes"] = Value(
                details.causes.map { cause in
                    var value: Value = [:]
                    if !cause.reason.isEmpty { value["reason"] = Value(cause.reason) }
                    if !cause.message.isEmpty { value["message"] = Value(cause.message) }
                    if !cause.field.isEmpty { value["field"] = Value(cause.field) }
                    return value
                })
        }
        status["details"] = shown
        return status
    }

    /// Reads a `Status` object that a server sent.
    public init(status: Value) {
        var details: Details?
        if let shown = status["details"] {
            var read = Details()
            read.name = shown["name"]?.string ?? ""
            read.group = shown["group"]?.string ?? ""
            read.kind = shown["kind"]?.string ?? ""
            read.uid = shown["uid"]?.string ?? ""
            read.retryAfterSeconds = shown["retryAfterSeconds"]?.int
            read.causes = (shown["causes"]?.elements ?? []).map {
                Cause(
                    reason: $0["reason"]?.string ?? "", message: $0["message"]?.string ?? "",
                    field: $0["field"]?.string ?? "")
            }
            details = read
        }
        self.init(
            code: status["code"]?.int ?? 500, reason: Reason(rawValue: status["reason"]?.string ?? "") ?? .unknown,
            message: status["message"]?.string ?? "", details: details)
    }
}
