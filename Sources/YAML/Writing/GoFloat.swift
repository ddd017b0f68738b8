/// Doubles as Go's `%g` writes them: what goyaml makes of numbers, and of numbers that are keys.
enum GoFloat {
    /// The shortest digits; with an exponent below 1e-4 and from a million on.
    static func text(_ number: Double) -> String {
        if number.isNaN { return ".nan" }
        if number.isInfinite { return number < 0 ? "-.inf" : ".inf" }
        if number == 0 { return "0" }
        let (digits, exponent) = shortest(abs(number))
        let sign = number < 0 ? "-" : ""
        if exponent < -4 || exponent >= 6 {
            let tail = digits.dropFirst()
            let power = String(abs(exponent))
            return sign + digits.prefix(1) + (tail.isEmpty ? "" : "." + tail) + (exponent < 0 ? "e-" : "e+")
                + (power.count < 2 ? "0" + power : power)
        }
        if exponent < 0 { return sign + "0." + String(repeating: "0", count: -exponent - 1) + digits }
        if digits.count <= exponent + 1 {
            return sign + digits + String(repeating: "0", count: exponent + 1 - digits.count)
        }
        return sign + digits.prefix(exponent + 1) + "." + digits.dropFirst(exponent + 1)
    }

    /// The significant digits, and the power of ten of the first.
    private static func shortest(_ magnitude: Double) -> (digits: String, exponent: Int) {
        let halves = String(magnitude).split(whereSeparator: { $0 == "e" || $0 == "E" })
        let parts = halves[0].split(separator: ".", omittingEmptySubsequences: false)
        var digits = parts.joined()
        var exponent = parts[0].count - 1 + (halves.count > 1 ? Int(halves[1]) ?? 0 : 0)
        while digits.hasPrefix("0"), digits.count > 1 {
            digits.removeFirst()
            exponent -= 1
        }
        while digits.hasSuffix("0"), digits.count > 1 { digits.removeLast() }
        return (digits, exponent)
    }
}
