import APIServer
import ClusterAPI
import Foundation
import Kubernetes
import Logging
import ServiceLifecycle

/// A cluster behind an API server of its own, and the client that is tested.
struct Served: Sendable {
    let folder: String
    let remote: RemoteCluster

    var kubeconfig: String { "\(folder)/kubeconfig" }

    static func with<Result: Sendable>(
        _ cluster: any Cluster, settings: TransportSettings = TransportSettings(),
        _ work: @Sendable (Served) async throws -> Result
    ) async throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appending(path: "plumb-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var logger = Logger(label: "test")
        logger.logLevel = .error
        let server = KubernetesAPI(cluster: cluster, dataFolder: folder, token: "right-token", logger: logger)
        let group = ServiceGroup(services: [server], logger: logger)
        return try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            _ = try await server.address
            let remote = try RemoteCluster(.kubeconfig(file: "\(folder)/kubeconfig", context: ""), settings: settings)
            let result: Swift.Result<Result, any Error>
            do {
                result = .success(try await work(Served(folder: folder, remote: remote)))
            } catch {
                result = .failure(error)
            }
            await remote.shutdown()
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
            return try result.get()
        }
    }
}
