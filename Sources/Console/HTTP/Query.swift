/// The parameters of a URL or of a form. Of a repeated one the first counts.
struct Query: Sendable {
    private var values: [String: String] = [:]

    init(_ text: some StringProtocol) {
        for part in text.split(separator: "&") {
            let equals = part.firstIndex(of: "=") ?? part.endIndex
            let name = percentDecoded(part[..<equals], plusIsSpace: true)
            let value =
                equals == part.endIndex ? "" : percentDecoded(part[part.index(after: equals)...], plusIsSpace: true)
            if values[name] == nil { values[name] = value }
        }
    }

    /// nil where the parameter is absent or empty.
    subscript(name: String) -> String? {
        guard let value = values[name], !value.isEmpty else { return nil }
        return value
    }
}

/// Undoes percent-encoding. A `%` that two hex digits do not follow stays as it is; bytes that are no UTF-8 are
/// replaced.
func percentDecoded(_ text: some StringProtocol, plusIsSpace: Bool = false) -> String {
    let bytes = Array(text.utf8)
    var decoded: [UInt8] = []
    decoded.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
        let byte = bytes[index]
        if byte == 0x25, index + 2 < bytes.count, let high = hexValue(bytes[index + 1]),
            let low = hexValue(bytes[index + 2])
        {
            decoded.append(high << 4 | low)
            index += 3
            continue
        }
        decoded.append(plusIsSpace && byte == 0x2b ? 0x20 : byte)
        index += 1
    }
    return String(decoding: decoded, as: UTF8.self)
}

/// What one hexadecimal digit stands for.
func hexValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x41 + 10
    case 0x61...0x66: byte - 0x61 + 10
    default: nil
    }
}
