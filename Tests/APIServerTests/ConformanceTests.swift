import Engine
import TestSupport
import Testing

/// The suite that every cluster answers to, over HTTP and TLS: the server adds and loses nothing.
@Suite("The rules of every cluster, through the server")
struct ConformanceTests {
    @Test("a cluster behind its server keeps the rules", arguments: Conformance.checks)
    func rule(check: Conformance.Check) async throws {
        let cluster = try await InProcessCluster()
        await cluster.start()
        let violations = try await RunningServer.with(cluster) {
            await Conformance.violations(of: check, on: $0.cluster)
        }
        await cluster.stop()
        #expect(violations == [])
    }
}
