import Model

/// Works an expression out, within a bound of what it may cost.
///
/// The costs are those of cel-go's tracker by and large: one for a name, a field or a call, and more by the size of what
/// a call has to look through. https://kubernetes.io/docs/reference/using-api/cel/#resource-constraints
struct CELMachine {
    private var scopes: [(name: String, value: CELValue)]
    private(set) var cost = 0
    let limit: Int

    /// What one expression may cost.
    static let callLimit = 1_000_000

    init(variables: [(name: String, value: CELValue)], limit: Int = CELMachine.callLimit) {
        scopes = variables
        self.limit = limit
    }

    mutating func charge(_ amount: Int) throws(CELError) {
        let (sum, overflow) = cost.addingReportingOverflow(max(0, amount))
        cost = overflow ? .max : sum
        if cost > limit { throw .costLimit }
    }

    mutating func with(
        _ variables: [(name: String, value: CELValue)], value node: CELNode
    ) throws(CELError) -> CELValue {
        scopes += variables
        defer { scopes.removeLast(variables.count) }
        return try value(of: node)
    }

    /// Nodes are no higher than the parser lets them be, so this ends.
    mutating func value(of node: CELNode) throws(CELError) -> CELValue {
        switch node.content {
        case .literal(let value, _): return value
        case .identifier(let name): return try identifier(name)
        case .select(let operand, let name, let isTest, let isOptional):
            return try select(operand, name, isTest: isTest, isOptional: isOptional)
        case .call(_, let functions, _, let nodes):
            guard let functions else { throw .noSuchOverload }
            var arguments: [CELValue] = []
            arguments.reserveCapacity(nodes.count)
            for node in nodes { arguments.append(try value(of: node)) }
            try charge(1)
            return try functions.call(&self, arguments)
        case .and(let nodes): return .bool(try !decide(nodes, on: false))
        case .or(let nodes): return .bool(try decide(nodes, on: true))
        case .condition(let test, let first, let second):
            guard case .bool(let flag) = try value(of: test) else { throw .noSuchOverload }
            return try value(of: flag ? first : second)
        case .list(let elements): return try list(elements)
        case .map(let entries): return try map(entries)
        case .message: throw .noSuchOverload
        case .comprehension(let macro): return try comprehension(macro)
        }
    }

    private mutating func identifier(_ name: String) throws(CELError) -> CELValue {
        try charge(1)
        if let variable = scopes.last(where: { $0.name == name }) { return variable.value }
        if let type = CELChecker.typeNames[name] { return .type(type.valueName) }
        throw .message("no such attribute(s): \(name)")
    }

    private mutating func select(
        _ operand: CELNode, _ name: String, isTest: Bool, isOptional: Bool
    ) throws(CELError) -> CELValue {
        var target = try value(of: operand)
        try charge(1)
        var wraps = isOptional
        if case .opaque(.optional(let box)) = target {
            guard let box else { return isTest ? .bool(false) : .optionalNone }
            target = box.value
            wraps = true
        }
        let found: CELValue?
        switch target {
        case .map(let map): found = try map.find(.string(name))
        case .object(let object): found = try object.find(name)
        default: throw .noSuchOverload
        }
        if isTest { return .bool(found != nil) }
        if wraps { return found.map { .optional($0) } ?? .optionalNone }
        guard let found else { throw .noSuchKey(.string(name)) }
        return found
    }

    /// Whether one of several is the bool that decides; what cannot be worked out counts only where none does.
    private mutating func decide(_ nodes: [CELNode], on decisive: Bool) throws(CELError) -> Bool {
        var trouble: CELError?
        for node in nodes {
            do throws(CELError) {
                guard case .bool(let flag) = try value(of: node) else { throw .noSuchOverload }
                if flag == decisive { return true }
            } catch {
                if error == .costLimit { throw error }
                trouble = trouble ?? error
            }
        }
        if let trouble { throw trouble }
        return false
    }

    private mutating func list(_ elements: [CELNode.Element]) throws(CELError) -> CELValue {
        try charge(10)
        var values: [CELValue] = []
        for element in elements {
            let value = try value(of: element.node)
            guard element.isOptional else {
                values.append(value)
                continue
            }
            guard case .opaque(.optional(let box)) = value else { throw .noSuchOverload }
            if let box { values.append(box.value) }
        }
        return .list(values)
    }

    private mutating func map(_ entries: [CELNode.Entry]) throws(CELError) -> CELValue {
        try charge(30)
        var map = CELMap()
        for entry in entries {
            let key = try value(of: entry.key)
            var value = try value(of: entry.value)
            if entry.isOptional {
                guard case .opaque(.optional(let box)) = value else { throw .noSuchOverload }
                guard let box else { continue }
                value = box.value
            }
            if try !map.insert(key, value) { throw .message("duplicate key in map: \(key.shown)") }
        }
        return .map(map)
    }
}
