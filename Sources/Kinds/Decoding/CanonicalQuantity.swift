/// A resource quantity as `k8s.io/apimachinery/pkg/api/resource` reads and prints it: exact down to 10^-9, rounded up
/// below that, in the canonical form of the format it was written in.
struct CanonicalQuantity: Hashable, Sendable, Comparable {
    /// In billionths.
    private(set) var nanos: Int128
    private(set) var format: Format

    enum Format: Sendable { case decimal, binary, exponent }

    static let wrongFormat =
        "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"
    static let wrongSuffix = "unable to parse quantity's suffix"
    static let wrongNumber = "unable to parse numeric part of quantity"

    private static let giga: Int128 = 1_000_000_000
    /// No quantity is larger than 2^63 - 1.
    private static let limit: Int128 = (1 << 63 - 1) * giga

    struct ParseError: Error { var message: String }

    init(nanos: Int128, format: Format) {
        self.nanos = nanos
        self.format = format
    }

    init(_ text: String) throws(ParseError) {
        let bytes = Array(text.utf8)
        var position = 0
        var negative = false
        if let first = bytes.first, first == 0x2b || first == 0x2d {
            negative = first == 0x2d
            position = 1
        }
        var mantissa: Int128 = 0
        var digits = 0
        var scale = 0
        var seenPoint = false
        var lost = false
        while position < bytes.count {
            let byte = bytes[position]
            if byte == 0x2e {
                if seenPoint { throw ParseError(message: CanonicalQuantity.wrongFormat) }
                seenPoint = true
            } else if byte >= 0x30, byte <= 0x39 {
                digits += 1
                if mantissa < 1_000_000_000_000_000_000_000_000 {
                    mantissa = mantissa * 10 + Int128(byte - 0x30)
                    if seenPoint { scale -= 1 }
                } else {
                    lost = lost || byte != 0x30
                    if !seenPoint { scale += 1 }
                }
            } else {
                break
            }
            position += 1
        }
        if bytes.isEmpty { throw ParseError(message: CanonicalQuantity.wrongFormat) }
        if digits == 0 {
            throw ParseError(message: position < bytes.count || bytes.count == 1
                ? CanonicalQuantity.wrongFormat : CanonicalQuantity.wrongNumber)
        }
        let suffix = String(decoding: bytes[position...], as: UTF8.self)
        let (exponent, shift, format) = try CanonicalQuantity.interpret(suffix)
        self.format = format
        nanos = CanonicalQuantity.scaled(mantissa, power: scale + exponent + 9, shift: shift, lost: lost)
        if nanos > CanonicalQuantity.limit { nanos = CanonicalQuantity.limit }
        if negative { nanos = -nanos }
    }

    /// `mantissa` x 10^power x 2^shift, rounded up, held at a bound far above the limit.
    private static func scaled(_ mantissa: Int128, power: Int, shift: Int, lost: Bool) -> Int128 {
        if mantissa == 0 { return 0 }
        let bound = limit * 4
        var value = mantissa
        for _ in 0..<shift {
            if value > bound * giga { return bound }
            value *= 2
        }
        if power >= 0 {
            for _ in 0..<min(power, 80) {
                if value > bound { return bound }
                value *= 10
            }
            return value
        }
        var rest = lost
        for _ in 0..<min(-power, 80) {
            if value % 10 != 0 { rest = true }
            value /= 10
        }
        return rest ? value + 1 : value
    }

    private static func interpret(_ suffix: String) throws(ParseError) -> (power: Int, shift: Int, Format) {
        switch suffix {
        case "": return (0, 0, .decimal)
        case "n": return (-9, 0, .decimal)
        case "u": return (-6, 0, .decimal)
        case "m": return (-3, 0, .decimal)
        case "k": return (3, 0, .decimal)
        case "M": return (6, 0, .decimal)
        case "G": return (9, 0, .decimal)
        case "T": return (12, 0, .decimal)
        case "P": return (15, 0, .decimal)
        case "E": return (18, 0, .decimal)
        case "Ki": return (0, 10, .binary)
        case "Mi": return (0, 20, .binary)
        case "Gi": return (0, 30, .binary)
        case "Ti": return (0, 40, .binary)
        case "Pi": return (0, 50, .binary)
        case "Ei": return (0, 60, .binary)
        default: break
        }
        guard let first = suffix.first, first == "e" || first == "E" else {
            let allowed = suffix.utf8.allSatisfy { "eEinumkKMGTP+-0123456789".utf8.contains($0) }
            throw ParseError(message: allowed && !"0123456789+-".contains(suffix.first ?? "0")
                ? wrongSuffix : wrongFormat)
        }
        let digits = suffix.dropFirst()
        guard digits.utf8.allSatisfy({ "+-0123456789".utf8.contains($0) }) else {
            throw ParseError(message: wrongFormat)
        }
        guard let power = Int(digits), abs(power) <= 1_000_000 else { throw ParseError(message: wrongSuffix) }
        return (power, 0, .exponent)
    }

    var isZero: Bool { nanos == 0 }
    var isNegative: Bool { nanos < 0 }
    var isInteger: Bool { nanos % CanonicalQuantity.giga == 0 }
    /// Rounded up, away from zero.
    var value: Int128 {
        let whole = nanos / CanonicalQuantity.giga
        let rest = nanos % CanonicalQuantity.giga
        return rest > 0 ? whole + 1 : rest < 0 ? whole - 1 : whole
    }
    var milliValue: Int128 {
        let unit: Int128 = 1_000_000
        return nanos % unit > 0 ? nanos / unit + 1 : nanos / unit
    }

    /// Rounded up to thousandths, as CPU quantities are.
    var roundedToMilli: CanonicalQuantity {
        let unit: Int128 = 1_000_000
        if nanos % unit == 0 { return self }
        return CanonicalQuantity(nanos: (nanos / unit + (nanos > 0 ? 1 : -1)) * unit, format: format)
    }

    static func < (left: CanonicalQuantity, right: CanonicalQuantity) -> Bool { left.nanos < right.nanos }

    /// The canonical form: `500m`, `1Gi`, `1536Mi`, `12e6`.
    var text: String {
        if nanos == 0 { return "0" }
        let giga = CanonicalQuantity.giga
        var sign = nanos < 0 ? "-" : ""
        let size = nanos.magnitude
        if format == .binary, size >= UInt128(1024 * giga) {
            var whole = (size + UInt128(giga) - 1) / UInt128(giga)
            let suffixes = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"]
            var step = 0
            while whole % 1024 == 0, step < 6 {
                whole /= 1024
                step += 1
            }
            return "\(sign)\(whole)\(suffixes[step])"
        }
        var mantissa = size
        var power = -9
        while mantissa % 1000 == 0, power < 18 {
            mantissa /= 1000
            power += 3
        }
        if mantissa == 0 { sign = "" }
        if format == .exponent {
            return power == 0 ? "\(sign)\(mantissa)" : "\(sign)\(mantissa)e\(power)"
        }
        let suffixes = ["n", "u", "m", "", "k", "M", "G", "T", "P", "E"]
        return "\(sign)\(mantissa)\(suffixes[(power + 9) / 3])"
    }
}
