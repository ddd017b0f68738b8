import APIServer
import AsyncHTTPClient
import ClusterAPI
import Foundation
import Logging
import Model
import ServiceLifecycle

/// A server on a free port of the loopback interface, over a cluster, while the work goes on.
struct RunningServer: Sendable {
    let folder: String
    let address: ListenAddress
    let token: String
    let cluster: HTTPCluster

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
            let client = try HTTPCluster(url: "https://\(address)", token: token, authority: authority)
            let running = RunningServer(folder: folder, address: address, token: token, cluster: client)
            let result: Swift.Result<Result, any Error>
            do { result = .success(try await work(running)) } catch { result = .failure(error) }
            try? await client.client.shutdown()
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
            return try result.get()
        }
    }
}
