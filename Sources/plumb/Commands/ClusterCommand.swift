import APIServer
import ArgumentParser
import Engine
import EngineStore
import Model
import Reconciler
import ServiceLifecycle
import UnixSignals

struct ClusterCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cluster", abstract: "Run the embedded cluster alone, with its Kubernetes API.",
        discussion: "kubectl --kubeconfig DATA/kubeconfig get nodes")

    @OptionGroup var data: DataOptions
    @Option(help: "A configuration file; its first embedded cluster says how pods behave.")
    var config: String?
    @Option(help: "Where the Kubernetes API listens: HOST:PORT; port 0 picks one.")
    var apiListen = "127.0.0.1:0"

    func run() async throws {
        try await reportingFailures {
            guard let listen = ListenAddress(apiListen) else {
                throw CommandFailure("\"\(apiListen)\" is no address to listen on; write it as in 127.0.0.1:6443.")
            }
            let folder = DataFolder(data.data)
            try folder.make()
            let lock = try DataFolderLock(folder)
            let wanted = try config.map { try loadConfiguration($0) } ?? Configuration()
            var settings = ClusterSettings()
            for case .embedded(let embedded) in wanted.clusters.sorted(by: { $0.key < $1.key }).map(\.value).prefix(1) {
                settings = try ClusterSettings(embedded)
            }
            let cluster = try await InProcessCluster(
                settings: settings, controllers: standardControllers,
                persistence: try ClusterDatabase(path: folder.cluster))
            await cluster.start()
            let logger = makeLogger()
            let server = KubernetesAPI(
                cluster: cluster, listen: listen, dataFolder: folder.path, token: try folder.ensureToken(),
                logger: logger.quieter)
            let group = ServiceGroup(
                configuration: .init(
                    services: [
                        .init(service: server),
                        .init(
                            service: ReadyLine(server: server, folder: folder),
                            successTerminationBehavior: .gracefullyShutdownGroup),
                    ], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger.quietest))
            try await group.run()
            await cluster.stop()
            withExtendedLifetime(lock) {}
        }
    }
}

/// Says where the cluster answers, once it does.
private struct ReadyLine: Service {
    let server: KubernetesAPI
    let folder: DataFolder

    func run() async throws {
        let url = try await server.url
        Terminal.note("The cluster answers at \(url)\n  kubectl --kubeconfig \(folder.kubeconfig) get all -A")
        try? await gracefulShutdown()
    }
}
