internal import Diff
internal import Model

/// What is said against changes of fields that cannot be changed in place.
extension PlanGraph {
    /// One problem for each field that differs, with both values.
    mutating func refuse(_ change: Change, of path: FieldPath) {
        for difference in differences(at: path, in: change) {
            problems.append(
                problem(
                    "\(change.key.spoken) changes \(difference.path)\(spoken(difference, of: change)), which cannot be "
                        + "changed in place. Put it back, or set \(Marks.replace): \"true\" to have it deleted and made anew.",
                    of: change, at: difference.path))
        }
    }

    private struct Difference {
        var path: FieldPath
        var live: Value?
        var desired: Value?
    }

    private func differences(at path: FieldPath, in change: Change) -> [Difference] {
        var found: [Difference] = []
        for field in change.fields {
            if field.path.starts(with: path) {
                found += leaves(Difference(path: field.path, live: field.live, desired: field.desired), depth: 0)
            } else if path.starts(with: field.path) {
                let whole = Difference(path: path, live: change.live?.at(path), desired: change.result?.at(path))
                found += leaves(whole, depth: 0)
            }
        }
        return found.isEmpty ? [Difference(path: path)] : found
    }

    /// The members that differ, down to values that are no objects on one side.
    private func leaves(_ difference: Difference, depth: Int) -> [Difference] {
        guard let live = difference.live?.object, let desired = difference.desired?.object, depth < 64 else {
            return [difference]
        }
        return Set(live.keys + desired.keys).sorted().filter { live[$0] != desired[$0] }.flatMap { key in
            leaves(
                Difference(path: difference.path.appending(field: key), live: live[key], desired: desired[key]),
                depth: depth + 1)
        }
    }

    /// ` from X to Y`; nothing where it would be a Secret's.
    private func spoken(_ difference: Difference, of change: Change) -> String {
        if difference.live == nil, difference.desired == nil { return "" }
        if change.key.kind == "Secret", change.key.group.isEmpty, difference.path != FieldPath(fields: "type") {
            return ""
        }
        return " from \(shown(difference.live)) to \(shown(difference.desired))"
    }

    private func shown(_ value: Value?) -> String {
        guard let text = value?.json else { return "nothing" }
        return text.utf8.count <= 200 ? text : text.prefix(200) + "…"
    }
}
