import Apply
import Diff
import Ledger
import Model

extension Pipeline {
    /// What has to change. Objects that neither the revision nor the cluster touched since they were last found in sync
    /// are not looked at again.
    func differences(from base: [ObjectKey: Value]) -> Differences {
        standing.compare(from: base, settings: changeSettings, key: ledger.digestKey)
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
