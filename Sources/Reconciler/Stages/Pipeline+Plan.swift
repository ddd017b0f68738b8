import Apply
import ClusterAPI
import Diff
import Model

extension Pipeline {
    /// The changes in order, and what can be said against them without asking the cluster.
    func planned(_ found: Differences, _ passage: Passage) async throws -> Planned {
        let claimed = try await claim(found.gained, passage)
        let problems = passage.problems + claimed
        // What a file defines that cannot be read is not gone.
        var changes = found.changes
        if passage.problems.isEmpty {
            changes = try await leavingAwaited(changes, passage)
        } else {
            changes.removeAll { $0.action == .delete }
        }
        let takenOver = await takeOver(&changes, passage)
        let hooks = Hooks.due(
            Hooks.all(of: passage.desired), passage.run, applied: found.applied, isChanged: !changes.isEmpty)
        guard !changes.isEmpty || !hooks.isEmpty else {
            guard problems.isEmpty else {
                await claims.release(of: settings.name, in: settings.cluster)
                throw Refusal(problems: problems, isContested: !claimed.isEmpty)
            }
            return Planned(plan: Plan(), changes: [], applied: found.applied, locate: { _, _ in nil })
        }
        let locate = await locator(for: changes, in: passage.revision)
        var rules = planSettings
        rules.allowPrune = passage.run.wake.allowPrune
        rules.takesOver = takenOver
        // What is remembered of hooks is no object that is kept.
        let managed = passage.base.count - hooks.count { passage.base[$0.key] != nil }
        var plan = plan(
            changes, manifests: passage.desired, hooks: hooks, live: { live($0, passage) }, managed: managed,
            served: try await cluster.resources(), settings: rules, locate: locate)
        let others = Set(claimed.compactMap(\.object))
        plan.problems = problems + plan.problems.filter { $0.object.map { !others.contains($0) } ?? true }
        return Planned(
            plan: plan, changes: changes, applied: found.applied, isContested: !claimed.isEmpty, locate: locate)
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

    /// Claims what the revision defines; says what others hold. Throws where they may be about to give it up.
    private func claim(_ gained: [ObjectKey], _ passage: Passage) async throws -> [Problem] {
        let held = await claims.claim(
            gained, for: settings.name, in: settings.cluster, at: passage.revision.id,
            where: { passage.desired.contains($0) })
        if held.isEmpty { return [] }
        let waits = held.filter { $0.value.mayGiveUp }
        if passage.run.waited < .seconds(60), waits.count == held.count,
            let first = waits.min(by: { $0.key < $1.key })
        {
            throw Waiting(
                reason: "waits for the application \"\(first.value.owner)\" to take up the same commit: it holds "
                    + "\(first.key.spoken)" + (waits.count > 1 ? " and \(waits.count - 1) more" : ""))
        }
        return passage.desired.inOrder(held.keys).map { manifest in
            Problem(
                "\(manifest.key.spoken) is claimed by the application \"\(settings.name)\" and already belongs "
                    + "to \"\(held[manifest.key]?.owner ?? "")\". Define it in one of them only.",
                origin: manifest.origin, object: manifest.key)
        }
    }

    /// Without deletes of what another application waits for.
    private func leavingAwaited(_ changes: [Change], _ passage: Passage) async throws -> [Change] {
        let deletes = changes.filter { $0.action == .delete }.map(\.key)
        if deletes.isEmpty { return changes }
        if passage.run.kind == .sync, passage.run.waited < .seconds(2) {
            let others = await claims.undeclared(
                besides: settings.name, in: settings.cluster, at: passage.revision.id)
            if let first = others.first {
                throw Waiting(reason: "waits a moment for \"\(first)\" to read the same commit before it prunes")
            }
        }
        let awaited = await claims.awaited(deletes, besides: settings.name, in: settings.cluster)
        return awaited.isEmpty ? changes : changes.filter { $0.action != .delete || !awaited.contains($0.key) }
    }

    /// Objects that another application of this daemon has let go of, though its mark is still on them: what that had
    /// applied, as far as they tell it themselves, is the base of their changes.
    private func takeOver(_ changes: inout [Change], _ passage: Passage) async -> Set<ObjectKey> {
        var found: Set<ObjectKey> = []
        for index in changes.indices where changes[index].action == .update && changes[index].base == nil {
            let key = changes[index].key
            guard let live = changes[index].live, let owner = live.label("plumb.dev/application"),
                owner != settings.name, await claims.hasLetGo(key, owner, in: settings.cluster),
                let desired = changes[index].desired, let origin = changes[index].origin
            else { continue }
            found.insert(key)
            let manifest = Manifest(key: key, object: desired, origin: origin)
            let base = received(manifest, live)
            if let change = change(of: manifest, base: base, live: live, settings: changeSettings) {
                changes[index] = change
            }
        }
        return found
    }
}

/// Another application has to act first.
struct Waiting: Error {
    var reason: String
}

/// A plan, and what explaining it needs.
struct Planned: Sendable {
    var plan: Plan
    var changes: [Change]
    /// What the ledger's account will be otherwise afterwards.
    var applied: [ObjectKey: Value?]
    /// Another application holds what it defines.
    var isContested = false
    var locate: @Sendable (ObjectKey, FieldPath) -> Origin?
}
