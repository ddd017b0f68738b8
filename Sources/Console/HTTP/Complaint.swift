import Model

/// Why a request is not answered with what it asked for: a problem document of RFC 9457. What it says is for whoever
/// asked; what went wrong inside stays in the log.
struct Complaint: Error, Sendable, Hashable {
    var code: Int
    var title: String
    var detail: String
    /// After how many seconds it may help to ask again.
    var retryAfter: Int?

    init(_ code: Int, _ title: String, _ detail: String, retryAfter: Int? = nil) {
        self.code = code
        self.title = title
        self.detail = detail
        self.retryAfter = retryAfter
    }

    var answer: Answer {
        let document: Value = [
            "type": "about:blank", "title": Value(title), "status": Value(code), "detail": Value(detail),
        ]
        var answer = Answer(code: code, contentType: "application/problem+json", body: .bytes(document.jsonBytes))
        if let retryAfter { answer.headers.append(("Retry-After", String(retryAfter))) }
        if code == 401 { answer.headers.append(("WWW-Authenticate", "Bearer realm=\"plumb\"")) }
        return answer
    }

    static func badRequest(_ detail: String) -> Complaint { Complaint(400, "Bad Request", detail) }
    static func unauthorized(_ detail: String) -> Complaint { Complaint(401, "Unauthorized", detail) }
    static func notFound(_ detail: String) -> Complaint { Complaint(404, "Not Found", detail) }
    static func conflict(_ detail: String) -> Complaint { Complaint(409, "Conflict", detail) }
    static func tooLarge(limit: Int) -> Complaint {
        Complaint(413, "Content Too Large", "The body is larger than \(limit) bytes.")
    }
    static func unavailable(_ detail: String, retryAfter: Int = 5) -> Complaint {
        Complaint(503, "Service Unavailable", detail, retryAfter: retryAfter)
    }
    static let internalError = Complaint(
        500, "Internal Server Error", "Something went wrong inside; the daemon's log says what.")
}
