extension CELMachine {
    mutating func comprehension(_ macro: CELComprehension) throws(CELError) -> CELValue {
        let range = try value(of: macro.range)
        switch macro.kind {
        case .bind: return try with([(macro.variables[0], range)], value: macro.steps[0])
        case .optMap, .optFlatMap:
            guard case .opaque(.optional(let box)) = range else { throw .noSuchOverload }
            guard let box else { return .optionalNone }
            let result = try with([(macro.variables[0], box.value)], value: macro.steps[0])
            return macro.kind == .optMap ? .optional(result) : result
        default: break
        }
        let entries = try entries(of: range, count: macro.variables.count)
        switch macro.kind {
        case .all: return .bool(try !some(macro, entries, is: false))
        case .exists: return .bool(try some(macro, entries, is: true))
        case .existsOne:
            var count = 0
            for entry in entries where try isTrue(macro.steps[0], macro, entry) { count += 1 }
            return .bool(count == 1)
        case .filter:
            var kept: [CELValue] = []
            for entry in entries where try isTrue(macro.steps[0], macro, entry) { kept.append(entry[0]) }
            return .list(kept)
        case .sortBy: return try sorted(macro, entries)
        case .map, .transformList:
            var results: [CELValue] = []
            for entry in entries {
                if let result = try transformed(macro, entry) { results.append(result) }
            }
            return .list(results)
        default: return try transformMap(macro, entries)
        }
    }

    /// What the variables are bound to, one round after the other.
    private mutating func entries(of range: CELValue, count: Int) throws(CELError) -> [[CELValue]] {
        switch range {
        case .list(let list):
            try charge(list.elements.count)
            if count == 1 { return list.elements.map { [$0] } }
            return list.elements.enumerated().map { [.int(Int64($0.offset)), $0.element] }
        case .map(let map):
            try charge(map.count)
            if count == 1 { return map.keys.map { [$0] } }
            var entries: [[CELValue]] = []
            for key in map.keys {
                if let value = try map.find(key) { entries.append([key, value]) }
            }
            return entries
        default: throw .noSuchOverload
        }
    }

    private mutating func step(
        _ node: CELNode, _ macro: CELComprehension, _ entry: [CELValue]
    ) throws(CELError) -> CELValue {
        try charge(2)
        return try with(Array(zip(macro.variables, entry)), value: node)
    }

    private mutating func isTrue(
        _ node: CELNode, _ macro: CELComprehension, _ entry: [CELValue]
    ) throws(CELError) -> Bool {
        guard case .bool(let flag) = try step(node, macro, entry) else { throw .noSuchOverload }
        return flag
    }

    /// Whether the condition is so for one at least; what cannot be worked out counts only where none is.
    private mutating func some(
        _ macro: CELComprehension, _ entries: [[CELValue]], is wanted: Bool
    ) throws(CELError) -> Bool {
        var trouble: CELError?
        for entry in entries {
            do throws(CELError) {
                if try isTrue(macro.steps[0], macro, entry) == wanted { return true }
            } catch {
                if error == .costLimit { throw error }
                trouble = trouble ?? error
            }
        }
        if let trouble { throw trouble }
        return false
    }

    private mutating func sorted(
        _ macro: CELComprehension, _ entries: [[CELValue]]
    ) throws(CELError) -> CELValue {
        var keyed: [(key: CELValue, value: CELValue)] = []
        for entry in entries {
            let key = try step(macro.steps[0], macro, entry)
            if let first = keyed.first?.key, key.typeName != first.typeName || key.order(first) == nil {
                throw .message("list elements must have the same type")
            }
            keyed.append((key, entry[0]))
        }
        try charge(keyed.count * 10)
        return .list(keyed.sorted { $0.key.order($1.key) == .before }.map(\.value))
    }

    /// nil where the first of two steps leaves the entry out.
    private mutating func transformed(
        _ macro: CELComprehension, _ entry: [CELValue]
    ) throws(CELError) -> CELValue? {
        if macro.steps.count > 1, try !isTrue(macro.steps[0], macro, entry) { return nil }
        return try step(macro.steps[macro.steps.count - 1], macro, entry)
    }

    private mutating func transformMap(
        _ macro: CELComprehension, _ entries: [[CELValue]]
    ) throws(CELError) -> CELValue {
        var result = CELMap()
        for entry in entries {
            guard let value = try transformed(macro, entry) else { continue }
            if macro.kind == .transformMap {
                _ = try result.insert(entry[0], value)
                continue
            }
            guard case .map(let made) = value else { throw .noSuchOverload }
            for key in made.keys {
                guard let value = try made.find(key) else { continue }
                if try !result.insert(key, value) {
                    throw .message("insert failed: key \(key.shown) already exists")
                }
            }
        }
        return .map(result)
    }
}
