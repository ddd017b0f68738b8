/// One thing that the console does, and where.
struct Route: Sendable {
    enum Operation: String, Sendable, CaseIterable {
        case page, transactionPage, health, readiness, metrics, webhook
        case applications, application, resources, difference, command
        case transactions, transaction, audit, events, openAPI
    }

    /// Whom it asks to show who they are.
    enum Guarded: Sendable { case no, token, signature }

    var method: String
    /// `/v1/applications/{name}`
    var path: String
    var operation: Operation
    var guarded = Guarded.no
    var query: [String] = []
    var summary: String
}

/// Everything that the console answers to. The OpenAPI document is made from it.
let routes: [Route] = [
    Route(method: "GET", path: "/", operation: .page, summary: "Applications and what was done last, as a page"),
    Route(
        method: "GET", path: "/transactions/{id}", operation: .transactionPage, summary: "One transaction, as a page"),
    Route(method: "GET", path: "/healthz", operation: .health, summary: "200 as long as the process lives"),
    Route(
        method: "GET", path: "/readyz", operation: .readiness,
        summary: "200 once every application has been looked at, 503 before"),
    Route(method: "GET", path: "/metrics", operation: .metrics, summary: "Metrics, in Prometheus' text format"),
    Route(
        method: "POST", path: "/webhooks/{provider}", operation: .webhook, guarded: .signature,
        summary: "A hint that a repository changed, signed as github, gitlab, gitea, bitbucket or generic do"),
    Route(method: "GET", path: "/v1/applications", operation: .applications, summary: "Where all applications stand"),
    Route(
        method: "GET", path: "/v1/applications/{name}", operation: .application, summary: "Where one application stands"
    ),
    Route(
        method: "GET", path: "/v1/applications/{name}/resources", operation: .resources,
        summary: "The objects of an application, each with its health"),
    Route(
        method: "GET", path: "/v1/applications/{name}/diff", operation: .difference, query: ["to"],
        summary: "What a revision would change now"),
    Route(
        method: "POST", path: "/v1/applications/{name}/{action}", operation: .command, guarded: .token,
        summary: "sync, retry, rollback, suspend or resume; answered once it was heard, before it is done"),
    Route(
        method: "GET", path: "/v1/transactions", operation: .transactions, query: ["application", "limit"],
        summary: "What was done, newest first"),
    Route(
        method: "GET", path: "/v1/transactions/{id}", operation: .transaction,
        summary: "One transaction, with before and after of each field"),
    Route(
        method: "GET", path: "/v1/audit", operation: .audit, query: ["application", "limit"],
        summary: "The audit's last entries, oldest first"),
    Route(
        method: "GET", path: "/v1/events", operation: .events, query: ["application"],
        summary: "What happens, as server-sent events"),
    Route(method: "GET", path: "/v1/openapi.json", operation: .openAPI, summary: "This description"),
]
