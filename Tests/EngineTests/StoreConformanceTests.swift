import Engine
import TestSupport
import Testing

@Suite("The embedded cluster keeps the rules of every cluster")
struct StoreConformanceTests {
    @Test("in memory", arguments: Conformance.checks)
    func inMemory(check: Conformance.Check) async throws {
        let cluster = try await InProcessCluster()
        await cluster.start()
        let violations = await Conformance.violations(of: check, on: cluster)
        #expect(violations == [])
        await cluster.stop()
    }

    @Test("in virtual time", arguments: Conformance.checks)
    func inVirtualTime(check: Conformance.Check) async throws {
        let cluster = VirtualCluster(StoreTests.state())
        let violations = await Conformance.violations(of: check, on: cluster)
        #expect(violations == [])
    }
}
