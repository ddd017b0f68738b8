import APIServer
import Apply
import ClusterAPI
import Engine
import EngineStore
import Kubernetes
import Ledger
import Logging
import Model
import Reconciler

/// The parts of one running plumb, put together: the only place that knows which clusters there are.
struct Assembly {
    let folder: DataFolder
    let lock: DataFolderLock
    let ledger: LedgerDatabase
    let token: String
    /// The embedded clusters, by name.
    let embedded: [String: InProcessCluster]
    /// Those of others, by name.
    let remote: [String: RemoteCluster]
    let daemon: Daemon
    let logger: Logger

    init(folder: DataFolder, configuration: Configuration, logger: Logger) async throws {
        self.folder = folder
        self.logger = logger
        try folder.make()
        lock = try DataFolderLock(folder)
        token = try folder.ensureToken()
        ledger = try LedgerDatabase.repairing(
            path: folder.ledger, isExpected: folder.hasRun, at: Apply.SystemTime().now())
        if let notice = ledger.notice { logger.critical("\(notice)") }
        // What can be wrong with a kubeconfig is said before anything is started.
        let remote = try Self.remoteClusters(configuration)
        do {
            embedded = try await Self.embeddedClusters(configuration, folder)
        } catch {
            for cluster in remote.values { await cluster.shutdown() }
            throw error
        }
        for cluster in embedded.values { await cluster.start() }
        self.remote = remote
        let clusters = embedded.mapValues { $0 as any Cluster }.merging(remote) { own, _ in own }
        daemon = Daemon(data: folder.path, clusters: clusters, ledger: ledger, logger: logger)
    }

    private static func remoteClusters(_ configuration: Configuration) throws -> [String: RemoteCluster] {
        let places = configuration.clusters.compactMapValues { ClusterPlace($0) }
        for (name, place) in places.sorted(by: { $0.key < $1.key }) {
            do {
                try RemoteCluster.check(place)
            } catch {
                throw CommandFailure("the cluster \"\(name)\": \(error)")
            }
        }
        return try places.mapValues { try RemoteCluster($0, agent: "plumb/\(plumbVersion)") }
    }

    private static func embeddedClusters(
        _ configuration: Configuration, _ folder: DataFolder
    ) async throws -> [String: InProcessCluster] {
        var embedded: [String: InProcessCluster] = [:]
        for (name, choice) in configuration.clusters {
            guard case .embedded(let wanted) = choice else { continue }
            let file = name == "local" ? folder.cluster : "\(folder.path)/cluster-\(name).sqlite"
            embedded[name] = try await InProcessCluster(
                settings: try ClusterSettings(wanted), controllers: standardControllers,
                persistence: try ClusterDatabase(path: file))
        }
        return embedded
    }

    /// Returns when everything is on disk.
    func stop() async {
        for cluster in embedded.values { await cluster.stop() }
        for cluster in remote.values { await cluster.shutdown() }
        await ledger.rest()
    }
}
