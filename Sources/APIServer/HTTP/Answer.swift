import ClusterAPI
import Model

/// What a call is answered with.
struct Answer: Sendable {
    enum Body: Sendable {
        case bytes([UInt8])
        /// Written piece by piece until the work returns, the client goes or the server stops.
        case stream(@Sendable (inout any AnswerWriter) async throws -> Void)
    }

    var code: Int
    var contentType: String
    /// Texts for `Warning` headers.
    var warnings: [String] = []
    var retryAfterSeconds: Int?
    var body: Body

    init(code: Int = 200, contentType: String = "application/json", warnings: [String] = [], body: Body) {
        self.code = code
        self.contentType = contentType
        self.warnings = warnings
        self.body = body
    }

    static func json(_ value: Value, code: Int = 200) -> Answer { Answer(code: code, body: .bytes(value.jsonBytes)) }

    static func text(_ text: String, code: Int = 200) -> Answer {
        Answer(code: code, contentType: "text/plain; charset=utf-8", body: .bytes(Array(text.utf8)))
    }

    static func error(_ error: ClusterError) -> Answer {
        let code = (400...599).contains(error.code) ? error.code : 500
        var answer = Answer(code: code, body: .bytes(statusBytes(error.status)))
        answer.retryAfterSeconds = error.details?.retryAfterSeconds
        return answer
    }
}

/// Takes the pieces of a streamed answer.
protocol AnswerWriter {
    mutating func write(_ bytes: [UInt8]) async throws
}
