/// https://pkg.go.dev/github.com/google/cel-go/ext#Math
let celMath: [CELFunction] = [
    extreme("greatest", .after), extreme("least", .before),
    rounding("ceil", .up), rounding("floor", .down), rounding("round", .toNearestOrAwayFromZero),
    rounding("trunc", .towardZero),
    CELFunction("math.abs(int) -> int", "math.abs(uint) -> uint", "math.abs(double) -> double") {
        _, values throws(CELError) in
        switch values[0] {
        case .int(let number):
            if number == .min { throw .intOverflow }
            return .int(abs(number))
        case .uint: return values[0]
        case .double(let number): return .double(number.magnitude)
        default: return nil
        }
    },
    CELFunction("math.sign(int) -> int", "math.sign(uint) -> uint", "math.sign(double) -> double") {
        _, values throws(CELError) in
        switch values[0] {
        case .int(let number): return .int(number.signum())
        case .uint(let number): return .uint(number > 0 ? 1 : 0)
        case .double(let number): return .double(number.isNaN ? .nan : number > 0 ? 1 : number < 0 ? -1 : 0)
        default: return nil
        }
    },
    CELFunction("math.sqrt(double) -> double", "math.sqrt(int) -> double", "math.sqrt(uint) -> double") {
        _, values throws(CELError) in
        switch values[0] {
        case .double(let number): return .double(number.squareRoot())
        case .int(let number): return .double(Double(number).squareRoot())
        case .uint(let number): return .double(Double(number).squareRoot())
        default: return nil
        }
    },
    about("isNaN") { $0.isNaN }, about("isInf") { $0.isInfinite }, about("isFinite") { $0.isFinite },
]

private func about(_ name: String, _ holds: @escaping @Sendable (Double) -> Bool) -> CELFunction {
    CELFunction("math.\(name)(double) -> bool") { _, values throws(CELError) in
        guard case .double(let number) = values[0] else { return nil }
        return .bool(holds(number))
    }
}

private func rounding(_ name: String, _ rule: FloatingPointRoundingRule) -> CELFunction {
    CELFunction("math.\(name)(double) -> double") { _, values throws(CELError) in
        guard case .double(let number) = values[0] else { return nil }
        return .double(number.rounded(rule))
    }
}

/// Of up to five numbers, or of a list.
private func extreme(_ name: String, _ wanted: CELValue.Order) -> CELFunction {
    var forms: [String] = []
    for type in ["int", "uint", "double"] {
        forms += (1...5).map { count in
            "math.\(name)(\(Array(repeating: type, count: count).joined(separator: ", "))) -> \(type)"
        }
        forms.append("math.\(name)(list<\(type)>) -> \(type)")
    }
    forms.append("math.\(name)(dyn, dyn) -> dyn")
    return CELFunction(forms) { machine, values throws(CELError) in
        var numbers = values
        if case .list(let list) = values[0] { numbers = list.elements }
        try machine.charge(numbers.count)
        guard var best = numbers.first else { throw .message("math.@\(name)(list) argument must not be empty") }
        for number in numbers.dropFirst() {
            guard let order = number.order(numbers: best) else { return nil }
            if order == wanted { best = number }
        }
        return best
    }
}
