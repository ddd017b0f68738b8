extension CELChecker {
    /// Of all forms that fit, the result; where they differ it shows itself only when the rule runs.
    mutating func call(
        _ name: String, _ functions: CELFunctionSet?, isMember: Bool, _ arguments: [CELNode], _ node: CELNode
    ) -> CELType {
        if name == "format" { mixing += 1 }
        let types = arguments.map { type(of: $0) }
        if name == "format" { mixing -= 1 }
        guard let functions else {
            issue(node, "undeclared reference to '\(name)' (in container '')")
            return .error
        }
        var result: CELType?
        for overload in functions.overloads
        where overload.isMember == isMember && overload.parameters.count == types.count {
            let saved = unifier
            let open = (0..<overload.openCount).map { _ in unifier.fresh() }
            let fits = zip(types, overload.parameters).allSatisfy { type, parameter in
                unifier.assign(type, to: CELUnifier.filled(parameter, open))
            }
            guard fits else {
                unifier = saved
                continue
            }
            let found = unifier.followed(CELUnifier.filled(overload.result, open))
            if let known = result {
                if unifier.resolved(known) != unifier.resolved(found) { result = .dyn }
            } else {
                result = found
            }
        }
        guard let result else {
            return noOverload(name, types, isMember: isMember, node)
        }
        checkLiteral(name, arguments)
        return result
    }

    /// Texts that can be read now are.
    private mutating func checkLiteral(_ name: String, _ arguments: [CELNode]) {
        if ["find", "findAll"].contains(name), arguments.count > 1,
            case .literal(.string(let pattern), _) = arguments[1].content, GoPattern(pattern) == nil
        {
            brokenPattern = brokenPattern ?? pattern
        }
        if name == "timestamp", case .literal(.int(let seconds), _)? = arguments.first?.content,
            CELTimestamp(seconds: seconds) == nil, let first = arguments.first
        {
            issue(first, "invalid timestamp argument")
        }
        guard let last = arguments.last, case .literal(.string(let text), _) = last.content else { return }
        let isValid: Bool
        switch name {
        case "duration" where arguments.count == 1: isValid = goDuration(text) != nil
        case "timestamp" where arguments.count == 1: isValid = CELTimestamp(text) != nil
        case "matches": isValid = GoPattern(text) != nil
        default: return
        }
        if !isValid { issue(last, "invalid \(name) argument") }
    }

    mutating func comprehension(_ macro: CELComprehension, _ node: CELNode) -> CELType {
        let range = unifier.followed(type(of: macro.range))
        switch macro.kind {
        case .bind: return with([(macro.variables[0], range)], type: macro.steps[0])
        case .optMap, .optFlatMap: return optional(macro, range, node)
        default: break
        }
        var key = CELType.dyn
        var value = CELType.dyn
        switch range {
        case .list(let element):
            key = .int
            value = element
        case .map(let keys, let values):
            key = keys
            value = macro.variables.count == 1 ? keys : values
        case .dyn, .error, .parameter: break
        default:
            issue(
                macro.range,
                "expression of type '\(unifier.resolved(range).text)' cannot be range of a comprehension (must be "
                    + "list, map, or dynamic)")
            return .error
        }
        let variables =
            macro.variables.count == 1
            ? [(macro.variables[0], value)] : [(macro.variables[0], key), (macro.variables[1], value)]
        let steps = macro.steps.map { with(variables, type: $0) }
        return result(macro, steps, key: key, value: value, node)
    }

    private mutating func result(
        _ macro: CELComprehension, _ steps: [CELType], key: CELType, value: CELType, _ node: CELNode
    ) -> CELType {
        func tested(_ whole: CELType) -> CELType {
            unifier.assign(steps[0], to: .bool)
                ? whole : noOverload("_?_:_", [steps[0], whole, whole], isMember: false, node)
        }
        let last = steps[steps.count - 1]
        switch macro.kind {
        case .all, .exists:
            if unifier.assign(steps[0], to: .bool) { return .bool }
            return noOverload(macro.kind == .all ? "_&&_" : "_||_", [.bool, steps[0]], isMember: false, node)
        case .existsOne:
            if unifier.assign(steps[0], to: .bool) { return .bool }
            return noOverload("_?_:_", [steps[0], .int, .int], isMember: false, node)
        case .filter: return tested(.list(value))
        case .sortBy:
            switch unifier.followed(last) {
            case .int, .uint, .double, .bool, .string, .bytes, .timestamp, .duration, .dyn, .error, .parameter:
                return .list(value)
            default:
                return noOverload("@sortByAssociatedKeys", [.list(value), .list(last)], isMember: true, node)
            }
        case .map, .transformList: return steps.count > 1 ? tested(.list(last)) : .list(last)
        case .transformMap: return steps.count > 1 ? tested(.map(key, last)) : .map(key, last)
        default:
            switch unifier.followed(last) {
            case .map, .dyn, .error, .parameter: return steps.count > 1 ? tested(last) : last
            default: return mismatch(macro.steps[steps.count - 1], .map(.dyn, .dyn), last)
            }
        }
    }

    private mutating func optional(_ macro: CELComprehension, _ range: CELType, _ node: CELNode) -> CELType {
        let inner: CELType
        switch range {
        case .optional(let type): inner = type
        case .dyn, .error, .parameter: inner = .dyn
        default: return noOverload("hasValue", [range], isMember: true, node)
        }
        let step = unifier.followed(with([(macro.variables[0], inner)], type: macro.steps[0]))
        if macro.kind == .optMap { return .optional(step) }
        switch step {
        case .optional: return step
        case .dyn, .error, .parameter: return .optional(.dyn)
        default: return noOverload("_?_:_", [.bool, step, .optional(.dyn)], isMember: false, node)
        }
    }
}
