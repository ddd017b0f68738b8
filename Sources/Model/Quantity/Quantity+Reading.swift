extension Quantity {
    /// Reads what Kubernetes reads, in a time that depends on the text's length only.
    public init(_ text: String) throws(QuantityError) {
        if text.isEmpty { throw .format }
        let parts = try QuantityParts(text)
        let suffix = try QuantitySuffix.read(parts.suffix)
        var nano = try Quantity.nano(of: parts, suffix)
        if suffix.format == .binarySI, nano > Quantity.binaryLimit { nano = Quantity.binaryLimit }
        if parts.isNegative { nano = -nano }
        // A fraction of one is written in decimals, whatever it was read in.
        let isFraction = suffix.format == .binarySI && nano > 0 && nano < Quantity.one
        self.init(
            nano: nano, format: isFraction ? .decimalSI : suffix.format,
            written: parts.isKept(suffix) ? text : nil)
    }

    /// A field of an object: a string, or a number as its JSON text would be. Nil for anything else.
    public init?(_ value: Value?) {
        guard let value else { return nil }
        let text: String
        switch value.view {
        case .string(let string): text = String(string.trimmingSpace)
        case .int(let number): text = String(number)
        case .double: text = value.json
        default: return nil
        }
        guard let quantity = try? Quantity(text) else { return nil }
        self = quantity
    }

    /// Quantities with a binary suffix are capped at 2^63-1 units.
    private static let binaryLimit = Int128(Int64.max) * one

    private static func nano(of parts: QuantityParts, _ suffix: QuantitySuffix) throws(QuantityError) -> Int128 {
        var digits = Array(parts.whole) + Array(parts.fraction)
        var scale = -parts.fraction.count
        while digits.last == 0x30 {
            digits.removeLast()
            scale += 1
        }
        if digits.allSatisfy({ $0 == 0x30 }) { return 0 }
        if suffix.base == 10 {
            let (sum, overflow) = scale.addingReportingOverflow(suffix.exponent)
            if overflow { throw .number }
            scale = sum
        }
        let (shift, overflow) = scale.addingReportingOverflow(9)
        if overflow { throw .number }
        var amount: Int128 = 0
        var isRounded = false
        // What stands below a billionth only rounds up; a binary suffix is multiplied in first.
        let kept = suffix.base == 10 ? max(0, min(digits.count, digits.count + min(shift, 0))) : digits.count
        for digit in digits[..<kept] {
            try amount.multiply(by: 10)
            amount += Int128(digit - 0x30)
        }
        isRounded = digits[kept...].contains { $0 != 0x30 }
        if suffix.base == 2 { try amount.multiply(by: Int128(1) << Int128(suffix.exponent)) }
        if shift > 0 {
            if shift > 38 { throw .number }
            for _ in 0..<shift { try amount.multiply(by: 10) }
        } else if suffix.base == 2, shift < 0 {
            for _ in 0..<min(-shift, 40) {
                if amount % 10 != 0 { isRounded = true }
                amount /= 10
            }
        }
        return amount + (isRounded ? 1 : 0)
    }
}

extension Int128 {
    fileprivate mutating func multiply(by factor: Int128) throws(QuantityError) {
        let (product, overflow) = multipliedReportingOverflow(by: factor)
        // One step below the bound, so that adding a digit or rounding cannot overflow.
        if overflow || product > Int128.max / 16 { throw .number }
        self = product
    }
}

extension String {
    fileprivate var trimmingSpace: Substring {
        let isSpace: (Character) -> Bool = { $0.isWhitespace }
        guard let first = firstIndex(where: { !isSpace($0) }), let last = lastIndex(where: { !isSpace($0) }) else {
            return ""
        }
        return self[first...last]
    }
}
