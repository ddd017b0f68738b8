import Hummingbird
public import Logging
public import Reconciler
public import ServiceLifecycle

/// The daemon's HTTP surface: webhooks, the control API, metrics and pages.
public struct ConsoleServer: Service {
    private let daemon: Daemon
    private let host: String
    private let port: Int
    private let token: String
    private let webhooks: [String: Configuration.Webhook]
    private let logger: Logger
    private let bound: AsyncStream<Int>
    private let bind: AsyncStream<Int>.Continuation

    /// - Parameters:
    ///   - port: 0 takes any free port.
    ///   - token: the bearer token that whatever changes something wants.
    ///   - webhooks: by provider; deliveries of others are refused.
    public init(
        daemon: Daemon, host: String, port: Int, token: String, webhooks: [String: Configuration.Webhook],
        logger: Logger
    ) {
        self.daemon = daemon
        self.host = host
        self.port = port
        self.token = token
        self.webhooks = webhooks
        self.logger = logger
        (bound, bind) = AsyncStream.makeStream()
    }

    /// The port that answers, once it does; nil where the server ended before.
    public var listeningPort: Int? { get async { await bound.first { _ in true } } }

    public func run() async throws {
        defer { bind.finish() }
        let router = Router()
        router.get("/healthz") { _, _ in "ok\n" }
        let bind = bind
        let application = Application(
            router: router, configuration: .init(address: .hostname(host, port: port)),
            onServerRunning: { channel in bind.yield(channel.localAddress?.port ?? 0) }, logger: logger)
        try await application.run()
    }
}
