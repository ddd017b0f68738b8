import APIServer
import Console
import Logging
import Model
import Reconciler
import ServiceLifecycle
import UnixSignals

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif
#if canImport(Glibc)
    import Glibc
#endif

/// The daemon as a group of services: started in order, stopped in reverse on SIGTERM and SIGINT.
struct DaemonServer {
    let assembly: Assembly
    let configuration: Configuration
    /// Watched for changes; nil where the application came from flags.
    let configurationFile: String?
    /// Reads the configuration anew.
    let reread: @Sendable () throws -> Configuration
    private let ending = Ending()

    init(
        assembly: Assembly, configuration: Configuration, configurationFile: String?,
        reread: @escaping @Sendable () throws -> Configuration
    ) {
        self.assembly = assembly
        self.configuration = configuration
        self.configurationFile = configurationFile
        self.reread = reread
    }

    /// Ends `run`, as SIGTERM does.
    func stop() { ending.end() }

    func run() async throws {
        let (host, port) = try listenAddress(configuration.listen)
        guard let apiListen = ListenAddress(configuration.apiListen) else {
            throw CommandFailure(
                "\"\(configuration.apiListen)\" is no address to listen on; write it as in 127.0.0.1:6443.")
        }
        var services: [any Service] = []
        var api: KubernetesAPI?
        if let local = assembly.embedded["local"] ?? assembly.embedded.sorted(by: { $0.key < $1.key }).first?.value {
            let server = KubernetesAPI(
                cluster: local, listen: apiListen, dataFolder: assembly.folder.path, token: assembly.token,
                logger: assembly.logger.quieter)
            services.append(server)
            api = server
        }
        services.append(DaemonService(daemon: assembly.daemon, applications: configuration.applications))
        let console = ConsoleServer(
            daemon: assembly.daemon, host: host, port: port, token: assembly.token, webhooks: configuration.webhooks,
            version: plumbVersion, logger: assembly.logger.quieter)
        services.append(console)
        services.append(
            Announcement(
                folder: assembly.folder, console: console, host: host, api: api, clusters: configuration.clusters,
                logger: assembly.logger))
        if let configurationFile {
            services.append(
                ConfigurationFollower(
                    file: configurationFile, daemon: assembly.daemon, started: configuration, reread: reread,
                    logger: assembly.logger))
        }
        services.append(ending)
        let group = ServiceGroup(
            configuration: .init(
                services: services.map { .init(service: $0, successTerminationBehavior: .gracefullyShutdownGroup) },
                gracefulShutdownSignals: [.sigterm, .sigint], logger: assembly.logger.quietest))
        do {
            try await group.run()
        } catch {
            await assembly.daemon.stop()
            await assembly.stop()
            unlink(assembly.folder.address)
            throw CommandFailure("plumb cannot run: \(error)")
        }
        await assembly.stop()
        unlink(assembly.folder.address)
    }
}

extension Logger {
    /// For libraries: what they say below a warning is theirs.
    var quieter: Logger {
        var logger = self
        if logger.logLevel > .debug { logger.logLevel = .warning }
        return logger
    }

    /// For service groups, which describe whole services at the lower levels, the token in them included.
    var quietest: Logger {
        var logger = self
        logger.logLevel = max(logger.logLevel, .warning)
        return logger
    }
}

/// Reads `HOST:PORT`; IPv6 hosts stand in brackets.
func listenAddress(_ text: String) throws -> (host: String, port: Int) {
    guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
        (0...65535).contains(port)
    else { throw CommandFailure("\"\(text)\" is no address to listen on; write it as in 127.0.0.1:8080.") }
    let host = text[..<colon].filter { $0 != "[" && $0 != "]" }
    return (host.isEmpty ? "0.0.0.0" : host, port)
}

/// Runs the applications' loops until the group stops, and brings what runs to its end then.
private struct DaemonService: Service {
    let daemon: Daemon
    let applications: [ApplicationSettings]

    func run() async throws {
        try await daemon.configure(applications)
        try? await gracefulShutdown()
        await daemon.stop()
    }
}

/// Writes `address.json` once console and API answer, and says so.
private struct Announcement: Service {
    let folder: DataFolder
    let console: ConsoleServer
    let host: String
    let api: KubernetesAPI?
    let clusters: [String: Configuration.ClusterChoice]
    let logger: Logger

    func run() async throws {
        guard let port = await console.listeningPort else { return }
        let reachable = host == "0.0.0.0" || host == "::" ? "127.0.0.1" : host
        let consoleURL = "http://\(reachable.contains(":") ? "[\(reachable)]" : reachable):\(port)"
        let apiURL = try await api?.url ?? ""
        var address: Value = ["console": Value(consoleURL), "api": Value(apiURL), "pid": Value(Int(getpid()))]
        var kubeconfig = folder.kubeconfig
        if api == nil, let choice = clusters.sorted(by: { $0.key < $1.key }).first?.value,
            case .kubeconfig(let file, let context) = choice
        {
            // For `plumb get`, which looks at the same cluster then.
            kubeconfig = file
            address["kubeconfig"] = Value(file)
            if !context.isEmpty { address["context"] = Value(context) }
        }
        try folder.writePrivately(address.json + "\n", to: folder.address)
        logger.notice(
            "plumb runs",
            metadata: ["console": "\(consoleURL)", "api": "\(apiURL)", "kubeconfig": "\(kubeconfig)"])
        try? await gracefulShutdown()
    }
}

/// Takes up a changed configuration file, on SIGHUP or by itself. A bad one is said, and the old one stays.
private struct ConfigurationFollower: Service {
    let file: String
    let daemon: Daemon
    /// What the daemon was started with: all but its applications stays until it is started again.
    let started: Configuration
    let reread: @Sendable () throws -> Configuration
    let logger: Logger

    func run() async throws {
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                for await _ in await UnixSignalsSequence(trapping: .sighup) { await reload() }
            }
            group.addTask {
                var last = modified()
                while (try? await Task.sleep(for: .seconds(1))) != nil {
                    let now = modified()
                    if now != last { await reload() }
                    last = now
                }
            }
            try? await gracefulShutdown()
            group.cancelAll()
        }
    }

    private func reload() async {
        do {
            var wanted = try reread()
            try await daemon.configure(wanted.applications)
            logger.notice("the configuration was read again", metadata: ["file": "\(file)"])
            wanted.applications = started.applications
            if wanted != started {
                logger.warning("data, listen, apiListen, clusters and webhooks change when plumb is started again")
            }
        } catch {
            logger.error("the changed configuration is not used; the one before stays", metadata: ["error": "\(error)"])
        }
    }

    /// Changes whenever the file does.
    private func modified() -> [String] {
        guard let known = try? FileManager.default.attributesOfItem(atPath: file) else { return [] }
        return [FileAttributeKey.modificationDate, .systemFileNumber, .size].map { key in
            known[key].map { ($0 as? Date).map { "\($0.timeIntervalSince1970)" } ?? "\($0)" } ?? ""
        }
    }
}

/// Ends the group that it belongs to when it is told to.
private struct Ending: Service {
    private let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    init() { (stream, continuation) = AsyncStream.makeStream() }

    func end() { continuation.finish() }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            for await _ in stream {}
        }
    }
}
