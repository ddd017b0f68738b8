/// The words of a label selector's text.
enum LabelToken: Equatable {
    case end, closing, comma, not, doubleEquals, equals, greater, less, notEquals, opening
    case isIn, notIn, identifier, error
}

struct LabelSelectorLexer {
    private let bytes: [UInt8]
    private var position = 0

    init(_ text: String) { bytes = Array(text.utf8) }

    /// All tokens with their texts; the last is `.end`.
    mutating func tokens() -> [(LabelToken, String)] {
        var result: [(LabelToken, String)] = []
        while true {
            let token = next()
            result.append(token)
            if token.0 == .end { return result }
        }
    }

    private static let words: [String: LabelToken] = [
        ")": .closing, ",": .comma, "!": .not, "==": .doubleEquals, "=": .equals, ">": .greater, "in": .isIn,
        "<": .less, "!=": .notEquals, "notin": .notIn, "(": .opening,
    ]

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 9 || byte == 10 || byte == 13 }
    private static func isSymbol(_ byte: UInt8) -> Bool { "=!(),><".utf8.contains(byte) }

    private mutating func next() -> (LabelToken, String) {
        while position < bytes.count, LabelSelectorLexer.isSpace(bytes[position]) { position += 1 }
        // A zero byte ends the text, as in Go's lexer.
        guard position < bytes.count, bytes[position] != 0 else {
            position = bytes.count
            return (.end, "")
        }
        return LabelSelectorLexer.isSymbol(bytes[position]) ? symbol() : word()
    }

    private mutating func word() -> (LabelToken, String) {
        let start = position
        while position < bytes.count, bytes[position] != 0, !LabelSelectorLexer.isSpace(bytes[position]),
            !LabelSelectorLexer.isSymbol(bytes[position])
        {
            position += 1
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        return (LabelSelectorLexer.words[text] ?? .identifier, text)
    }

    /// The longest symbol that stands here.
    private mutating func symbol() -> (LabelToken, String) {
        let pair = String(decoding: bytes[position..<min(position + 2, bytes.count)], as: UTF8.self)
        for text in [pair, String(pair.prefix(1))] {
            if let token = LabelSelectorLexer.words[text] {
                position += text.utf8.count
                return (token, text)
            }
        }
        position += 1
        return (.error, "error expected: keyword found '\(pair)'")
    }
}
