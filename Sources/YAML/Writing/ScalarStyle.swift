/// In which style goyaml writes a text.
enum ScalarStyle {
    case plain, single, double, literal

    /// Lines longer than this are broken at their next space.
    static let width = 80

    static func chosen(for string: String, isKey: Bool) -> ScalarStyle {
        let traits = ScalarTraits(string)
        if string.utf8.contains(0x0a) {
            return isKey || !traits.allowsLiteral ? .double : .literal
        }
        if !readsAsText(string) { return .double }
        if traits.allowsPlain { return .plain }
        return traits.allowsSingleQuotes ? .single : .double
    }

    /// Whether the text, written without quotes, would be read as a text again.
    private static func readsAsText(_ string: String) -> Bool {
        if string == "<<" { return false }
        var string = string
        return string.withUTF8 { bytes in
            guard case .text = ScalarRules.plain(bytes) else { return false }
            return !isTimestamp(bytes) && !isBase60(bytes)
        }
    }

    /// `1:30` and `190:20:30.5`: numbers in YAML 1.1, though not for Kubernetes.
    private static func isBase60(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var rest = bytes[...]
        if rest.first == 0x2b || rest.first == 0x2d { rest = rest.dropFirst() }
        guard let first = rest.first, isDigit(first) else { return false }
        rest = rest.drop { isDigit($0) || $0 == 0x5f }
        var groups = 0
        while rest.first == 0x3a {
            let digits = rest.dropFirst().prefix { isDigit($0) }
            guard (1...2).contains(digits.count), digits.count == 1 || digits[digits.startIndex] <= 0x35 else {
                return false
            }
            rest = rest.dropFirst(1 + digits.count)
            groups += 1
        }
        if rest.first == 0x2e { rest = rest.dropFirst().drop { isDigit($0) || $0 == 0x5f } }
        return groups > 0 && rest.isEmpty
    }

    /// `2006-1-2`, also with a time behind it, as goyaml knows timestamps.
    private static func isTimestamp(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard bytes.count >= 8, bytes.prefix(4).allSatisfy(isDigit), bytes[4] == 0x2d else { return false }
        var rest = bytes[5...]
        func number(_ range: ClosedRange<Int>, _ width: ClosedRange<Int>) -> Bool {
            let digits = rest.prefix { isDigit($0) }
            rest = rest.dropFirst(digits.count)
            let value = digits.reduce(0) { ($0 &* 10) &+ Int($1 - 0x30) }
            return width.contains(digits.count) && range.contains(value)
        }
        func take(_ allowed: String) -> Bool {
            guard let byte = rest.first, allowed.utf8.contains(byte) else { return false }
            rest = rest.dropFirst()
            return true
        }
        guard number(1...12, 1...2), take("-"), number(1...31, 1...2) else { return false }
        if rest.isEmpty { return true }
        let isSpaced = rest.first == 0x20
        guard take("Tt "), number(0...23, 1...2), take(":"), number(0...59, 1...2), take(":"), number(0...59, 1...2)
        else { return false }
        if take(".") { rest = rest.drop { isDigit($0) } }
        if isSpaced, rest.isEmpty { return true }
        if take("Z") { return rest.isEmpty }
        return take("+-") && number(0...23, 2...2) && take(":") && number(0...59, 2...2) && rest.isEmpty
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    /// What stands behind a literal's bar: an indentation where the text begins with a blank, and what becomes of the
    /// breaks at its end.
    static func blockHints(_ string: String) -> String {
        let bytes = Array(string.utf8)
        let hint = bytes.first == 0x20 || bytes.first == 0x0a ? "2" : ""
        if bytes.last != 0x0a { return hint + "-" }
        return bytes.count == 1 || bytes[bytes.count - 2] == 0x0a ? hint + "+" : hint
    }

    private static let escapes: [Unicode.Scalar: String] = [
        "\0": "\\0", "\u{7}": "\\a", "\u{8}": "\\b", "\t": "\\t", "\n": "\\n", "\u{b}": "\\v", "\u{c}": "\\f",
        "\r": "\\r", "\u{1b}": "\\e", "\"": "\\\"", "\\": "\\\\", "\u{85}": "\\N", "\u{a0}": "\\_",
        "\u{2028}": "\\L", "\u{2029}": "\\P",
    ]

    /// How a character is written in double quotes, where not as itself.
    static func escape(_ scalar: Unicode.Scalar) -> String? {
        let mustBe = scalar == "\"" || scalar == "\\" || scalar.isYAMLBreak || !scalar.isYAMLPrintable
        guard mustBe else { return nil }
        if let short = escapes[scalar] { return short }
        let hex = String(scalar.value, radix: 16, uppercase: true)
        let (mark, width) = scalar.value <= 0xff ? ("x", 2) : scalar.value <= 0xffff ? ("u", 4) : ("U", 8)
        return "\\" + mark + String(repeating: "0", count: width - hex.count) + hex
    }
}
