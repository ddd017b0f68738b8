import Apply
import ClusterAPI
import Diff
import Git
import Ledger
import Logging
public import Model
import Render

extension SyncLoop {
    /// What a revision would change now, as `diff -o json` has it, Secret values redacted. Nothing is written, and
    /// nothing is remembered: the application goes on as if nobody had asked.
    ///
    /// - Parameter ref: a branch, a tag, a full or short commit; nil takes what the application follows.
    public func difference(to ref: String?) async throws(Objection) -> Value {
        let held = machine.record.revision
        let base = base
        do {
            let revision = if let ref { try await mirror.revision(ref) } else { try await mirror.update() }
            let tree = try await mirror.tree(of: revision.id)
            // A copy: the loop's own stays with the revision that it is at.
            var (standing, moved) = pipeline.standing.copy
            let step = standing.rendered.step(to: tree)
            let (bytes, rules) = try await pipeline.reading(step)
            standing.take(step, bytes: bytes, settings: rules)
            let desired = standing.rendered.manifests
            guard standing.rendered.problems.isEmpty else { throw Refusal(problems: standing.rendered.problems) }
            try await pipeline.follow(desired)
            let (key, objects) = (ledger.digestKey, cache.objects)
            let compared = standing.compare(
                moved, from: base, over: { objects[$0] }, settings: pipeline.changeSettings, digest: { key.digest($0) }
            )
            let found = Hooks.removed(from: compared.changes)
            let hooks = Hooks.all(of: desired)
            let isDue = !found.isEmpty || hooks.contains { compared.applied[$0.key] != nil }
            let plan = plan(
                found, manifests: desired, hooks: isDue ? hooks : [],
                live: { desired.contains($0) || base[$0] != nil ? objects[$0] : nil }, managed: base.count,
                served: try await pipeline.cluster.resources(), settings: pipeline.planSettings)
            return diffReport(
                from: held.isEmpty ? nil : held, to: revision.id, changes: found, order: plan.order,
                redactor: Redactor { key.digest($0) })
        } catch {
            throw objection(to: error)
        }
    }

    private func objection(to error: any Error) -> Objection {
        switch error {
        case let refusal as Refusal:
            return Objection(.unusable, refusal.problems.map(\.description).joined(separator: "\n"))
        case let trouble as GitTrouble: return Objection(trouble)
        case let error as ClusterError:
            return Objection(.unavailable, "the cluster \"\(clusterName)\" does not answer: \(error.message)")
        default:
            logger.error("a difference could not be worked out", metadata: ["error": "\(error)"])
            return Objection(.unavailable, "the difference could not be worked out; the daemon's log says why")
        }
    }
}

extension Objection {
    init(_ trouble: GitTrouble) {
        switch trouble.kind {
        case .refNotFound, .refAmbiguous: self.init(.notFound, trouble.message)
        case .invalid, .content, .tooLarge, .repositoryEmpty: self.init(.unusable, trouble.message)
        default: self.init(.unavailable, trouble.message)
        }
    }
}
