/// Finds the types of an expression, and what does not fit, in the words of cel-go's checker.
struct CELChecker {
    private var scopes: [(name: String, type: CELType)]
    private(set) var issues: [CELIssue] = []
    /// A pattern that is written out and is none, where that is told of only once the types fit.
    var brokenPattern: String?
    var unifier = CELUnifier()
    /// Above 0 inside of calls whose lists may hold values of several types.
    var mixing = 0

    /// The result's type, what is wrong, and a pattern that is none; `variables` are what the expression may name.
    static func check(
        _ node: CELNode, variables: [(name: String, type: CELType)]
    ) -> (type: CELType, issues: [CELIssue], brokenPattern: String?) {
        var checker = CELChecker(variables: variables)
        let type = checker.type(of: node)
        return (checker.unifier.resolved(type), checker.issues, checker.brokenPattern)
    }

    private init(variables: [(name: String, type: CELType)]) { scopes = variables }

    mutating func issue(_ node: CELNode, _ message: String) {
        issues.append(CELIssue(place: node.place, message: message))
    }

    mutating func mismatch(_ node: CELNode, _ expected: CELType, _ found: CELType) -> CELType {
        issue(
            node,
            "expected type '\(unifier.resolved(expected).text)' but found '\(unifier.resolved(found).text)'")
        return .error
    }

    /// With variables that hide those of the same names.
    mutating func with(_ variables: [(String, CELType)], type node: CELNode) -> CELType {
        scopes += variables.map { (name: $0.0, type: $0.1) }
        defer { scopes.removeLast(variables.count) }
        return type(of: node)
    }

    /// Nodes are no higher than the parser lets them be, so this ends.
    mutating func type(of node: CELNode) -> CELType {
        switch node.content {
        case .literal(_, let type): return type
        case .identifier(let name): return identifier(name, node)
        case .select(let operand, let name, let isTest, let isOptional):
            return select(operand, name, isTest: isTest, isOptional: isOptional, node)
        case .call(let name, let functions, let isMember, let arguments):
            return call(name, functions, isMember: isMember, arguments, node)
        case .and(let nodes): return logical("_&&_", nodes, node)
        case .or(let nodes): return logical("_||_", nodes, node)
        case .condition(let test, let first, let second):
            let types = [type(of: test), type(of: first), type(of: second)]
            return condition(types, node)
        case .list(let elements): return list(elements)
        case .map(let entries): return map(entries)
        case .message(let name):
            issue(node, "undeclared reference to '\(name)' (in container '')")
            return .error
        case .comprehension(let macro): return comprehension(macro, node)
        }
    }

    private mutating func identifier(_ name: String, _ node: CELNode) -> CELType {
        if let variable = scopes.last(where: { $0.name == name }) { return variable.type }
        if let type = CELChecker.typeNames[name] { return .type(type) }
        issue(node, "undeclared reference to '\(name)' (in container '')")
        return .error
    }

    /// Types by the names that rules have for them.
    static let typeNames: [String: CELType] = [
        "bool": .bool, "int": .int, "uint": .uint, "double": .double, "string": .string, "bytes": .bytes,
        "list": .list(.dyn), "map": .map(.dyn, .dyn), "null_type": .null, "type": .type(.dyn), "dyn": .dyn,
        "google.protobuf.Timestamp": .timestamp, "google.protobuf.Duration": .duration,
        "optional_type": .optional(.dyn), "kubernetes.URL": .opaque("kubernetes.URL"),
        "kubernetes.Quantity": .opaque("kubernetes.Quantity"), "kubernetes.Semver": .opaque("kubernetes.Semver"),
        "kubernetes.Image": .opaque("kubernetes.Image"), "net.IP": .opaque("net.IP"), "net.CIDR": .opaque("net.CIDR"),
    ]

    private mutating func select(
        _ operand: CELNode, _ name: String, isTest: Bool, isOptional: Bool, _ node: CELNode
    ) -> CELType {
        var target = unifier.followed(type(of: operand))
        var wraps = isOptional
        if case .optional(let inner) = target {
            target = unifier.followed(inner)
            wraps = true
        }
        let result: CELType
        switch target {
        case .map(_, let value): result = value
        case .object(let type):
            if let field = type.fields[name] {
                result = field.shape.type
            } else {
                issue(node, "undefined field '\(name)'")
                return .error
            }
        case .dyn, .error, .parameter: result = .dyn
        default:
            issue(node, "type '\(unifier.resolved(target).text)' does not support field selection")
            return .error
        }
        return isTest ? .bool : wraps ? .optional(result) : result
    }

    private mutating func logical(_ name: String, _ nodes: [CELNode], _ node: CELNode) -> CELType {
        let types = nodes.map { type(of: $0) }
        for (index, type) in types.enumerated() where !unifier.assign(type, to: .bool) {
            let pair = index == 0 ? [type, types.count > 1 ? types[1] : .bool] : [.bool, type]
            return noOverload(name, pair, isMember: false, node)
        }
        return .bool
    }

    mutating func condition(_ types: [CELType], _ node: CELNode) -> CELType {
        let result = unifier.fresh()
        let saved = unifier
        if unifier.assign(types[0], to: .bool), unifier.assign(types[1], to: result),
            unifier.assign(types[2], to: result)
        {
            return result
        }
        unifier = saved
        return noOverload("_?_:_", types, isMember: false, node)
    }

    mutating func noOverload(_ name: String, _ types: [CELType], isMember: Bool, _ node: CELNode) -> CELType {
        var texts = types.map { unifier.resolved($0).text }
        var head = ""
        if isMember { head = texts.removeFirst() + "." }
        issue(
            node,
            "found no matching overload for '\(name)' applied to '\(head)(\(texts.joined(separator: ", ")))'")
        return .error
    }

    private mutating func list(_ elements: [CELNode.Element]) -> CELType {
        var joined: CELType?
        for element in elements {
            joined = join(joined, item(element.node, isOptional: element.isOptional), element.node)
        }
        return .list(joined ?? unifier.fresh())
    }

    private mutating func map(_ entries: [CELNode.Entry]) -> CELType {
        var keys: CELType?
        var values: CELType?
        for entry in entries {
            keys = join(keys, type(of: entry.key), entry.key)
            values = join(values, item(entry.value, isOptional: entry.isOptional), entry.value)
        }
        return .map(keys ?? unifier.fresh(), values ?? unifier.fresh())
    }

    /// An element; one that is optional is unwrapped.
    private mutating func item(_ node: CELNode, isOptional: Bool) -> CELType {
        let type = unifier.followed(type(of: node))
        guard isOptional else { return type }
        if case .optional(let inner) = type { return inner }
        return type.isDynamic ? .dyn : mismatch(node, .optional(type), type)
    }

    /// Elements are of one type.
    private mutating func join(_ known: CELType?, _ type: CELType, _ node: CELNode) -> CELType {
        guard let known else { return type }
        if unifier.assign(type, to: known) { return unifier.isLessSpecific(type, known) ? type : known }
        if mixing > 0 { return .dyn }
        return mismatch(node, known, type)
    }
}
