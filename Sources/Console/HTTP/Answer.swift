import Model

/// What a request is answered with.
struct Answer: Sendable {
    enum Body: Sendable {
        case bytes([UInt8])
        /// Pieces, until the stream ends, the client goes or the server stops.
        case stream(AsyncStream<String>)
    }

    var code: Int
    var contentType: String
    var headers: [(name: String, value: String)] = []
    var body: Body

    init(code: Int = 200, contentType: String, headers: [(name: String, value: String)] = [], body: Body) {
        self.code = code
        self.contentType = contentType
        self.headers = headers
        self.body = body
    }

    static func json(_ value: Value, code: Int = 200) -> Answer {
        Answer(code: code, contentType: "application/json", body: .bytes(value.jsonBytes))
    }

    static func text(_ text: String, code: Int = 200) -> Answer {
        Answer(code: code, contentType: "text/plain; charset=utf-8", body: .bytes(Array(text.utf8)))
    }
}
