import Apply
import Diff
import Model

/// A step as the journal keeps it: everything that undoing it needs.
extension Step {
    var journalled: Value {
        var value: Value = [
            "id": Value(id), "action": Value(action.rawValue), "wave": Value(wave),
            "key": Value(change.key.description), "change": Value(change.action.rawValue),
            "type": [
                "group": Value(type.group), "version": Value(type.version), "kind": Value(type.kind),
                "plural": Value(type.plural), "namespaced": Value(type.isNamespaced),
            ],
            "waits": Value(
                waits.map {
                    ["on": Value($0.on), "until": Value($0.until.rawValue), "because": Value($0.because)]
                }),
        ]
        value["hook"] = hook.map { Value($0.rawValue) }
        value["desired"] = change.desired
        value["live"] = change.live
        value["base"] = change.base
        if change.result != change.desired { value["result"] = change.result } else { value["asDesired"] = true }
        return value
    }

    /// nil where the text is not one that `journalled` wrote.
    init?(journalled value: Value) {
        guard let id = value["id"]?.int, let action = Action(rawValue: value["action"]?.string ?? ""),
            let key = ObjectKey(value["key"]?.string ?? ""),
            let changeAction = Change.Action(rawValue: value["change"]?.string ?? ""), let type = value["type"]
        else { return nil }
        let waits = (value["waits"]?.elements ?? []).compactMap { wait -> Wait? in
            guard let on = wait["on"]?.int, let until = Wait.Until(rawValue: wait["until"]?.string ?? "") else {
                return nil
            }
            return Wait(on: on, until: until, because: wait["because"]?.string ?? "")
        }
        self.init(
            id: id,
            change: Change(
                key: key, action: changeAction, desired: value["desired"], live: value["live"], base: value["base"],
                result: value["asDesired"]?.bool == true ? value["desired"] : value["result"]),
            action: action,
            type: ResourceType(
                group: type["group"]?.string ?? "", version: type["version"]?.string ?? "",
                kind: type["kind"]?.string ?? "", plural: type["plural"]?.string ?? "",
                isNamespaced: type["namespaced"]?.bool ?? false),
            wave: value["wave"]?.int ?? 0, waits: waits,
            hook: (value["hook"]?.string).flatMap { Hook(rawValue: $0) })
    }
}

/// What a rollback sets aside once it commits.
extension ApplicationRecord.Rejection {
    var journalled: Value { ["revision": Value(revision), "reason": Value(reason), "refused": Value(wasRefused)] }

    init?(journalled value: Value) {
        guard let revision = value["revision"]?.string else { return nil }
        self.init(
            revision: revision, reason: value["reason"]?.string ?? "", wasRefused: value["refused"]?.bool ?? false)
    }
}

extension Intent {
    var journalled: Value {
        var value: Value = ["replacesBefore": Value(replacesBefore)]
        value["body"] = body
        value["before"] = before
        return value
    }

    init(step: Int, journalled value: Value) {
        self.init(
            step: step, body: value["body"], before: value["before"],
            replacesBefore: value["replacesBefore"]?.bool ?? false)
    }
}

extension StepResult {
    var journalled: Value {
        var value: Value = ["step": Value(step), "result": Value(result.rawValue), "reason": Value(reason)]
        value["object"] = object
        if isPassing { value["passing"] = true }
        return value
    }

    init?(step: Int, journalled value: Value) {
        guard let result = Result(rawValue: value["result"]?.string ?? "") else { return nil }
        self.init(
            step: step, result: result, object: value["object"], reason: value["reason"]?.string ?? "",
            isPassing: value["passing"]?.bool ?? false)
    }
}
