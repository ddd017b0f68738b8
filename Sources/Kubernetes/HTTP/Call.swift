import Model

/// One HTTP request to an API server.
struct Call: Sendable {
    var method: String
    /// With its query, escaped.
    var path: String
    var accept = "application/json"
    var contentType = "application/json"
    var body: [UInt8]?
    /// For revalidation of what is known.
    var entityTag: String?
    var timeout: Duration

    /// It changes nothing, so asking twice is as good as once.
    var isRead: Bool { method == "GET" }
}

/// What came back, whatever its code.
struct Answer: Sendable {
    var code: Int
    var bytes: [UInt8]
    var entityTag: String?
    var warnings: [String] = []
    var retryAfter: Int?
}
