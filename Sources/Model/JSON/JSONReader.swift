/// Reads JSON text from bytes, strictly as RFC 8259 has it, into a flat document.
///
/// It keeps no stack of its own: deep nesting costs memory, never the thread's stack.
struct JSONReader: ~Copyable {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let limits: JSONLimits
    private(set) var position = 0
    private var builder = FlatBuilder()
    private var buffer: [UInt8] = []
    /// For each open container, whether it is an object.
    private var open: [Bool] = []

    init(bytes: UnsafeBufferPointer<UInt8>, limits: JSONLimits) {
        self.bytes = bytes
        self.limits = limits
    }

    mutating func readDocument() throws(JSONError) -> Value {
        if bytes.count > limits.bytes { throw error("the text is longer than \(limits.bytes) bytes") }
        var expectsValue = true
        while expectsValue || !open.isEmpty {
            if expectsValue {
                expectsValue = try readValue()
            } else {
                expectsValue = try readSeparator()
            }
        }
        skipSpace()
        if position < bytes.count { throw error("unexpected text after the value") }
        if limits.refusesDuplicates, let duplicate = builder.duplicates.first {
            throw error("the member \(duplicate.key.quotedAsGo) stands there twice")
        }
        return builder.finish()
    }

    private func error(_ message: String) -> JSONError { JSONError(offset: position, message: message) }

    @inline(__always)
    private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

    @inline(__always)
    private mutating func skipSpace() {
        while position < bytes.count {
            let byte = bytes[position]
            guard byte <= 0x20, byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 else { return }
            position += 1
        }
    }

    /// Reads a value or its beginning. True where another value has to follow at once.
    private mutating func readValue() throws(JSONError) -> Bool {
        skipSpace()
        guard let byte = current else { throw error("unexpected end of JSON input") }
        switch byte {
        case 0x22: try readString(asKey: false)
        case 0x7b, 0x5b: return try readOpening(isObject: byte == 0x7b)
        case 0x2d, 0x30...0x39: try readNumber()
        case 0x74:
            try readWord("true")
            builder.bool(true)
        case 0x66:
            try readWord("false")
            builder.bool(false)
        case 0x6e:
            try readWord("null")
            builder.null()
        default: throw error("unexpected character")
        }
        return false
    }

    private mutating func readOpening(isObject: Bool) throws(JSONError) -> Bool {
        position += 1
        if open.count >= limits.depth { throw error("nested deeper than \(limits.depth)") }
        if isObject { builder.beginObject() } else { builder.beginArray() }
        skipSpace()
        if current == (isObject ? 0x7d : 0x5d) {
            position += 1
            builder.end()
            return false
        }
        open.append(isObject)
        if isObject { try readKey() }
        return true
    }

    /// Reads what follows a value inside a container. True where another value follows.
    private mutating func readSeparator() throws(JSONError) -> Bool {
        skipSpace()
        guard let byte = current else { throw error("unexpected end of JSON input") }
        let isObject = open[open.count - 1]
        if byte == 0x2c {
            position += 1
            if isObject { try readKey() }
            return true
        }
        guard byte == (isObject ? 0x7d : 0x5d) else {
            throw error(isObject ? "expected ',' or '}'" : "expected ',' or ']'")
        }
        position += 1
        open.removeLast()
        builder.end()
        return false
    }

    private mutating func readKey() throws(JSONError) {
        skipSpace()
        guard current == 0x22 else { throw error("expected a member's name") }
        try readString(asKey: true)
        skipSpace()
        guard current == 0x3a else { throw error("expected ':'") }
        position += 1
    }

    private mutating func readWord(_ word: StaticString) throws(JSONError) {
        for index in 0..<word.utf8CodeUnitCount {
            guard position + index < bytes.count, bytes[position + index] == word.utf8Start[index] else {
                throw error("unexpected word")
            }
        }
        position += word.utf8CodeUnitCount
    }

