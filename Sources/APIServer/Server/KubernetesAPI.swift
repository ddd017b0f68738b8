public import ClusterAPI
import Hummingbird
import HummingbirdTLS
public import Logging
import Model
import NIOCore
import NIOSSL
public import ServiceLifecycle

/// Serves a cluster as a Kubernetes REST API over TLS, for kubectl and every other client.
///
/// In the data folder it keeps an authority and a certificate of its own (`ca.crt`, `ca.key`, `apiserver.crt`,
/// `apiserver.key`) and the key of service accounts' tokens (`sa.key`), and writes `kubeconfig` once it listens. Keys and the kubeconfig can be read by their owner only.
/// `run()` serves until it is cancelled or asked to stop, and then ends open watches first.
public struct KubernetesAPI: Service {
    private let cluster: any Cluster
    private let listen: ListenAddress
    private let dataFolder: String
    private let token: String
    private let logger: Logger
    private let clock: @Sendable () -> Instant
    private let listening = Listening()

    /// - Parameters:
    ///   - listen: where to listen; port 0 takes any free port.
    ///   - dataFolder: an absolute path; made where it is not there.
    ///   - token: the bearer token that clients have to show. It is written to the kubeconfig only.
    public init(
        cluster: any Cluster, listen: ListenAddress = ListenAddress(), dataFolder: String, token: String, logger: Logger
    ) {
        self.cluster = cluster
        self.listen = listen
        self.dataFolder = dataFolder
        self.token = token
        self.logger = logger
        clock = systemClock
    }

    /// The address that answers, once it does. Throws what kept the server from listening.
    public var address: ListenAddress { get async throws { try await listening.address } }

    /// `https://127.0.0.1:8443`, for clients on this machine, once it answers.
    public var url: String { get async throws { "https://\(try await address.reachable)" } }

    public func run() async throws {
        do {
            try await serve()
            listening.fail(CancellationError())
        } catch {
            listening.fail(error)
            throw error
        }
    }

    /// Serves, and follows the cluster for what the answers depend on.
    private func serve() async throws {
        let identity = try TLSFolder(path: dataFolder).identity(hosts: hosts, at: clock())
        let key = try AccountKey(folder: dataFolder)
        let handler = APIHandler(cluster: cluster, token: Array(token.utf8), key: key, clock: clock)
        let secrets = TokenSecrets(cluster: cluster, key: key, authority: identity.authority, logger: logger)
        let application = try application(handler, identity)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await handler.access.run() }
            group.addTask { await secrets.run() }
            group.addTask { await handler.storeHealth.follow(cluster) }
            defer { group.cancelAll() }
            try await application.run()
        }
    }

    private func application(_ handler: APIHandler, _ identity: TLSIdentity) throws -> some ApplicationProtocol {
        var tls = TLSConfiguration.makeServerConfiguration(
            certificateChain: try NIOSSLCertificate.fromPEMBytes(Array(identity.certificate.utf8)).map {
                .certificate($0)
            },
            privateKey: .privateKey(try NIOSSLPrivateKey(bytes: Array(identity.key.utf8), format: .pem)))
        tls.minimumTLSVersion = .tlsv12
        tls.applicationProtocols = ["http/1.1"]
        return Application(
            responder: APIResponder(handler: handler, hosts: KnownHosts(listen)),
            server: try .tls(.http1(configuration: .init(idleTimeout: .seconds(300))), tlsConfiguration: tls),
            configuration: ApplicationConfiguration(address: .hostname(listen.host, port: listen.port)),
            onServerRunning: { channel in announce(channel.localAddress?.port, identity) }, logger: logger)
    }

    private func announce(_ port: Int?, _ identity: TLSIdentity) {
        let address = ListenAddress(host: listen.host, port: port ?? listen.port)
        do {
            let text = kubeconfig(
                server: "https://\(address.reachable)", authority: identity.authority, token: token)
            try PrivateFile.write(text, to: "\(dataFolder)/kubeconfig")
            listening.succeed(address)
        } catch {
            listening.fail(error)
        }
    }

    /// What the certificate has to name.
    private var hosts: [String] {
        let own = ["localhost", "127.0.0.1", "::1", "kubernetes", "kubernetes.default", "kubernetes.default.svc"]
        return listen.isWildcard || own.contains(listen.host) ? own : own + [listen.host]
    }
}
