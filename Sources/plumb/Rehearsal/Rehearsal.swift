import Apply
import ClusterAPI
import Diff
import Engine
import EngineStore
import Kinds
import Ledger
import Model
import Reconciler
import Render

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A revision carried out on a copy of a cluster, in virtual time, with nothing written anywhere.
struct Rehearsal {
    var application: String
    var revision: String
    var from: String
    var plan: Plan
    var changes: [Change]
    var facts: [Fact]
    var start: Instant
    var outcome: Outcome

    /// What the copy begins with: the cluster of a data folder and what an application applied to it, or nothing.
    struct Ground {
        var state: ClusterState
        var applied: [ObjectKey: Value] = [:]
        var owners: [ObjectKey: String] = [:]
        var revision = ""

        /// Reads, and writes nothing; a daemon may run on the folder meanwhile.
        init(_ folder: DataFolder?, application: String, settings: ClusterSettings) async throws {
            let now = SystemTime().now()
            var kept: KeptState?
            if let folder {
                if FileManager.default.fileExists(atPath: folder.cluster) {
                    kept = try await ClusterDatabase(path: folder.cluster).load()
                }
                if folder.hasLedger {
                    let ledger = try LedgerDatabase(path: folder.ledger)
                    applied = try await ledger.applied(application: application)
                    owners = try await ledger.owners()
                    revision = try await ledger.application(application).revision
                }
            }
            state = ClusterState(settings: settings, controllers: standardControllers, kept: kept, at: now)
            // What was under way when the copy was made, and what a new cluster makes of itself.
            state.advance(to: now)
            _ = state.takeWrites()
        }
    }

    init(
        _ rendering: Rendering, revision: String, on ground: Ground, settings: PlanSettings, timeout: Duration,
        rollback: Bool
    ) {
        let state = ground.state
        let application = settings.application
        let key = DigestKey.ephemeral()
        let desired = withConfigHashes(
            rendering.manifests.map { belonging($0, to: application) }, applied: { ground.applied[$0] },
            live: { state.object($0) }, digest: { key.digest($0) })
        var live: [ObjectKey: Value] = [:]
        for name in desired.map(\.key) + ground.applied.keys { live[name] = state.object(name) }
        let changes = Diff.changes(from: ground.applied, to: desired, over: live, settings: builtinChangeSettings)
        var plan = Apply.plan(
            changes, manifests: desired, live: { state.object($0) }, managed: ground.applied.count,
            served: state.resources, settings: settings)
        plan.problems = rendering.problems + Rehearsal.claimed(desired, ground.owners, application) + plan.problems
        var limits = TransactionSettings()
        limits.timeout = timeout
        limits.rollback = rollback
        let start = state.now
        let transaction = Transaction(
            id: "0", application: application, from: ground.revision, to: revision, plan: plan, settings: limits,
            at: start)
        var simulation = Simulation(transaction, on: SteppedState(state: state), at: start)
        outcome = simulation.run()
        facts = simulation.facts
        self.application = application
        self.revision = revision
        from = ground.revision
        self.plan = plan
        self.changes = changes
        self.start = start
    }

    private static func claimed(
        _ manifests: [Manifest], _ owners: [ObjectKey: String], _ application: String
    ) -> [Problem] {
        manifests.compactMap { manifest in
            guard let owner = owners[manifest.key], owner != application else { return nil }
            return Problem(
                "\(manifest.key.spoken) belongs to \"\(owner)\" already. Define it in one of them only.",
                origin: manifest.origin, object: manifest.key)
        }
    }

    var wouldCommit: Bool { if case .committed = outcome { true } else { false } }
}