    private mutating func readString(asKey: Bool) throws(JSONError) {
        let mark = UInt64(position)
        position += 1
        let start = position
        var isASCII = true
        while position < bytes.count {
            let byte = bytes[position]
            if byte == 0x22 || byte == 0x5c || byte < 0x20 { break }
            if byte >= 0x80 { isASCII = false }
            position += 1
        }
        guard position < bytes.count else { throw error("unexpected end of JSON input") }
        if bytes[position] == 0x22, isASCII {
            take(UnsafeBufferPointer(rebasing: bytes[start..<position]), asKey, mark)
            position += 1
            return
        }
        buffer.removeAll(keepingCapacity: true)
        buffer.append(contentsOf: bytes[start..<position])
        while true {
            guard let byte = current else { throw error("unexpected end of JSON input") }
            if byte == 0x22 { break }
            if byte < 0x20 { throw error("a control character in a string") }
            position += 1
            if byte == 0x5c { try readEscape() } else { buffer.append(byte) }
        }
        position += 1
        // What is not valid UTF-8 is mended with U+FFFD, as Go's decoder does.
        var text = String(decoding: buffer, as: UTF8.self)
        text.withUTF8 { take($0, asKey, mark) }
    }

    private mutating func take(_ text: UnsafeBufferPointer<UInt8>, _ asKey: Bool, _ mark: UInt64) {
        if asKey { builder.key(text, mark: mark) } else { builder.string(text) }
    }

    private mutating func readEscape() throws(JSONError) {
        guard let byte = current else { throw error("unexpected end of JSON input") }
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
            if (0xd800..<0xdc00).contains(code), position + 1 < bytes.count, bytes[position] == 0x5c,
                bytes[position + 1] == 0x75
            {
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
            buffer.append(contentsOf: UTF8.encode(scalar).map { Array($0) } ?? [])
        default: throw error("an unknown escape")
        }
    }

    private mutating func readHex() throws(JSONError) -> UInt32 {
        guard position + 4 <= bytes.count else { throw error("unexpected end of JSON input") }
        var code: UInt32 = 0
        for _ in 0..<4 {
            let byte = bytes[position]
            let digit: UInt8
            switch byte {
            case 0x30...0x39: digit = byte - 0x30
            case 0x41...0x46: digit = byte - 0x37
            case 0x61...0x66: digit = byte - 0x57
            default: throw error("expected four hex digits")
            }
            code = code << 4 | UInt32(digit)
            position += 1
        }
        return code
    }

    @inline(__always)
    private func isDigit(at index: Int) -> Bool {
        index < bytes.count && bytes[index] >= 0x30 && bytes[index] <= 0x39
    }

    private mutating func readNumber() throws(JSONError) {
        let start = position
        var isInteger = true
        var magnitude: Int64 = 0
        let isNegative = bytes[position] == 0x2d
        if isNegative { position += 1 }
        guard isDigit(at: position) else { throw error("expected a digit") }
        if bytes[position] == 0x30, isDigit(at: position + 1) { throw error("a number does not begin with 0") }
        let digits = position
        while isDigit(at: position) {
            magnitude = magnitude &* 10 &+ Int64(bytes[position] - 0x30)
            position += 1
        }
        let digitCount = position - digits
        if current == 0x2e {
            isInteger = false
            position += 1
            guard isDigit(at: position) else { throw error("expected a digit") }
            while isDigit(at: position) { position += 1 }
        }
        if let byte = current, byte | 0x20 == 0x65 {
            isInteger = false
            position += 1
            if current == 0x2b || current == 0x2d { position += 1 }
            guard isDigit(at: position) else { throw error("expected a digit") }
            while isDigit(at: position) { position += 1 }
        }
        if isInteger, digitCount <= 18 {
            builder.int(isNegative ? -magnitude : magnitude)
            return
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if isInteger, let number = Int64(text) {
            builder.int(number)
            return
        }
        guard let number = Double(text), number.isFinite else { throw error("a number out of range") }
        builder.double(number)
    }
}
