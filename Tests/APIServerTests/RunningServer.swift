import APIServer
import AsyncHTTPClient
import ClusterAPI
import Foundation
import Kubernetes
import Logging
import Model
import ServiceLifecycle

/// A server on a free port of the loopback interface, over a cluster, while the work goes on.
struct RunningServer: Sendable {
    let folder: String
    let address: ListenAddress
    let token: String
    let cluster: RemoteCluster
    let plain: RawClient

    var kubeconfig: String { "\(folder)/kubeconfig" }

    static func with<Result: Sendable>(
        _ cluster: any Cluster, _ work: @Sendable (RunningServer) async throws -> Result
    ) async throws -> Result {
        let folder = try makeTemporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let token = "token-\(UInt64.random(in: .min ... .max))"
        var logger = Logger(label: "test")
        logger.logLevel = .error
        let server = KubernetesAPI(cluster: cluster, dataFolder: folder, token: token, logger: logger)
        let group = ServiceGroup(services: [server], logger: logger)
        return try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            let authority: String
            let address = try await server.address
            authority = try String(contentsOfFile: "\(folder)/ca.crt", encoding: .utf8)
            let plain = try RawClient(url: "https://\(address)", token: token, authority: authority)
            let remote = try RemoteCluster(.kubeconfig(file: "\(folder)/kubeconfig", context: ""))
            let running = RunningServer(folder: folder, address: address, token: token, cluster: remote, plain: plain)
            let result: Swift.Result<Result, any Error>
            do { result = .success(try await work(running)) } catch { result = .failure(error) }
            try? await plain.client.shutdown()
            await remote.shutdown()
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
            return try result.get()
        }
    }
}
