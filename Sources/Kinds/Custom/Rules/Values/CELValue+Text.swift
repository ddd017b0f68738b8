import Model

extension CELValue {
    /// A key or a value as an error shows it.
    var shown: String {
        switch self {
        case .string(let text): text
        case .int(let number): String(number)
        case .uint(let number): String(number)
        case .bool(let flag): String(flag)
        case .double(let number): CELValue.text(number)
        default: typeName
        }
    }

    /// A double as Go's strconv writes it with `%g` and as few digits as tell it apart.
    static func text(_ number: Double) -> String {
        if number.isNaN { return "NaN" }
        if number.isInfinite { return number < 0 ? "-Inf" : "+Inf" }
        let text = Value(number).json
        guard number.magnitude >= 1e21 || (number != 0 && number.magnitude < 1e-4) else { return text }
        return exponential(String(number.magnitude), isNegative: number < 0)
    }

    /// `1e+21`, `1.5e-07`: at least two digits in the exponent.
    private static func exponential(_ text: String, isNegative: Bool) -> String {
        let parts = text.split(separator: "e", omittingEmptySubsequences: false)
        var digits = String(parts[0])
        var exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
        if parts.count == 1 {
            // `0.00001`
            let plain = digits.filter { $0 != "." }
            let leading = plain.prefix { $0 == "0" }.count
            let kept = plain.dropFirst(leading)
            exponent = (digits.split(separator: ".").first?.count ?? 1) - 1 - leading
            digits = String(kept.prefix(1)) + (kept.count > 1 ? "." + kept.dropFirst() : "")
        }
        if digits.hasSuffix(".0") { digits.removeLast(2) }
        let size = exponent.magnitude < 10 ? "0\(exponent.magnitude)" : "\(exponent.magnitude)"
        return (isNegative ? "-" : "") + digits + (exponent < 0 ? "e-" : "e+") + size
    }
}
