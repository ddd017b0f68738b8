import Ledger
import Logging
import Model
import Reconciler

/// Answers calls. Knows nothing of sockets.
struct Console: Sendable {
    let daemon: Daemon
    let token: [UInt8]
    let webhooks: [String: Configuration.Webhook]
    let meter: Meter
    let deliveries = Deliveries()
    /// Bodies of webhooks that are being read, and listeners to events.
    let readers = Turnstile(limit: 32)
    let listeners = Turnstile(limit: 64)
    let version: String
    let logger: Logger
    let clock: @Sendable () -> Instant

    init(
        daemon: Daemon, token: String, webhooks: [String: Configuration.Webhook], version: String, logger: Logger,
        clock: @escaping @Sendable () -> Instant = systemClock
    ) {
        self.daemon = daemon
        self.token = Array(token.utf8)
        self.webhooks = webhooks
        self.version = version
        self.logger = logger
        self.clock = clock
        meter = Meter(startedAt: clock())
    }

    var ledger: LedgerDatabase { daemon.ledger }

    /// Whatever happens is an answer.
    func answer(_ call: Call, _ body: UnreadBody) async -> Answer {
        do {
            return try await respond(to: call, body)
        } catch let complaint as Complaint {
            return complaint.answer
        } catch {
            logger.error("a request could not be answered", metadata: ["error": "\(error)"])
            return Complaint.internalError.answer
        }
    }

    private func respond(to call: Call, _ body: UnreadBody) async throws -> Answer {
        switch route(call.method, call.path) {
        case .nothing: throw Complaint.notFound("There is nothing here. /v1/openapi.json says what there is.")
        case .otherMethods(let methods):
            var answer = Complaint(405, "Method Not Allowed", "This answers to \(methods.joined(separator: ", ")).")
                .answer
            answer.headers.append(("Allow", methods.joined(separator: ", ")))
            return answer
        case .found(let route, let arguments):
            if route.guarded == .token { try checkToken(call) }
            return try await perform(route.operation, call, arguments, body)
        }
    }

    private func perform(
        _ operation: Route.Operation, _ call: Call, _ arguments: [String: String], _ body: UnreadBody
    ) async throws -> Answer {
        let name = arguments["name"] ?? ""
        switch operation {
        case .page: return try await page()
        case .transactionPage: return try await transactionPage(arguments["id"] ?? "")
        case .health: return .text("ok\n")
        case .readiness: return try await readiness()
        case .metrics: return await metrics()
        case .webhook: return try await webhook(arguments["provider"] ?? "", call, body)
        case .applications: return await applications()
        case .application: return .json(await (try loop(name)).status().json)
        case .resources: return .json(["resources": Value(await (try loop(name)).resources())])
        case .difference: return try await difference(of: name, call)
        case .command: return try await command(arguments["action"] ?? "", for: name, call, body)
        case .transactions: return try await transactions(call)
        case .transaction: return .json(try await transaction(arguments["id"] ?? "").json(isWhole: true))
        case .audit: return try await audit(call)
        case .events: return try await events(call)
        case .openAPI: return .json(openAPIDocument(version: version))
        }
    }

    /// `Authorization: Bearer TOKEN`.
    private func checkToken(_ call: Call) throws(Complaint) {
        let given = call.header("authorization") ?? ""
        let scheme = given.prefix { $0 != " " }
        let word = given.dropFirst(scheme.count).drop { $0 == " " }
        guard scheme.lowercased() == "bearer", !token.isEmpty, isSameSecret(word.utf8, token) else {
            throw .unauthorized("This wants the bearer token, which is in the file `token` of the data folder.")
        }
    }

    /// The application's loop; 404 where there is none of that name.
    func loop(_ name: String) async throws(Complaint) -> SyncLoop {
        guard let loop = await daemon.loop(name) else {
            throw .notFound("There is no application of that name. /v1/applications lists those there are.")
        }
        return loop
    }
}
