import Hummingbird
public import Logging
public import Reconciler
public import ServiceLifecycle

/// The daemon's HTTP surface: webhooks, the control API, metrics and pages.
public struct ConsoleServer: Service {
    private let console: Console
    private let host: String
    private let port: Int
    private let logger: Logger
    private let bound: AsyncStream<Int>
    private let bind: AsyncStream<Int>.Continuation

    /// - Parameters:
    ///   - port: 0 takes any free port.
    ///   - token: the bearer token that whatever changes something wants.
    ///   - webhooks: by provider; deliveries of others are refused.
    ///   - version: what runs, for whoever asks.
    public init(
        daemon: Daemon, host: String, port: Int, token: String, webhooks: [String: Configuration.Webhook],
        version: String = "unknown", logger: Logger
    ) {
        console = Console(daemon: daemon, token: token, webhooks: webhooks, version: version, logger: logger)
        self.host = host
        self.port = port
        self.logger = logger
        (bound, bind) = AsyncStream.makeStream()
    }

    /// The port that answers, once it does; nil where the server ended before.
    public var listeningPort: Int? { get async { await bound.first { _ in true } } }

    public func run() async throws {
        defer { bind.finish() }
        let facts = console.daemon.facts.stream()
        let (console, bind, logger) = (console, bind, logger)
        let application = Application(
            responder: ConsoleResponder(console: console),
            server: .http1(configuration: .init(idleTimeout: .seconds(60))),
            configuration: .init(address: .hostname(host, port: port)),
            onServerRunning: { channel in bind.yield(channel.localAddress?.port ?? 0) }, logger: logger)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await console.meter.follow(facts, console.daemon.ledger, logger) }
            defer { group.cancelAll() }
            try await application.run()
        }
    }
}
