/// An amount of something as Kubernetes writes it: `100m`, `1.5Gi`, `2e3`.
///
/// Exact to a billionth (finer amounts are rounded away from zero, as Kubernetes does) and up to about 1.7e29; a text
/// beyond that is refused. Two quantities are equal where their amounts are: `1000m` is `1`.
public struct Quantity: Sendable {
    /// How the amount is written; parsing keeps it, and arithmetic keeps the left side's.
    public enum Format: Sendable {
        /// `12e6`
        case decimalExponent
        /// `12Mi`
        case binarySI
        /// `12M`
        case decimalSI
    }

    /// The amount in billionths.
    let nano: Int128
    public let format: Format
    /// The text it was read from, where Kubernetes would keep that text although it is not the canonical one: `1.025`.
    let written: String?

    init(nano: Int128, format: Format, written: String? = nil) {
        self.nano = nano
        self.format = format
        self.written = written
    }

    static let one: Int128 = 1_000_000_000

    public static let zero = Quantity(nano: 0, format: .decimalSI)

    public init(_ value: Int, format: Format = .decimalSI) {
        self.init(nano: Int128(value) * Quantity.one, format: format)
    }

    public init(milli: Int, format: Format = .decimalSI) {
        self.init(nano: Int128(milli) * (Quantity.one / 1000), format: format)
    }

    public var isZero: Bool { nano == 0 }
    /// -1, 0 or 1.
    public var sign: Int { Int(nano.signum()) }

    /// In whole units, rounded away from zero; held at the bounds of `Int`.
    public var value: Int { rounded(to: Quantity.one) }
    /// In thousandths, rounded away from zero; held at the bounds of `Int`.
    public var milliValue: Int { rounded(to: Quantity.one / 1000) }
    /// The nearest double, for shares and scores.
    public var approximate: Double { Double(nano) / 1e9 }

    private func rounded(to unit: Int128) -> Int {
        let (quotient, rest) = nano.quotientAndRemainder(dividingBy: unit)
        return Int(clamping: quotient + rest.signum())
    }
}

extension Quantity: Hashable, Comparable {
    public static func == (left: Quantity, right: Quantity) -> Bool { left.nano == right.nano }
    public static func < (left: Quantity, right: Quantity) -> Bool { left.nano < right.nano }
    public func hash(into hasher: inout Hasher) { hasher.combine(nano) }
}

/// Sums keep the left side's format, or take the right side's where the left is zero. They are held at the bounds of
/// what a quantity can be rather than trap.
extension Quantity {
    public static func + (left: Quantity, right: Quantity) -> Quantity {
        let (sum, overflow) = left.nano.addingReportingOverflow(right.nano)
        let bound: Int128 = right.nano < 0 ? .min : .max
        return Quantity(nano: overflow ? bound : sum, format: left.isZero ? right.format : left.format)
    }

    public static func - (left: Quantity, right: Quantity) -> Quantity {
        let (difference, overflow) = left.nano.subtractingReportingOverflow(right.nano)
        let bound: Int128 = right.nano < 0 ? .max : .min
        return Quantity(nano: overflow ? bound : difference, format: left.isZero ? right.format : left.format)
    }

    public static func * (left: Quantity, right: Int) -> Quantity {
        let (product, overflow) = left.nano.multipliedReportingOverflow(by: Int128(right))
        let bound: Int128 = (left.nano < 0) == (right < 0) ? .max : .min
        return Quantity(nano: overflow ? bound : product, format: left.format)
    }

    public static prefix func - (quantity: Quantity) -> Quantity { Quantity.zero - quantity }
    public static func += (left: inout Quantity, right: Quantity) { left = left + right }
    public static func -= (left: inout Quantity, right: Quantity) { left = left - right }
}
