import Model

extension Change {
    /// For people: a line for the object, and one or more for each field, as git would mark them.
    ///
    ///     ~ apps/Deployment/shop/api  (shop/api.yaml:31)
    ///         ~ spec.replicas: 2 → 3  (drifted, set by kubectl-edit)
    public var text: String {
        let place = origin.map { "  (\($0.file):\($0.line))" } ?? ""
        let lines = fields.filter { !$0.path.isEmpty }.flatMap(\.lines).map { "    " + $0 }
        return (["\(mark) \(key)\(place)"] + lines).joined(separator: "\n")
    }

    private var mark: String {
        switch action {
        case .create: "+"
        case .update: "~"
        case .delete: "-"
        }
    }
}

extension FieldChange {
    /// Without indentation; several for a text of several lines.
    public var lines: [String] {
        if let old = live?.string, let new = desired?.string, old.contains("\n") || new.contains("\n") {
            return ["~ \(path):\(note)"] + lineDifference(old, new).map { "    " + $0 }
        }
        switch (live, desired) {
        case (let live?, let desired?): return ["~ \(path): \(shown(live)) → \(shown(desired))\(note)"]
        case (nil, let desired?): return ["+ \(path): \(shown(desired))\(note)"]
        case (let live?, nil): return ["- \(path): \(shown(live))\(note)"]
        case (nil, nil): return ["- \(path)\(note)"]
        }
    }

    private var note: String {
        switch (why, manager) {
        case (.added, _), (.removed, _), (.changed, _): ""
        case (_, let manager?): "  (\(why.rawValue), set by \(manager))"
        case (_, nil): "  (\(why.rawValue))"
        }
    }

    private func shown(_ value: Value) -> String {
        let text = value.json
        return text.utf8.count <= 160 ? text : text.prefix(150) + "…"
    }
}

/// Only the lines that differ, removed ones first where both stand at one place.
private func lineDifference(_ old: String, _ new: String) -> [String] {
    let left = old.split(separator: "\n", omittingEmptySubsequences: false)
    let right = new.split(separator: "\n", omittingEmptySubsequences: false)
    // The comparison takes time with the product of the length and the difference.
    guard left.count + right.count <= 2000 else {
        return ["- \(left.count) lines", "+ \(right.count) lines"]
    }
    return right.difference(from: left).map { change in
        switch change {
        case .remove(_, let line, _): "- \(line)"
        case .insert(_, let line, _): "+ \(line)"
        }
    }
}
