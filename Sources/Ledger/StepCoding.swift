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
        // They are much alike: all of it is written to the disk before the first call.
        value.set("live", change.live, over: change.desired)
        value.set("base", change.base, over: change.desired)
        if change.result != change.desired {
            value.set("result", change.result, over: change.live ?? change.desired)
        } else {
            value["asDesired"] = true
        }
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
        let desired = value["desired"]
        var (live, base, result) = (Value?.none, Value?.none, desired)
        guard value.get("live", over: desired, &live), value.get("base", over: desired, &base) else { return nil }
        if value["asDesired"]?.bool != true {
            guard value.get("result", over: live ?? desired, &result) else { return nil }
        }
        self.init(
            id: id,
            change: Change(
                key: key, action: changeAction, desired: desired, live: live, base: base, result: result),
            action: action,
            type: ResourceType(
                group: type["group"]?.string ?? "", version: type["version"]?.string ?? "",
                kind: type["kind"]?.string ?? "", plural: type["plural"]?.string ?? "",
                isNamespaced: type["namespaced"]?.bool ?? false),
            wave: value["wave"]?.int ?? 0, waits: waits,
            hook: (value["hook"]?.string).flatMap { Hook(rawValue: $0) })
    }
}

extension Value {
    /// Sets a member to what differs in it from another, which is known where this is read.
    fileprivate mutating func set(_ name: String, _ body: Value?, over known: Value?) {
        if let body, let known {
            self[name + "Difference"] = body.difference(from: known)
        } else {
            self[name] = body
        }
    }

    /// False where it is not as `set` left it.
    fileprivate func get(_ name: String, over known: Value?, _ body: inout Value?) -> Bool {
        body = self[name]
        guard let difference = self[name + "Difference"] else { return true }
        body = known?.changed(by: difference)
        return body != nil
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
    /// - Parameter planned: What the step was to write, as the journal's plan has it.
    func journalled(over planned: Value?) -> Value {
        var value: Value = ["step": Value(step), "result": Value(result.rawValue)]
        if !reason.isEmpty { value["reason"] = Value(reason) }
        value.set("object", object, over: planned)
        if isPassing { value["passing"] = true }
        return value
    }

    /// nil where this is not what `journalled` said.
    init?(step: Int, journalled value: Value, over planned: Value?) {
        var object: Value?
        guard let result = Result(rawValue: value["result"]?.string ?? ""), value.get("object", over: planned, &object)
        else { return nil }
        self.init(
            step: step, result: result, object: object, reason: value["reason"]?.string ?? "",
            isPassing: value["passing"]?.bool ?? false)
    }
}
