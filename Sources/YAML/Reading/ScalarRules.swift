#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// How Kubernetes understands scalars: YAML 1.1's words and numbers as goyaml reads them, without numbers in base 60,
/// and with dates left as texts.
enum ScalarRules {
    /// A plain scalar. Most are texts, which their first byte tells.
    @inline(__always)
    static func plain(_ bytes: UnsafeBufferPointer<UInt8>) -> Scalar {
        guard let first = bytes.first else { return .null }
        switch first {
        case 0x30...0x39: return digits(bytes) ?? number(bytes) ?? .text
        case 0x2b, 0x2d: return (bytes.count == 5 ? word(bytes) : nil) ?? number(bytes) ?? .text
        case 0x2e: return word(bytes) ?? (isFloat(bytes) ? float(bytes) : nil) ?? .text
        case 0x79, 0x59, 0x6e, 0x4e, 0x74, 0x54, 0x66, 0x46, 0x6f, 0x4f, 0x7e: return word(bytes) ?? .text
        default: return .text
        }
    }

    /// Whether a plain scalar is a text for sure. `<` may begin a merge key.
    @inline(__always)
    static func isText(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = bytes.first else { return false }
        switch first {
        case 0x30...0x39, 0x2b, 0x2d, 0x2e, 0x3c: return false
        case 0x79, 0x59, 0x6e, 0x4e, 0x74, 0x54, 0x66, 0x46, 0x6f, 0x4f, 0x7e:
            return bytes.count > 5 || !mayBeWord(bytes)
        default: return true
        }
    }

    /// Whether it is one of the words, with letters of whatever case.
    @inline(__always)
    private static func mayBeWord(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var letters: UInt64 = 0
        for byte in bytes { letters = letters &<< 8 | UInt64(byte | 0x20) }
        // "true" and "false", "null", "yes" and "no", "on" and "off", "y" and "n", "~".
        switch letters {
        case 0x7472_7565, 0x66_616c_7365, 0x6e75_6c6c, 0x79_6573, 0x6e6f, 0x6f6e, 0x6f_6666, 0x79, 0x6e, 0x7e:
            return true
        default: return false
        }
    }

    private static let words: [(String, Scalar)] =
        ["y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"].map { ($0, .bool(true)) }
        + ["n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"].map { ($0, .bool(false)) }
        + ["~", "null", "Null", "NULL"].map { ($0, .null) }
        + [".nan", ".NaN", ".NAN"].map { ($0, .double(.nan)) }
        + [".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"].map { ($0, .double(.infinity)) }
        + ["-.inf", "-.Inf", "-.INF"].map { ($0, .double(-.infinity)) }

    private static let wordsByLength: [[(bytes: [UInt8], scalar: Scalar)]] = (0...5).map { length in
        words.filter { $0.0.utf8.count == length }.map { (Array($0.0.utf8), $0.1) }
    }

    private static func word(_ bytes: UnsafeBufferPointer<UInt8>) -> Scalar? {
        guard bytes.count <= 5, bytes.count > 0 else { return nil }
        for word in wordsByLength[bytes.count] where bytes.elementsEqual(word.bytes) { return word.scalar }
        return nil
    }

    /// A plain decimal number without leading zero, which nearly all are.
    @inline(__always)
    private static func digits(_ bytes: UnsafeBufferPointer<UInt8>) -> Scalar? {
        guard bytes.count <= 18, bytes[0] != 0x30 || bytes.count == 1 else { return nil }
        var number: Int64 = 0
        for byte in bytes {
            guard byte >= 0x30, byte <= 0x39 else { return nil }
            number = number &* 10 &+ Int64(byte &- 0x30)
        }
        return .int(number)
    }

    /// The bytes that numbers are written with: digits, also of base 16, signs, `_`, `.`, and the letters of prefixes.
    private static let numberBytes: (UInt64, UInt64) = {
        var bits: (UInt64, UInt64) = (0, 0)
        for byte in "0123456789abcdefABCDEFxXoO+-_.".utf8 {
            if byte < 64 { bits.0 |= 1 << UInt64(byte) } else { bits.1 |= 1 << UInt64(byte - 64) }
        }
        return bits
    }()

