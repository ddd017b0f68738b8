/// Selects objects by their labels; all requirements must hold.
public struct LabelSelector: Hashable, Sendable, CustomStringConvertible {
    /// In the order of their keys.
    public let requirements: [LabelRequirement]
    /// False for a selector that selects nothing whatever its requirements, as an absent one does.
    public let selectsAnything: Bool

    public static let everything = LabelSelector(requirements: [], selectsAnything: true)
    public static let nothing = LabelSelector(requirements: [], selectsAnything: false)

    private init(requirements: [LabelRequirement], selectsAnything: Bool) {
        self.requirements = requirements
        self.selectsAnything = selectsAnything
    }

    public init(_ requirements: [LabelRequirement]) {
        let sorted = requirements.enumerated().sorted {
            $0.element.key == $1.element.key
                ? $0.offset < $1.offset : $0.element.key.precedesInBytes($1.element.key)
        }
        self.init(requirements: sorted.map(\.element), selectsAnything: true)
    }

    /// Objects that have all of these labels: a Service's or a ReplicationController's `selector`. No labels select
    /// everything; whoever means nothing by that asks first.
    public init(labels: Members) {
        self.init(labels.map { LabelRequirement(trusting: $0.key, .equals, [$0.value.string ?? ""]) })
    }

    /// A `metav1.LabelSelector`: `{matchLabels: …, matchExpressions: …}`. Nil and null select nothing, `{}` everything.
    public init(object: Value?) throws(SelectorError) {
        guard let object, !object.isNull else {
            self = .nothing
            return
        }
        var requirements: [LabelRequirement] = []
        for (key, value) in object["matchLabels"]?.members ?? Members() {
            requirements.append(
                try LabelRequirement(key: key, operator: .equals, values: [value.string ?? ""]))
        }
        for expression in object["matchExpressions"]?.elements ?? [] {
            let name = expression["operator"]?.string ?? ""
            guard let known = LabelSelector.expressionOperators[name] else {
                throw SelectorError("\(name.quotedAsGo) is not a valid label selector operator")
            }
            requirements.append(
                try LabelRequirement(
                    key: expression["key"]?.string ?? "", operator: known,
                    values: expression["values"]?.elements.compactMap(\.string) ?? []))
        }
        self.init(requirements)
    }

    private static let expressionOperators: [String: LabelRequirement.Operator] = [
        "In": .isIn, "NotIn": .notIn, "Exists": .exists, "DoesNotExist": .doesNotExist,
    ]

    /// Reads the form of queries and command lines: `app=web,tier in (a,b),!old`.
    public init(_ text: String) throws(SelectorError) {
        var parser = LabelSelectorParser(text)
        self.init(try parser.parse())
    }

    public var isEmpty: Bool { selectsAnything && requirements.isEmpty }

    public func matches(_ labels: Members) -> Bool {
        selectsAnything && requirements.allSatisfy { $0.matches(labels) }
    }

    public var description: String { requirements.map(\.description).joined(separator: ",") }
}
