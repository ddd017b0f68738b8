import Apply
import Diff
import Ledger
import Model

extension Pipeline {
    /// What has to change. Objects that neither the revision nor the cluster touched since they were last found in sync
    /// are not looked at again.
    ///
    /// - Parameters:
    ///   - isRebuilt: nobody has written down yet what was applied, be it as it is wanted or not.
    ///   - fights: fields that are not healed yet.
    func differences(
        from base: [ObjectKey: Value], isRebuilt: Bool, leaving fights: Fights, _ run: SyncMachine.Run
    ) -> Differences {
        var found = standing.compare(from: base, settings: changeSettings, key: ledger.digestKey)
        if isRebuilt {
            for (key, object) in base where found.applied[key] == nil { found.applied[key] = .some(object) }
        }
        found.changes = Hooks.removed(from: found.changes)
        if run.kind == .heal, !run.isCheckOnly, !fights.isEmpty {
            let now = time.now()
            found.changes.removeAll { change in
                change.healed.allSatisfy { fights.isResting(change.key, $0.path, at: now) } && change.action != .delete
            }
        }
        return found
    }

    var changeSettings: ChangeSettings {
        var rules = Apply.changeSettings(knowing: customKinds.all)
        rules.ignore = settings.ignore.map { rule in
            IgnoreRule(
                kind: rule.kind.isEmpty ? "*" : rule.kind, name: rule.name.isEmpty ? "*" : rule.name,
                fields: rule.fields.compactMap { FieldPattern($0) })
        }
        return rules
    }
}
