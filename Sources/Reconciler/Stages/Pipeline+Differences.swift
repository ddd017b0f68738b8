import Apply
import Diff
import Model

extension Pipeline {
    /// What has to change. Objects that neither the revision nor the cluster touched since they were last found in sync
    /// are not looked at again.
    func differences(
        from base: [ObjectKey: Value], to desired: [Manifest], over live: [ObjectKey: Value]
    ) -> [Change] {
        let known = inSync.versions
        var rules = changeSettings
        rules.mayHaveDrifted = { key in
            guard let version = known[key] else { return true }
            return live[key]?.resourceVersion != version
        }
        let found = changes(from: base, to: desired, over: live, settings: rules)
        let changed = Set(found.lazy.map(\.key))
        inSync.replace(
            desired.lazy.filter { !changed.contains($0.key) }.compactMap { manifest in
                live[manifest.key].map { (manifest.key, $0.resourceVersion) }
            }, without: changed)
        return found
    }

    /// How one live object differs from what was applied.
    func driftedFields(of key: ObjectKey, applied: Value, live: Value?) -> [FieldChange] {
        let manifest = Manifest(key: key, object: applied, origin: Origin(file: "", line: 0))
        guard let change = change(of: manifest, base: applied, live: live, settings: changeSettings) else {
            inSync.replace(live.map { [(key, $0.resourceVersion)] } ?? [], without: [])
            return []
        }
        inSync.replace([(ObjectKey, String)](), without: [key])
        if change.fields.isEmpty { return [FieldChange(path: [], base: applied, live: live, why: .drifted)] }
        return change.fields
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