    private static func number(_ bytes: UnsafeBufferPointer<UInt8>) -> Scalar? {
        let (low, high) = numberBytes
        for byte in bytes {
            guard byte < 128, (byte < 64 ? low >> UInt64(byte) : high >> UInt64(byte &- 64)) & 1 == 1 else {
                return nil
            }
        }
        // Nothing longer is a number that anybody writes, and reading it would take its time.
        guard bytes.count <= 512 else { return nil }
        var plain: [UInt8] = []
        plain.reserveCapacity(bytes.count)
        for byte in bytes where byte != 0x5f { plain.append(byte) }
        if let integer = integer(plain) { return integer }
        return plain.withUnsafeBufferPointer { isFloat($0) ? float($0) : nil }
    }

    /// Go's integers: decimal, `0x`, `0b`, `0o`, and octal after a plain `0`. Beyond 64 bits they are no integers.
    private static func integer(_ bytes: [UInt8]) -> Scalar? {
        var digits = bytes[...]
        let isSigned = digits.first == 0x2b || digits.first == 0x2d
        let isNegative = digits.first == 0x2d
        if isSigned { digits = digits.dropFirst() }
        var radix = 10
        if digits.first == 0x30, digits.count > 1 {
            switch digits[digits.startIndex + 1] | 0x20 {
            case 0x78: (radix, digits) = (16, digits.dropFirst(2))
            case 0x62: (radix, digits) = (2, digits.dropFirst(2))
            case 0x6f: (radix, digits) = (8, digits.dropFirst(2))
            default: (radix, digits) = (8, digits.dropFirst(1))
            }
        }
        guard let first = digits.first, first != 0x2b, first != 0x2d else { return nil }
        let text = String(decoding: digits, as: UTF8.self)
        if let number = Int64((isNegative ? "-" : "") + text, radix: radix) { return .int(number) }
        // JSON knows no unsigned numbers: what takes all 64 bits is read back as a double.
        if !isSigned, let number = UInt64(text, radix: radix) { return .double(Double(number)) }
        return nil
    }

    /// `[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?`
    private static func isFloat(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var rest = bytes[...]
        func skipDigits() -> Int {
            let count = rest.prefix { $0 >= 0x30 && $0 <= 0x39 }.count
            rest = rest.dropFirst(count)
            return count
        }
        if rest.first == 0x2b || rest.first == 0x2d { rest = rest.dropFirst() }
        let whole = skipDigits()
        if rest.first == 0x2e {
            rest = rest.dropFirst()
            if skipDigits() == 0, whole == 0 { return false }
        } else if whole == 0 {
            return false
        }
        if let byte = rest.first, byte | 0x20 == 0x65 {
            rest = rest.dropFirst()
            if rest.first == 0x2b || rest.first == 0x2d { rest = rest.dropFirst() }
            if skipDigits() == 0 { return false }
        }
        return rest.isEmpty
    }

    private static func float(_ bytes: UnsafeBufferPointer<UInt8>) -> Scalar? {
        guard let number = Double(String(decoding: bytes, as: UTF8.self)), number.isFinite else { return nil }
        return .double(number)
    }
}

/// Scalars with a tag of their own.
extension ScalarRules {
    private static let prefix = "tag:yaml.org,2002:"

    /// Nil where the text is not what the tag says.
    static func tagged(_ tag: String, _ bytes: UnsafeBufferPointer<UInt8>, found: inout Scalar) -> Scalar? {
        guard tag.hasPrefix(prefix) else { return .text }
        found = plain(bytes)
        switch (tag.dropFirst(prefix.count), found) {
        case ("str", _), ("timestamp", _): return .text
        case ("binary", _):
            let compact = bytes.filter { $0 > 0x20 }
            return Data(base64Encoded: Data(compact)).map { .bytes(Array(String(decoding: $0, as: UTF8.self).utf8)) }
        case ("null", .null), ("bool", .bool), ("int", .int), ("float", .double): return found
        case ("float", .int(let number)): return .double(Double(number))
        case ("null", _), ("bool", _), ("int", _), ("float", _): return nil
        default: return .text
        }
    }
}
