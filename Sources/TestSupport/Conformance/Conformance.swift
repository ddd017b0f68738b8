public import ClusterAPI
import Model

/// The rules that every `Cluster` keeps, as named checks: run on the embedded cluster itself, through its REST API, and
/// on whatever else speaks the protocol. Each check works in a namespace of its own that it makes and removes.
public struct Conformance: Sendable {
    /// One rule.
    public struct Check: Sendable {
        /// As a sentence.
        public var rule: String
        var run: @Sendable (ConformanceRun) async throws -> Void

        init(_ rule: String, _ run: @escaping @Sendable (ConformanceRun) async throws -> Void) {
            self.rule = rule
            self.run = run
        }
    }

    /// All of them.
    public static let checks: [Check] =
        objectChecks + conflictChecks + listChecks + watchChecks + patchChecks + applyChecks + deletionChecks
        + collectionChecks + namespaceChecks + serviceChecks + subresourceChecks

    /// Runs one check on a cluster and returns what it found wrong; empty where the rule holds.
    public static func violations(of check: Check, on cluster: any Cluster) async -> [String] {
        let run = ConformanceRun(cluster: cluster, namespace: ConformanceRun.freshNamespace())
        do {
            try await run.begin()
            try await check.run(run)
        } catch let failure as ConformanceFailure {
            run.note(failure.description)
        } catch {
            run.note("unexpected error: \(error)")
        }
        await run.end()
        return run.violations
    }
}
