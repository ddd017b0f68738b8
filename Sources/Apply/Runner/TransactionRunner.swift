public import ClusterAPI
internal import Model

/// Carries a transaction out: the thin shell around `Transaction`, which decides everything. One runner for each.
public final class TransactionRunner: Sendable {
    let cluster: any Cluster
    let journal: any Journal
    let time: any TimeSource
    let report: @Sendable (Fact) -> Void

    /// `report` is called in the order things happen, and must not block.
    public init(
        cluster: any Cluster, journal: any Journal, time: any TimeSource = SystemTime(),
        report: @escaping @Sendable (Fact) -> Void = { _ in }
    ) {
        self.cluster = cluster
        self.journal = journal
        self.time = time
        self.report = report
    }

    /// Runs to the end of `transaction`. Returns when everything is committed, undone, or known to be stuck.
    public func run(_ transaction: Transaction) async -> Outcome {
        transaction.outcome ?? .stopped
    }

    /// Ends it as soon as it can be ended cleanly: before the first write at once, after the last one by finishing, in
    /// between by undoing. `run` returns then.
    public func stop() {}
}
