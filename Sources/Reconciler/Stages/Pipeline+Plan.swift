import Apply
import ClusterAPI
import Diff
import Model

extension Pipeline {
    /// The changes in order, and what can be said against them without asking the cluster.
    func planned(_ found: Differences, _ passage: Passage) async throws -> Planned {
        let claimed = await claim(found.gained, passage)
        let problems = passage.problems + claimed
        // What a file defines that cannot be read is not gone.
        let changes = passage.problems.isEmpty ? found.changes : found.changes.filter { $0.action != .delete }
        guard !changes.isEmpty else {
            guard problems.isEmpty else {
                await claims.release(of: settings.name, in: settings.cluster)
                throw Refusal(problems: problems)
            }
            return Planned(plan: Plan(), changes: [], applied: found.applied, locate: { _, _ in nil })
        }
        let locate = await locator(for: changes, in: passage.revision)
        var plan = plan(
            changes, manifests: passage.desired, live: { live($0, passage) }, managed: passage.base.count,
            served: try await cluster.resources(), settings: planSettings, locate: locate)
        let others = Set(claimed.compactMap(\.object))
        plan.problems = problems + plan.problems.filter { $0.object.map { !others.contains($0) } ?? true }
        return Planned(plan: plan, changes: changes, applied: found.applied, locate: locate)
    }

    var planSettings: PlanSettings {
        var rules = PlanSettings(application: settings.name)
        rules.prune = settings.prune
        rules.allowEmpty = settings.allowEmpty
        switch settings.maxPrune {
        case .number(let number): rules.maxPrune = .number(number)
        case .percent(let percent): rules.maxPrune = .percent(percent)
        }
        return rules
    }

    private func claim(_ gained: [ObjectKey], _ passage: Passage) async -> [Problem] {
        let held = await claims.claim(
            gained, for: settings.name, in: settings.cluster, where: { passage.desired.contains($0) })
        return passage.desired.inOrder(held.keys).map { manifest in
            Problem(
                "\(manifest.key.spoken) is claimed by the application \"\(settings.name)\" and already belongs "
                    + "to \"\(held[manifest.key] ?? "")\". Define it in one of them only.",
                origin: manifest.origin, object: manifest.key)
        }
    }
}

/// A plan, and what explaining it needs.
struct Planned: Sendable {
    var plan: Plan
    var changes: [Change]
    /// What the ledger's account will be otherwise afterwards.
    var applied: [ObjectKey: Value?]
    var locate: @Sendable (ObjectKey, FieldPath) -> Origin?
}
