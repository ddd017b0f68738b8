extension Quantity: CustomStringConvertible {
    /// The canonical form, in the quantity's format: no fraction, the largest suffix that loses nothing.
    ///
    /// As Kubernetes does, amounts that a binary suffix cannot say without loss are written in decimals.
    public var description: String {
        if let written { return written }
        if nano == 0 { return "0" }
        if format == .binarySI, nano.magnitude >= UInt128(1024 * Quantity.one), nano % Quantity.one == 0 {
            return binaryText
        }
        return decimalText(format == .binarySI ? .decimalSI : format)
    }

    private var binaryText: String {
        var mantissa = nano / Quantity.one
        var exponent = 0
        while exponent < 60, mantissa % 1024 == 0 {
            mantissa /= 1024
            exponent += 10
        }
        return String(mantissa) + (QuantitySuffix.text(exponent: exponent, format: .binarySI) ?? "")
    }

    private func decimalText(_ format: Format) -> String {
        var mantissa = nano
        var exponent = -9
        while mantissa % 1000 == 0 {
            mantissa /= 1000
            exponent += 3
        }
        let suffix = QuantitySuffix.text(exponent: exponent, format: format) ?? "e\(exponent)"
        return String(mantissa) + suffix
    }
}
