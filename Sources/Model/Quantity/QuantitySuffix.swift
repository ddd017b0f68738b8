/// What stands after the number of a quantity.
struct QuantitySuffix {
    var base: Int
    var exponent: Int
    var format: Quantity.Format

    /// The suffixes that have names, from small to large in each format.
    static let named: [(text: String, suffix: QuantitySuffix)] = [
        ("n", .init(base: 10, exponent: -9, format: .decimalSI)),
        ("u", .init(base: 10, exponent: -6, format: .decimalSI)),
        ("m", .init(base: 10, exponent: -3, format: .decimalSI)),
        ("", .init(base: 10, exponent: 0, format: .decimalSI)),
        ("k", .init(base: 10, exponent: 3, format: .decimalSI)),
        ("M", .init(base: 10, exponent: 6, format: .decimalSI)),
        ("G", .init(base: 10, exponent: 9, format: .decimalSI)),
        ("T", .init(base: 10, exponent: 12, format: .decimalSI)),
        ("P", .init(base: 10, exponent: 15, format: .decimalSI)),
        ("E", .init(base: 10, exponent: 18, format: .decimalSI)),
        ("Ki", .init(base: 2, exponent: 10, format: .binarySI)),
        ("Mi", .init(base: 2, exponent: 20, format: .binarySI)),
        ("Gi", .init(base: 2, exponent: 30, format: .binarySI)),
        ("Ti", .init(base: 2, exponent: 40, format: .binarySI)),
        ("Pi", .init(base: 2, exponent: 50, format: .binarySI)),
        ("Ei", .init(base: 2, exponent: 60, format: .binarySI)),
    ]

    static func read(_ text: Substring.UTF8View) throws(QuantityError) -> QuantitySuffix {
        for entry in named where text.elementsEqual(entry.text.utf8) { return entry.suffix }
        guard text.count > 1, text.first == 0x65 || text.first == 0x45 else { throw .suffix }
        guard let exponent = Int64(Substring(text.dropFirst())) else { throw .suffix }
        return QuantitySuffix(base: 10, exponent: Int(exponent), format: .decimalExponent)
    }

    /// The name for an exponent, nil where the format has none.
    static func text(exponent: Int, format: Quantity.Format) -> String? {
        switch format {
        case .decimalExponent: return exponent == 0 ? "" : "e\(exponent)"
        case .binarySI where exponent == 0: return ""
        default:
            return named.first { $0.suffix.exponent == exponent && $0.suffix.format == format }?.text
        }
    }
}
