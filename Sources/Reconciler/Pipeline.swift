import Apply
import ClusterAPI
import Diff
import Git
import Ledger
import Logging
import Model
import Render

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
    let renderer = Renderer()
    let inSync = InSync()
    let unchanged = Unchanged()
    let customKinds = KnownCustomKinds()

    /// Nothing it meets is thrown: whatever happens is one of the results.
    func run(
        _ run: SyncMachine.Run, transaction id: String, base: [ObjectKey: Value], record: ApplicationRecord
    ) async -> Passed {
        if run.kind == .recovery { return await recover(run, base: base) }
        do {
            let revision = try await mirror.revision(run.revision)  // Git
            let (rendered, number) = try await manifests(of: revision)  // Render
            if await unchanged.holds(for: number, of: base, in: cache) {
                let passage = Passage(
                    run: run, id: id, revision: revision, desired: rendered.manifests, base: base, record: record,
                    isUnchanged: true)
                return try await carryOut(Planned(plan: Plan(), changes: [], locate: { _, _ in nil }), passage)
            }
            let place = await cache.place
            let live = try await live(of: rendered.manifests, base: base)  // ClusterAPI
            let desired = rolling(rendered.manifests, base: base, live: live)
            let changes = differences(from: base, to: desired, over: live)  // Diff
            let passage = Passage(
                run: run, id: id, revision: revision, desired: desired, base: base, record: record,
                problems: rendered.problems)
            let planned = try await planned(changes, passage, live: live)
            unchanged.remember(changes.isEmpty && rendered.problems.isEmpty ? number : nil, at: place)
            return try await carryOut(planned, passage)  // Apply
        } catch {
            return await refuse(error, run: run, id: id, record: record)
        }
    }
}
