import Model

/// https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-quantity-library
let celQuantities: [CELFunction] = [
    CELFunction("quantity(string) -> quantity") { machine, values throws(CELError) in
        guard case .string(let text) = values[0] else { return nil }
        try machine.charge(text.utf8.count / 10)
        guard let quantity = try? Quantity(text) else {
            throw .message(
                "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'")
        }
        return .opaque(.quantity(quantity))
    },
    CELFunction("isQuantity(string) -> bool") { machine, values throws(CELError) in
        guard case .string(let text) = values[0] else { return nil }
        try machine.charge(text.utf8.count / 10)
        return .bool((try? Quantity(text)) != nil)
    },
    CELFunction("quantity: isInteger() -> bool") { _, values throws(CELError) in
        guard case .opaque(.quantity(let quantity)) = values[0] else { return nil }
        return .bool(quantity.whole != nil)
    },
    CELFunction("quantity: asInteger() -> int") { _, values throws(CELError) in
        guard case .opaque(.quantity(let quantity)) = values[0] else { return nil }
        guard let whole = quantity.whole else { throw .message("cannot convert value to integer") }
        return .int(Int64(whole))
    },
    CELFunction("quantity: asApproximateFloat() -> double") { _, values throws(CELError) in
        guard case .opaque(.quantity(let quantity)) = values[0] else { return nil }
        return .double(quantity.approximate)
    },
    CELFunction("quantity: sign() -> int") { _, values throws(CELError) in
        guard case .opaque(.quantity(let quantity)) = values[0] else { return nil }
        return .int(Int64(quantity.sign))
    },
    sum("add") { $0 + $1 }, sum("sub") { $0 - $1 },
    order("isLessThan", "bool") { .bool($0 < $1) },
    order("isGreaterThan", "bool") { .bool($0 > $1) },
    order("compareTo", "int") { .int($0 < $1 ? -1 : $0 > $1 ? 1 : 0) },
]

extension Quantity {
    /// nil for a fraction, and for more than an integer holds.
    fileprivate var whole: Int? { Quantity(value) == self ? value : nil }
}

private func sum(_ name: String, _ result: @escaping @Sendable (Quantity, Quantity) -> Quantity) -> CELFunction {
    CELFunction("quantity: \(name)(quantity) -> quantity", "quantity: \(name)(int) -> quantity") {
        _, values throws(CELError) in
        guard case .opaque(.quantity(let quantity)) = values[0] else { return nil }
        switch values[1] {
        case .opaque(.quantity(let other)): return .opaque(.quantity(result(quantity, other)))
        case .int(let number): return .opaque(.quantity(result(quantity, Quantity(Int(number)))))
        default: return nil
        }
    }
}

private func order(
    _ name: String, _ type: String, _ result: @escaping @Sendable (Quantity, Quantity) -> CELValue
) -> CELFunction {
    CELFunction("quantity: \(name)(quantity) -> \(type)") { _, values throws(CELError) in
        guard case .opaque(.quantity(let left)) = values[0], case .opaque(.quantity(let right)) = values[1] else {
            return nil
        }
        return result(left, right)
    }
}
