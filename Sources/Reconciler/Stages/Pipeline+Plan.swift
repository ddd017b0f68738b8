import Apply
import ClusterAPI
import Diff
import Model

extension Pipeline {
    /// The changes in order, and what can be said against them without asking the cluster.
    func planned(_ changes: [Change], _ passage: Passage, live: [ObjectKey: Value]) async throws -> Planned {
        let claimed = await claim(passage)
        let problems = passage.problems + claimed
        // What a file defines that cannot be read is not gone.
        let changes = passage.problems.isEmpty ? changes : changes.filter { $0.action != .delete }
        guard !changes.isEmpty else {
            guard problems.isEmpty else {
                await claims.settle(Set(passage.base.keys), of: settings.name, in: settings.cluster)
                throw Refusal(problems: problems)
            }
            return Planned(plan: Plan(), changes: [], locate: { _, _ in nil })
        }
        let locate = await locator(for: changes, passage.desired, in: passage.revision)
        var plan = plan(
            changes, manifests: passage.desired, live: { live[$0] }, managed: passage.base.count,
            served: try await cluster.resources(), settings: planSettings, locate: locate)
        let others = Set(claimed.compactMap(\.object))
        plan.problems = problems + plan.problems.filter { $0.object.map { !others.contains($0) } ?? true }
        return Planned(plan: plan, changes: changes, locate: locate)
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

    private func claim(_ passage: Passage) async -> [Problem] {
        let held = await claims.claim(passage.desired.map(\.key), for: settings.name, in: settings.cluster)
        guard !held.isEmpty else { return [] }
        return passage.desired.compactMap { manifest in
            held[manifest.key].map { owner in
                Problem(
                    "\(manifest.key.spoken) is claimed by the application \"\(settings.name)\" and already belongs "
                        + "to \"\(owner)\". Define it in one of them only.",
                    origin: manifest.origin, object: manifest.key)
            }
        }
    }
}

/// A plan, and what explaining it needs.
struct Planned: Sendable {
    var plan: Plan
    var changes: [Change]
    var locate: @Sendable (ObjectKey, FieldPath) -> Origin?
}
