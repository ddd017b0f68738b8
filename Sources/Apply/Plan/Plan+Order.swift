public import Model

extension Plan {
    /// The objects in layers: each waits for nothing but what is in the layers before it.
    public var order: [[ObjectKey]] {
        let writing = Sorting(steps, steps.indices.filter { steps[$0].action != .delete && steps[$0].isForward })
        let deleting = Sorting(steps, steps.indices.filter { steps[$0].action == .delete })
        return (writing.layers + deleting.layers).map { $0.map { steps[$0].key } }
    }

    /// As `diff -o json` shows it under `order`.
    public var orderJSON: Value {
        Value(order.map { layer in Value(strings: layer.map(\.description)) })
    }

    /// For people: a line for each step, and under it what it waits for and why.
    public var text: String {
        var lines: [String] = []
        for step in steps {
            let place = step.key.namespace.isEmpty ? "" : " in \(step.key.namespace)"
            lines.append("\(step.hook == nil ? step.action.rawValue : "run") \(step.key.spoken)\(place)")
            for wait in step.waits where steps.indices.contains(wait.on) {
                let until =
                    switch wait.until {
                    case .exists: "is there"
                    case .healthy: "is healthy"
                    case .gone: "is gone"
                    }
                lines.append("  once \(steps[wait.on].key.spoken) \(until): \(wait.because)")
            }
            if step.hook == .before { lines.append("  before everything else: \(Marks.hook) says so") }
            if step.hook == .onFailure { lines.append("  only if the revision fails: \(Marks.hook) says so") }
            if step.hook == .after {
                lines.append("  once everything is healthy: \(Marks.hook) says so")
            } else if step.hook == nil, step.wave > -1 << 41,
                steps.contains(where: { $0.action != .delete && $0.hook == nil && $0.wave < step.wave })
            {
                lines.append("  once every lower wave than \(step.wave) is healthy: \(Marks.wave) says so")
            }
        }
        for kept in kept { lines.append("keep \(kept.key.spoken): \(kept.because)") }
        return lines.joined(separator: "\n") + (lines.isEmpty ? "" : "\n")
    }
}
