/// A quantity's text, cut into its parts.
struct QuantityParts {
    var isNegative = false
    /// The digits before the point, without leading zeros; `0` where there are none.
    var whole: [UInt8] = []
    /// The digits after the point.
    var fraction: [UInt8] = []
    var suffix: Substring.UTF8View

    init(_ text: String) throws(QuantityError) {
        var rest = Substring(text).utf8
        if rest.first == 0x2d || rest.first == 0x2b {
            isNegative = rest.first == 0x2d
            rest = rest.dropFirst()
        }
        rest = rest.drop { $0 == 0x30 }
        whole = Array(rest.prefix { QuantityParts.isDigit($0) })
        rest = rest.dropFirst(whole.count)
        if whole.isEmpty { whole = [0x30] }
        if rest.first == 0x2e {
            rest = rest.dropFirst()
            fraction = Array(rest.prefix { QuantityParts.isDigit($0) })
            rest = rest.dropFirst(fraction.count)
        }
        suffix = rest
        rest = rest.drop { "eEinumkKMGTP".utf8.contains($0) }
        if rest.first == 0x2d || rest.first == 0x2b { rest = rest.dropFirst() }
        if !rest.allSatisfy({ QuantityParts.isDigit($0) }) { throw .format }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    /// Whether Kubernetes goes on writing the text as it was: it takes a number whose mantissa and suffix look
    /// canonical as canonical, which keeps `1.025` and `5.` as they are.
    func isKept(_ suffix: QuantitySuffix) -> Bool {
        let digits = whole + fraction
        switch suffix.format {
        case .decimalSI, .decimalExponent:
            let (scale, overflow) = suffix.exponent.subtractingReportingOverflow(fraction.count)
            return !overflow && digits.count <= 18 && scale >= -9 && scale % 3 == 0 && digits[0] != 0x30
                && digits.suffix(3) != [0x30, 0x30, 0x30]
        case .binarySI:
            guard fraction.isEmpty, digits.count + suffix.exponent * 3 / 10 + 1 <= 15,
                let value = Int64(String(decoding: digits, as: UTF8.self))
            else { return false }
            return value & 7 != 0
        }
    }
}
