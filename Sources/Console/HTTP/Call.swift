import Model

/// One request, without its body.
struct Call: Sendable {
    var method: String
    /// The path's parts, percent-decoded: `["v1", "applications", "shop"]`.
    var path: [String]
    var query: Query
    private var headers: [String: String]

    init(_ method: String, _ target: String, headers: [String: String] = [:]) {
        self.method = method
        let halves = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        path = (halves.first ?? "").split(separator: "/").map { percentDecoded($0) }
        query = Query(halves.count > 1 ? halves[1] : "")
        self.headers = Dictionary(headers.map { ($0.key.lowercased(), $0.value) }) { first, _ in first }
    }

    /// A header's value by its name in lower case; nil where it is absent.
    func header(_ name: String) -> String? { headers[name] }

    /// `application/json` for `Application/JSON; charset=utf-8`; empty where none is named.
    var mediaType: String {
        let type = header("content-type") ?? ""
        return String(type.prefix { $0 != ";" }).filter { !$0.isWhitespace }.lowercased()
    }
}
