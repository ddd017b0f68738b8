/// A number, or a share of one: `maxSurge: 2`, `maxSurge: 25%`.
public enum IntOrString: Hashable, Sendable, CustomStringConvertible {
    case int(Int)
    case string(String)

    /// A field of an object; nil for what is neither an integer nor a string.
    public init?(_ value: Value?) {
        switch value?.view {
        case .int(let number): self = .int(Int(number))
        case .string(let text): self = .string(text)
        default: return nil
        }
    }

    /// Reads a command line's or an annotation's text: a number of 32 bits, else a string.
    public init(parsing text: String) {
        self = Int32(text).map { .int(Int($0)) } ?? .string(text)
    }

    public var value: Value {
        switch self {
        case .int(let number): Value(number)
        case .string(let text): Value(text)
        }
    }

    public var description: String {
        switch self {
        case .int(let number): String(number)
        case .string(let text): text
        }
    }

    /// The number, or the percentage of `total`; errors in apimachinery's words.
    public func scaled(total: Int, roundingUp: Bool) throws(IntOrStringError) -> Int {
        switch self {
        case .int(let number): return number
        case .string(let text):
            let share = try percentage(text)
            let (product, overflow) = share.multipliedReportingOverflow(by: total)
            if overflow { return share.signum() * total.signum() < 0 ? .min : .max }
            let (quotient, rest) = product.quotientAndRemainder(dividingBy: 100)
            if roundingUp { return rest > 0 ? quotient + 1 : quotient }
            return rest < 0 ? quotient - 1 : quotient
        }
    }

    private func percentage(_ text: String) throws(IntOrStringError) -> Int {
        guard text.utf8.last == UInt8(ascii: "%") else {
            throw IntOrStringError("invalid type: string is not a percentage")
        }
        let digits = String(text.dropLast())
        if let number = Int(digits) { return number }
        let sign = digits.utf8.first.map { $0 == 0x2b || $0 == 0x2d } ?? false
        let body = digits.utf8.dropFirst(sign ? 1 : 0)
        let isNumber = !body.isEmpty && body.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
        throw IntOrStringError(
            "invalid value \(text.quotedAsGo): strconv.Atoi: parsing \(digits.quotedAsGo): "
                + (isNumber ? "value out of range" : "invalid syntax"))
    }
}

/// Why a text is neither a number nor a percentage.
public struct IntOrStringError: Error, Hashable, Sendable, CustomStringConvertible {
    public var description: String
    init(_ reason: String) { description = "invalid value for IntOrString: \(reason)" }
}

extension IntOrString {
    /// How many pods a rolling update may have above, and miss below, the desired number: shares of surge are rounded
    /// up, of unavailable down, and where both come to nothing one pod may be missing, or nothing could ever move.
    public static func fenceposts(
        maxSurge: IntOrString?, maxUnavailable: IntOrString?, desired: Int
    ) throws(IntOrStringError) -> (surge: Int, unavailable: Int) {
        let surge = try (maxSurge ?? .int(0)).scaled(total: desired, roundingUp: true)
        let unavailable = try (maxUnavailable ?? .int(0)).scaled(total: desired, roundingUp: false)
        return (surge, surge == 0 && unavailable == 0 ? 1 : unavailable)
    }
}
