/// How one provider signs and names its deliveries.
struct WebhookProvider: Sendable {
    enum Form: Sendable {
        /// HMAC-SHA256 of the raw body in hex, after a prefix.
        case digest(prefix: String)
        /// The secret itself.
        case secret
    }

    /// A header that shows that the sender knows the secret.
    struct Proof: Sendable {
        var header: String
        var form: Form
    }

    var name: String
    /// The first whose header is there counts, and has to be right.
    var proofs: [Proof]
    var eventHeaders: [String] = []
    /// Events that can have moved a ref; a delivery without any event's name is taken for one.
    var pushes: Set<String> = []
    var pings: Set<String> = []
    var deliveryHeaders: [String] = []

    func event(of call: Call) -> String? { eventHeaders.lazy.compactMap { call.header($0) }.first }

    func isPush(_ event: String?) -> Bool { event.map { pushes.isEmpty || pushes.contains($0) } ?? true }

    func isPing(_ event: String?) -> Bool { event.map { pings.contains($0) } ?? false }

    /// What tells one delivery from another; nil where the provider says nothing.
    func delivery(of call: Call) -> String? {
        deliveryHeaders.lazy.compactMap { call.header($0) }.first { !$0.isEmpty }
    }
}

/// Header names in lower case.
let webhookProviders: [WebhookProvider] = [
    // https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries
    WebhookProvider(
        name: "github", proofs: [.init(header: "x-hub-signature-256", form: .digest(prefix: "sha256="))],
        eventHeaders: ["x-github-event"], pushes: ["push"], pings: ["ping"], deliveryHeaders: ["x-github-delivery"]),
    // https://docs.gitlab.com/user/project/integrations/webhooks/#delivery-headers; X-Gitlab-Event-UUID is shared by
    // hooks that call each other, so it names no delivery.
    WebhookProvider(
        name: "gitlab", proofs: [.init(header: "x-gitlab-token", form: .secret)], eventHeaders: ["x-gitlab-event"],
        pushes: ["Push Hook", "Tag Push Hook", "System Hook"], deliveryHeaders: ["idempotency-key"]),
    // https://docs.gitea.com/usage/webhooks; Forgejo and Gogs are its relatives and use the same form.
    WebhookProvider(
        name: "gitea",
        proofs: [
            .init(header: "x-gitea-signature", form: .digest(prefix: "")),
            .init(header: "x-forgejo-signature", form: .digest(prefix: "")),
            .init(header: "x-gogs-signature", form: .digest(prefix: "")),
            .init(header: "x-hub-signature-256", form: .digest(prefix: "sha256=")),
        ],
        eventHeaders: ["x-gitea-event", "x-forgejo-event", "x-gogs-event"], pushes: ["push"], pings: ["ping"],
        deliveryHeaders: ["x-gitea-delivery", "x-forgejo-delivery", "x-gogs-delivery"]),
    // https://confluence.atlassian.com/bitbucketserver/event-payload-938025882.html and
    // https://support.atlassian.com/bitbucket-cloud/docs/event-payloads/
    WebhookProvider(
        name: "bitbucket", proofs: [.init(header: "x-hub-signature", form: .digest(prefix: "sha256="))],
        eventHeaders: ["x-event-key"], pushes: ["repo:push", "repo:refs_changed", "mirror:repo_synchronized"],
        pings: ["diagnostics:ping"], deliveryHeaders: ["x-request-uuid", "x-request-id"]),
    WebhookProvider(
        name: "generic",
        proofs: [
            .init(header: "x-signature-256", form: .digest(prefix: "sha256=")),
            .init(header: "x-hub-signature-256", form: .digest(prefix: "sha256=")),
            .init(header: "x-signature", form: .digest(prefix: "sha256=")),
        ],
        eventHeaders: ["x-event"], pushes: ["push"], pings: ["ping"],
        deliveryHeaders: ["x-delivery", "x-request-id"]),
]
