import Model

/// A `LabelSelector` that is ready to match; one that is absent matches nothing, an empty one everything.
struct ObjectSelector: Sendable {
    private var equal: [(key: String, value: String)] = []
    private var expressions: [Value] = []
    private let isPresent: Bool

    init(_ selector: Value?) {
        isPresent = selector != nil
        equal = (selector?["matchLabels"]?.members ?? Members()).map { ($0.key, $0.value.string ?? "") }
        expressions = selector?["matchExpressions"]?.elements ?? []
    }

    /// Of plain labels, as a Service has it.
    init(labels: Members) {
        isPresent = true
        equal = labels.map { ($0.key, $0.value.string ?? "") }
    }

    /// Matches every object there is.
    var isEverything: Bool { isPresent && equal.isEmpty && expressions.isEmpty }
    /// One label that every match carries, to look them up by.
    var anyLabel: (key: String, value: String)? { equal.first }

    func matches(_ object: Value) -> Bool { matches(labels: object.labels) }

    func matches(labels: Members) -> Bool {
        isPresent && equal.allSatisfy { labels[$0.key]?.string == $0.value }
            && expressions.allSatisfy { ObjectSelector.holds($0, labels) }
    }

    private static func holds(_ expression: Value, _ labels: Members) -> Bool {
        let value = labels[expression.text("key")]?.string
        let values = expression["values"]?.elements.compactMap(\.string) ?? []
        switch expression.text("operator") {
        case "In": return value.map(values.contains) ?? false
        case "NotIn": return value.map { !values.contains($0) } ?? true
        case "Exists": return value != nil
        case "DoesNotExist": return value == nil
        default: return false
        }
    }
}

extension ClusterView {
    /// The pods of a namespace that a selector matches.
    func pods(namespace: String, matching selector: ObjectSelector) -> [Value] {
        let candidates =
            selector.anyLabel.map { pods(namespace: namespace, label: $0.key, value: $0.value) }
            ?? objects(group: "", kind: "Pod", namespace: namespace)
        return candidates.filter { selector.matches($0) }
    }
}
