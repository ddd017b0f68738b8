/// Doubles as ECMAScript and Go's JSON encoder write them.
enum JSONNumber {
    /// Plain digits from 1e-6 up to below 1e21, else an exponent with its sign.
    static func text(_ number: Double) -> String {
        let (isNegative, digits, point) = parts(number)
        let sign = isNegative ? "-" : ""
        if digits.allSatisfy({ $0 == "0" }) { return "0" }
        if point > 21 || point < -5 {
            let fraction = digits.dropFirst()
            let exponent = point - 1
            return sign + digits.prefix(1) + (fraction.isEmpty ? "" : "." + fraction)
                + (exponent < 0 ? "e-" : "e+") + String(abs(exponent))
        }
        if point <= 0 { return sign + "0." + String(repeating: "0", count: -point) + digits }
        if digits.count <= point { return sign + digits + String(repeating: "0", count: point - digits.count) }
        return sign + digits.prefix(point) + "." + digits.dropFirst(point)
    }

    /// The shortest digits that read as the number, and where the point stands in them.
    private static func parts(_ number: Double) -> (isNegative: Bool, digits: String, point: Int) {
        var text = Substring(String(abs(number)))
        var exponent = 0
        if let mark = text.firstIndex(where: { $0 == "e" || $0 == "E" }) {
            exponent = Int(text[text.index(after: mark)...]) ?? 0
            text = text[..<mark]
        }
        let halves = text.split(separator: ".", omittingEmptySubsequences: false)
        var digits = halves.joined()
        var point = halves[0].count + exponent
        while digits.hasSuffix("0"), digits.count > 1 { digits.removeLast() }
        while digits.hasPrefix("0"), digits.count > 1 {
            digits.removeFirst()
            point -= 1
        }
        return (number < 0, digits, point)
    }
}
