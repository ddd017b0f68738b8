import Model

/// The rules of a schema in CEL, compiled, in the form of the schema; only what has rules in it or below.
final class RuleTree: Sendable {
    /// `object`, `string` …: what errors show in the place of the value.
    let type: String
    let shape: CELShape
    let rules: [CELRule]
    let isMapList: Bool
    let isSetList: Bool
    let mapKeys: [String]
    let items: RuleTree?
    let values: RuleTree?
    private let properties: [String: RuleTree]

    /// nil where no rule stands here or below.
    convenience init?(_ schema: CustomSchema) {
        guard schema.hasExpressions, let shape = celShape(of: schema, isResource: true, name: "selfType") else {
            return nil
        }
        self.init(schema, shape)
    }

    private init?(_ schema: CustomSchema, _ shape: CELShape) {
        guard schema.hasExpressions else { return nil }
        self.shape = shape
        type = schema.type
        isMapList = schema.listType == "map"
        isSetList = schema.listType == "set"
        mapKeys = schema.mapKeys
        rules = schema.expressions.map { CELRule($0, schema: schema, shape: shape) }
        var items: RuleTree?
        var values: RuleTree?
        var known: [String: CELShape] = [:]
        switch shape.content {
        case .list(let element, _): items = schema.items.flatMap { RuleTree($0, element) }
        case .map(let value): values = schema.values.flatMap { RuleTree($0, value) }
        case .object(let type): known = type.shapes
        default: break
        }
        self.items = items
        self.values = values
        var properties: [String: RuleTree] = [:]
        for (name, inner) in schema.properties where inner.hasExpressions {
            // What rules have no name for has rules of its own all the same.
            let shape =
                escapedName(name) == nil
                ? celShape(of: inner, isResource: inner.isEmbeddedResource, name: "selfType") : known[name]
            if let shape { properties[name] = RuleTree(inner, shape) }
        }
        self.properties = properties
    }

    func property(_ name: String) -> RuleTree? { properties[name] }
}
