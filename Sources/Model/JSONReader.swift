/// Reads JSON text from bytes, strictly as RFC 8259 has it.
struct JSONReader {
    let bytes: [UInt8]
    let limits: JSONLimits
    var position = 0

    init(bytes: [UInt8], limits: JSONLimits) {
        self.bytes = bytes
        self.limits = limits
    }

    mutating func readDocument() throws(JSONError) -> Value {
        if bytes.count > limits.bytes { throw error("the text is longer than \(limits.bytes) bytes") }
        let value = try readValue(depth: 0)
        skipSpace()
        if position < bytes.count { throw error("unexpected text after the value") }
        return value
    }

    private func error(_ message: String) -> JSONError { JSONError(offset: position, message: message) }

    private mutating func skipSpace() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x0a, 0x0d, 0x09: position += 1
            default: return
            }
        }
    }

    private mutating func readValue(depth: Int) throws(JSONError) -> Value {
        if depth > limits.depth { throw error("nested deeper than \(limits.depth)") }
        skipSpace()
        guard position < bytes.count else { throw error("unexpected end of JSON input") }
        switch bytes[position] {
        case 0x7b: return try readObject(depth: depth)
        case 0x5b: return try readArray(depth: depth)
        case 0x22: return Value(try readString())
        case 0x74: return try readWord("true", .init(true))
        case 0x66: return try readWord("false", .init(false))
        case 0x6e: return try readWord("null", .null)
        case 0x2d, 0x30...0x39: return try readNumber()
        default: throw error("unexpected character")
        }
    }

    private mutating func readWord(_ word: String, _ value: Value) throws(JSONError) -> Value {
        guard bytes[position...].starts(with: word.utf8) else { throw error("unexpected word") }
        position += word.utf8.count
        return value
    }

    private mutating func readObject(depth: Int) throws(JSONError) -> Value {
        position += 1
        var members: [(String, Value)] = []
        skipSpace()
        if position < bytes.count, bytes[position] == 0x7d {
            position += 1
            return .emptyObject
        }
        while true {
            skipSpace()
            guard position < bytes.count, bytes[position] == 0x22 else { throw error("expected a member's name") }
            let key = try readString()
            skipSpace()
            guard position < bytes.count, bytes[position] == 0x3a else { throw error("expected ':'") }
            position += 1
            members.append((key, try readValue(depth: depth + 1)))
            skipSpace()
            guard position < bytes.count else { throw error("unexpected end of JSON input") }
            if bytes[position] == 0x2c { position += 1; continue }
            guard bytes[position] == 0x7d else { throw error("expected ',' or '}'") }
            position += 1
            return Value(Members(members))
        }
    }

    private mutating func readArray(depth: Int) throws(JSONError) -> Value {
        position += 1
        var elements: [Value] = []
        skipSpace()
        if position < bytes.count, bytes[position] == 0x5d {
            position += 1
            return .emptyArray
        }
        while true {
            elements.append(try readValue(depth: depth + 1))
            skipSpace()
            guard position < bytes.count else { throw error("unexpected end of JSON input") }
            if bytes[position] == 0x2c { position += 1; continue }
            guard bytes[position] == 0x5d else { throw error("expected ',' or ']'") }
            position += 1
            return Value(elements)
        }
    }

    private mutating func readNumber() throws(JSONError) -> Value {
        let start = position
        var isInteger = true
        if bytes[position] == 0x2d { position += 1 }
        guard let first = peekDigit() else { throw error("expected a digit") }
        position += 1
        if first == 0x30, peekDigit() != nil { throw error("a number does not begin with 0") }
        while peekDigit() != nil { position += 1 }
        if position < bytes.count, bytes[position] == 0x2e {
            isInteger = false
            position += 1
            guard peekDigit() != nil else { throw error("expected a digit") }
            while peekDigit() != nil { position += 1 }
        }
        if position < bytes.count, bytes[position] | 0x20 == 0x65 {
            isInteger = false
            position += 1
            if position < bytes.count, bytes[position] == 0x2b || bytes[position] == 0x2d { position += 1 }
            guard peekDigit() != nil else { throw error("expected a digit") }
            while peekDigit() != nil { position += 1 }
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if isInteger, let number = Int64(text) { return Value(number) }
        guard let number = Double(text), number.isFinite else { throw error("a number out of range") }
        return Value(number)
    }

    private func peekDigit() -> UInt8? {
        guard position < bytes.count, bytes[position] >= 0x30, bytes[position] <= 0x39 else { return nil }
        return bytes[position]
    }

    private mutating func readString() throws(JSONError) -> String {
        position += 1
        let start = position
        while position < bytes.count, bytes[position] != 0x22, bytes[position] != 0x5c, bytes[position] >= 0x20 {
            position += 1
        }
        guard position < bytes.count else { throw error("unexpected end of JSON input") }
        if bytes[position] == 0x22 {
            defer { position += 1 }
            return String(decoding: bytes[start..<position], as: UTF8.self)
        }
        var buffer = Array(bytes[start..<position])
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            switch byte {
            case 0x22: return String(decoding: buffer, as: UTF8.self)
            case 0x5c: try readEscape(into: &buffer)
            case 0x00..<0x20: throw error("a control character in a string")
            default: buffer.append(byte)
            }
        }
        throw error("unexpected end of JSON input")
    }

    private mutating func readEscape(into buffer: inout [UInt8]) throws(JSONError) {
        guard position < bytes.count else { throw error("unexpected end of JSON input") }
        let byte = bytes[position]
        position += 1
        switch byte {
        case 0x22, 0x5c, 0x2f: buffer.append(byte)
        case 0x62: buffer.append(0x08)
        case 0x66: buffer.append(0x0c)
        case 0x6e: buffer.append(0x0a)
        case 0x72: buffer.append(0x0d)
        case 0x74: buffer.append(0x09)
        case 0x75:
            var code = try readHex()
            if (0xd800..<0xdc00).contains(code), bytes[position...].starts(with: [0x5c, 0x75]) {
                let after = position
                position += 2
                let low = try readHex()
                if (0xdc00..<0xe000).contains(low) {
                    code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00)
                } else {
                    position = after
                }
            }
            let scalar = Unicode.Scalar(code) ?? "\u{fffd}"
            buffer.append(contentsOf: String(Character(scalar)).utf8)
        default: throw error("an unknown escape")
        }
    }

    private mutating func readHex() throws(JSONError) -> UInt32 {
        guard position + 4 <= bytes.count else { throw error("unexpected end of JSON input") }
        var code: UInt32 = 0
        for _ in 0..<4 {
            guard let digit = Character(Unicode.Scalar(bytes[position])).hexDigitValue else {
                throw error("expected four hex digits")
            }
            code = code << 4 | UInt32(digit)
            position += 1
        }
        return code
    }
}
