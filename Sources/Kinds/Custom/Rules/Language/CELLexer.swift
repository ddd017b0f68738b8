/// Cuts an expression into tokens. https://github.com/google/cel-spec/blob/master/doc/langdef.md#syntax
struct CELLexer {
    private let source: [Unicode.Scalar]
    private var position = 0
    private(set) var tokens: [CELToken] = []
    private(set) var issues: [CELIssue] = []

    init(_ text: String) { source = Array(text.unicodeScalars) }

    static func tokens(_ text: String) -> (tokens: [CELToken], issues: [CELIssue]) {
        var lexer = CELLexer(text)
        lexer.run()
        return (lexer.tokens, lexer.issues)
    }

    private func at(_ offset: Int) -> Unicode.Scalar? {
        position + offset < source.count ? source[position + offset] : nil
    }

    private func text(_ range: Range<Int>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: source[range])
        return String(view)
    }

    private mutating func add(_ kind: CELToken.Kind, from start: Int, _ content: [UInt8] = []) {
        tokens.append(CELToken(kind: kind, text: text(start..<position), place: start, content: content))
    }

    private mutating func run() {
        while let scalar = at(0) {
            let start = position
            switch scalar {
            case " ", "\t", "\n", "\r", "\u{c}": position += 1
            case "/" where at(1) == "/":
                while let next = at(0), next != "\n" {
                    _ = next
                    position += 1
                }
            case "\"", "'": string(from: start)
            case "_", "a"..."z", "A"..."Z":
                if !prefixedString(from: start) { word(from: start) }
            case "0"..."9": number(from: start)
            case "." where at(1).map(CELLexer.isDigit) ?? false: number(from: start)
            default: sign(from: start)
            }
        }
        tokens.append(CELToken(kind: .end, text: "<EOF>", place: source.count))
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { (48...57).contains(scalar.value) }

    private mutating func word(from start: Int) {
        while let scalar = at(0), ScalarSet.isWord(scalar) { position += 1 }
        let isKeyword = ["true", "false", "null", "in"].contains(text(start..<position))
        add(isKeyword ? .keyword : .identifier, from: start)
    }

    private mutating func number(from start: Int) {
        if at(0) == "0", at(1) == "x" || at(1) == "X", let digit = at(2), digit.properties.isASCIIHexDigit {
            position += 2
            while let scalar = at(0), scalar.properties.isASCIIHexDigit { position += 1 }
            return integer(from: start)
        }
        while let scalar = at(0), CELLexer.isDigit(scalar) { position += 1 }
        var isFloat = false
        if at(0) == ".", let next = at(1), CELLexer.isDigit(next) {
            isFloat = true
            position += 1
            while let scalar = at(0), CELLexer.isDigit(scalar) { position += 1 }
        }
        if at(0) == "e" || at(0) == "E" {
            let signed = at(1) == "+" || at(1) == "-" ? 2 : 1
            if let next = at(signed), CELLexer.isDigit(next) {
                isFloat = true
                position += signed
                while let scalar = at(0), CELLexer.isDigit(scalar) { position += 1 }
            }
        }
        if isFloat { add(.float, from: start) } else { integer(from: start) }
    }

    private mutating func integer(from start: Int) {
        if at(0) == "u" || at(0) == "U" {
            position += 1
            add(.uint, from: start)
        } else {
            add(.int, from: start)
        }
    }

    private mutating func sign(from start: Int) {
        for sign in ["==", "!=", "<=", ">=", "&&", "||"] where text(start..<min(start + 2, source.count)) == sign {
            position += 2
            return add(.sign, from: start)
        }
        if let scalar = at(0), "+-*/%<>!?:.,()[]{}".unicodeScalars.contains(scalar) {
            position += 1
            return add(.sign, from: start)
        }
        // A sign that begins a longer one is told of with what stands in the place of its end.
        let isHalf = at(0).map { "|&=".unicodeScalars.contains($0) } ?? false
        position += isHalf && position + 1 < source.count ? 2 : 1
        unknown(from: start)
    }

    private mutating func unknown(from start: Int) {
        let shown = text(start..<position).replacing("\n", with: "\\n").replacing("\t", with: "\\t")
        issues.append(CELIssue(place: start, message: "Syntax error: token recognition error at: '\(shown)'"))
    }

    /// `r"…"`, `b'…'`, `rb"…"`; false, and nothing read, where it is a word.
    private mutating func prefixedString(from start: Int) -> Bool {
        var isRaw = false
        var isBytes = false
        var length = 0
        while length < 2, let scalar = at(length) {
            if scalar == "r" || scalar == "R", !isRaw {
                isRaw = true
            } else if scalar == "b" || scalar == "B", !isBytes {
                isBytes = true
            } else {
                break
            }
            length += 1
        }
        guard length > 0, let quote = at(length), quote == "\"" || quote == "'" else { return false }
        position += length
        string(from: start, isRaw: isRaw, isBytes: isBytes)
        return true
    }

    private mutating func string(from start: Int, isRaw: Bool = false, isBytes: Bool = false) {
        guard let quote = at(0) else { return }
        let isLong = at(1) == quote && at(2) == quote
        position += isLong ? 3 : 1
        var content: [UInt8] = []
        while let scalar = at(0) {
            if scalar == quote, !isLong || (at(1) == quote && at(2) == quote) {
                position += isLong ? 3 : 1
                return add(isBytes ? .bytes : .string, from: start, content)
            }
            if !isLong, scalar == "\n" || scalar == "\r" { break }
            if scalar == "\\", !isRaw {
                guard let bytes = escape(isBytes: isBytes) else { break }
                content += bytes
            } else if scalar == "\\", let next = at(1) {
                content += Array("\\".utf8) + Array(String(next).utf8)
                position += 2
            } else {
                content += Array(String(scalar).utf8)
                position += 1
            }
        }
        // Not closed, or with an escape that there is not: told as a whole.
        while let scalar = at(0), scalar != "\n" {
            _ = scalar
            position += 1
        }
        unknown(from: start)
    }

    /// nil for an escape that there is not.
    private mutating func escape(isBytes: Bool) -> [UInt8]? {
        guard let mark = at(1) else { return nil }
        if let plain = CELLexer.escapes[mark] {
            position += 2
            return [plain]
        }
        let (digits, radix, skipped): (Int, Int, Int)
        switch mark {
        case "x", "X": (digits, radix, skipped) = (2, 16, 2)
        case "u" where !isBytes: (digits, radix, skipped) = (4, 16, 2)
        case "U" where !isBytes: (digits, radix, skipped) = (8, 16, 2)
        case "0"..."3": (digits, radix, skipped) = (3, 8, 1)
        default: return nil
        }
        let first = position + skipped
        guard first + digits <= source.count, let code = UInt32(text(first..<first + digits), radix: radix) else {
            return nil
        }
        position = first + digits
        if isBytes { return [UInt8(truncatingIfNeeded: code)] }
        return Unicode.Scalar(code).map { Array(String($0).utf8) }
    }

    private static let escapes: [Unicode.Scalar: UInt8] = [
        "a": 7, "b": 8, "f": 12, "n": 10, "r": 13, "t": 9, "v": 11, "\\": 0x5c, "?": 0x3f, "\"": 0x22, "'": 0x27,
        "`": 0x60,
    ]
}
