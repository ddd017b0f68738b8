/// One node of an expression.
final class CELNode: Sendable {
    enum Content: Sendable {
        case literal(CELValue, CELType)
        case identifier(String)
        /// `x.name`, `has(x.name)`, `x.?name`
        case select(CELNode, String, isTest: Bool, isOptional: Bool)
        /// Operators too, by the names that the specification gives them: `_+_`. The receiver is the first argument.
        case call(String, CELFunctionSet?, isMember: Bool, [CELNode])
        case and([CELNode])
        case or([CELNode])
        case condition(CELNode, CELNode, CELNode)
        case list([Element])
        case map([Entry])
        /// `Name{field: value}`, which no rule has a type for.
        case message(String)
        case comprehension(CELComprehension)
    }

    struct Element: Sendable {
        let node: CELNode
        let isOptional: Bool
    }

    struct Entry: Sendable {
        let key: CELNode
        let value: CELNode
        let isOptional: Bool
    }

    /// Where it stands in the text, in Unicode scalars: of an operator the sign, of a call the bracket.
    let place: Int
    let content: Content
    /// How many nodes stand above each other, this one included.
    let height: Int

    init(_ place: Int, _ content: Content, over below: [CELNode]) {
        self.place = place
        self.content = content
        height = 1 + (below.map(\.height).max() ?? 0)
    }

    /// Whether a variable of this name is used.
    func uses(_ name: String) -> Bool {
        switch content {
        case .literal, .message: false
        case .identifier(let own): own == name
        case .select(let operand, _, _, _): operand.uses(name)
        case .call(_, _, _, let nodes), .and(let nodes), .or(let nodes): nodes.contains { $0.uses(name) }
        case .condition(let test, let first, let second):
            test.uses(name) || first.uses(name) || second.uses(name)
        case .list(let elements): elements.contains { $0.node.uses(name) }
        case .map(let entries): entries.contains { $0.key.uses(name) || $0.value.uses(name) }
        case .comprehension(let macro):
            macro.range.uses(name) || (!macro.variables.contains(name) && macro.steps.contains { $0.uses(name) })
        }
    }
}

/// A macro over the elements of a list or the entries of a map, or over one value.
struct CELComprehension: Sendable {
    enum Kind: Sendable {
        case all, exists, existsOne, map, filter, sortBy, transformList, transformMap, transformMapEntry
        /// `cel.bind(x, value, step)`
        case bind
        /// `value.optMap(x, step)`
        case optMap, optFlatMap
    }

    let kind: Kind
    let range: CELNode
    /// One, or with two the index or key first.
    let variables: [String]
    /// What is worked out for each; of two the first decides whether the second is.
    let steps: [CELNode]
}
