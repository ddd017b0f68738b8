import Synchronization

/// The rules of a schema, compiled when an object is first checked, and then kept: most copies of a definition are made
/// for its names and its lists.
final class LazyRuleTree: Sendable {
    private let schema: CustomSchema
    private let known = Mutex<RuleTree??>(nil)

    /// nil where the schema has no rules.
    init?(_ schema: CustomSchema) {
        guard schema.hasExpressions else { return nil }
        self.schema = schema
    }

    /// nil where rules see nothing of the schema.
    var tree: RuleTree? {
        if let tree = known.withLock({ $0 }) { return tree }
        let tree = RuleTree(schema)
        known.withLock { $0 = .some(tree) }
        return tree
    }
}
