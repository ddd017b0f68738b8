import ClusterAPI
import Model

extension ClusterError {
    /// What a server refused with: its `Status`, or what the code means where something else sent it.
    init(_ answer: Answer) {
        if let status = try? Value(json: answer.bytes), status.objectKind == "Status", status["code"]?.int != nil {
            self.init(status: status)
        } else {
            self.init(code: answer.code, reason: Self.reason(of: answer.code), message: "HTTP \(answer.code)")
            if answer.code == 429 { message = "the server is busy: HTTP 429" }
        }
        guard let seconds = answer.retryAfter, seconds >= 0 else { return }
        var known = details ?? Details()
        if known.retryAfterSeconds == nil { known.retryAfterSeconds = min(seconds, 3600) }
        details = known
    }

    private static func reason(of code: Int) -> Reason {
        switch code {
        case 400: .badRequest
        case 401: .unauthorized
        case 403: .forbidden
        case 404: .notFound
        case 405: .methodNotAllowed
        case 406: .notAcceptable
        case 409: .conflict
        case 410: .expired
        case 413: .requestEntityTooLarge
        case 415: .unsupportedMediaType
        case 422: .invalid
        case 429: .tooManyRequests
        case 500: .internalError
        case 502, 503: .serviceUnavailable
        case 504: .timeout
        default: .unknown
        }
    }
}
