import Model

/// One HTTP request as a value.
struct Call: Sendable {
    /// `GET`, `POST` …
    var method: String
    /// The path's parts, percent-decoded, without empty ones: `["api", "v1", "pods"]`.
    var path: [String]
    var query = Query("")
    var accept = ""
    var contentType = ""
    var userAgent = ""
    var authorization = ""
    /// As the client knows this server: `127.0.0.1:8443`.
    var host = ""
    /// Whom the client wants to act as.
    var impersonation = Impersonation()
    /// Who asks, once that is known.
    var requestor = Requestor.anonymous
    var body: [UInt8] = []

    /// `target` is what the request line says: `/api/v1/pods?limit=500`.
    init(_ method: String, _ target: String) {
        self.method = method
        let end = target.firstIndex(of: "?") ?? target.endIndex
        path = target[..<end].split(separator: "/").map { percentDecoded($0) }
        query = Query(end == target.endIndex ? "" : target[target.index(after: end)...])
    }
}
