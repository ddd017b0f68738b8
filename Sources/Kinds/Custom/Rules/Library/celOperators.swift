/// https://github.com/google/cel-spec/blob/master/doc/langdef.md#list-of-standard-definitions
let celOperators: [CELFunction] =
    [
        CELFunction("_==_(A, A) -> bool") { machine, values throws(CELError) in
            try machine.charge(min(values[0].weight, values[1].weight) - 1)
            return .bool(try values[0].equals(values[1]))
        },
        CELFunction("_!=_(A, A) -> bool") { machine, values throws(CELError) in
            try machine.charge(min(values[0].weight, values[1].weight) - 1)
            return .bool(try !values[0].equals(values[1]))
        },
        comparison("_<_") { $0 == .before },
        comparison("_<=_") { $0 != .after },
        comparison("_>_") { $0 == .after },
        comparison("_>=_") { $0 != .before },
        CELFunction("!_(bool) -> bool") { _, values throws(CELError) in
            guard case .bool(let flag) = values[0] else { return nil }
            return .bool(!flag)
        },
        CELFunction("-_(int) -> int", "-_(double) -> double") { _, values throws(CELError) in
            switch values[0] {
            case .int(let number):
                if number == .min { throw .intOverflow }
                return .int(-number)
            case .double(let number): return .double(-number)
            default: return nil
            }
        },
        CELFunction("@in(A, list<A>) -> bool", "@in(A, map<A, B>) -> bool") { machine, values throws(CELError) in
            switch values[1] {
            case .list(let list):
                try machine.charge(list.elements.count)
                return .bool(try list.holds(values[0]))
            case .map(let map): return .bool(try map.find(values[0]) != nil)
            default: return nil
            }
        },
        CELFunction(
            "_[_](list<A>, int) -> A", "_[_](map<A, B>, A) -> B", "_[_](?list<A>, int) -> ?A",
            "_[_](?map<A, B>, A) -> ?B"
        ) {
            _, values throws(CELError) in
            if case .opaque(.optional(let box)) = values[0] {
                guard let box else { return .optionalNone }
                return try element(of: box.value, values[1]).map { .optional($0) } ?? .optionalNone
            }
            if let found = try element(of: values[0], values[1]) { return found }
            if case .list = values[0] { throw .message("index out of bounds: \(values[1].shown)") }
            throw .noSuchKey(values[1])
        },
        CELFunction(
            "_[?_](list<A>, int) -> ?A", "_[?_](map<A, B>, A) -> ?B", "_[?_](?list<A>, int) -> ?A",
            "_[?_](?map<A, B>, A) -> ?B"
        ) { _, values throws(CELError) in
            var target = values[0]
            if case .opaque(.optional(let box)) = target {
                guard let box else { return .optionalNone }
                target = box.value
            }
            return try element(of: target, values[1]).map { .optional($0) } ?? .optionalNone
        },
        CELFunction(
            "size(string) -> int", "size(bytes) -> int", "size(list<A>) -> int", "size(map<A, B>) -> int",
            "string: size() -> int", "bytes: size() -> int", "list<A>: size() -> int", "map<A, B>: size() -> int"
        ) { machine, values throws(CELError) in
            switch values[0] {
            case .string(let text):
                try machine.charge(text.utf8.count / 10)
                return .int(Int64(text.unicodeScalars.count))
            case .bytes(let bytes): return .int(Int64(bytes.count))
            case .list(let list): return .int(Int64(list.elements.count))
            case .map(let map): return .int(Int64(map.count))
            default: return nil
            }
        },
    ] + celArithmetic

private func comparison(_ name: String, _ holds: @escaping @Sendable (CELValue.Order) -> Bool) -> CELFunction {
    CELFunction(
        "\(name)(bool, bool) -> bool", "\(name)(int, int) -> bool", "\(name)(int, double) -> bool",
        "\(name)(int, uint) -> bool", "\(name)(uint, uint) -> bool", "\(name)(uint, double) -> bool",
        "\(name)(uint, int) -> bool", "\(name)(double, double) -> bool", "\(name)(double, int) -> bool",
        "\(name)(double, uint) -> bool", "\(name)(string, string) -> bool", "\(name)(bytes, bytes) -> bool",
        "\(name)(timestamp, timestamp) -> bool", "\(name)(duration, duration) -> bool"
    ) { machine, values throws(CELError) in
        try machine.charge(min(values[0].weight, values[1].weight) - 1)
        if let order = values[0].order(values[1]) { return .bool(holds(order)) }
        // What is not a number is in no order.
        for case .double(let number) in values where number.isNaN { return .bool(false) }
        return nil
    }
}

/// nil where there is none.
private func element(of target: CELValue, _ index: CELValue) throws(CELError) -> CELValue? {
    switch target {
    case .list(let list):
        let place: Int?
        switch index {
        case .int(let number): place = Int(exactly: number)
        case .uint(let number): place = Int(exactly: number)
        case .double(let number): place = Int(exactly: number)
        default: throw .message("unsupported index type '\(index.typeName)' in list")
        }
        guard let place, list.elements.indices.contains(place) else { return nil }
        return list.elements[place]
    case .map(let map): return try map.find(index)
    case .object(let object):
        guard case .string(let name) = index else { return nil }
        return try object.find(name)
    default: throw .noSuchOverload
    }
}
