import Apply
import ClusterAPI
import Diff
import Git
import Ledger
import Logging
import Model

/// The product on one screen: what happens to one revision.
struct Pipeline: Sendable {
    let settings: ApplicationSettings
    let mirror: any RevisionSource
    let cluster: any Cluster
    let cache: LiveCache
    let ledger: LedgerDatabase
    let claims: Claims
    let facts: Facts
    let time: any TimeSource
    let logger: Logger
    let stopping = Stopping()
    let standing: KeptStanding
    let customKinds = KnownCustomKinds()
    let explanation = Explanation()
    let told = Told()

    /// Nothing it meets is thrown: whatever happens is one of the results.
    func run(
        _ run: SyncMachine.Run, transaction id: String, base: [ObjectKey: Value], record: ApplicationRecord,
        isBaseLost: Bool = false, leaving resting: Fights = Fights()
    ) async -> Passed {
        if run.kind == .recovery { return await recover(run) }
        do {
            let revision = try await mirror.revision(run.revision)  // Git
            let rendered = try await rendered(revision)  // Render
            try await follow(rendered.manifests)  // ClusterAPI
            let base = isBaseLost ? try await rebuiltBase(for: rendered.manifests) : base
            let found = differences(from: base, isRebuilt: isBaseLost, leaving: resting, run)  // Diff
            let passage = Passage(
                run: run, id: id, revision: revision, desired: rendered.manifests, base: base, record: record,
                problems: rendered.problems)
            let planned = try await planned(found, passage)
            return try await carryOut(planned, passage)  // Apply
        } catch {
            return await refuse(error, run: run, id: id, record: record)
        }
    }
}
