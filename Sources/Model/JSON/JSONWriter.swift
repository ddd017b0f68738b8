/// Writes JSON text into bytes.
struct JSONWriter {
    var bytes: [UInt8] = []
    /// Spaces for a level; 0 writes everything on one line.
    var indent = 0

    mutating func write(_ value: Value, depth: Int = 0) {
        switch value.representation {
        case .null: literal("null")
        case .bool(let flag): literal(flag ? "true" : "false")
        case .int(let number): write(number)
        case .double(let number): bytes.append(contentsOf: JSONWriter.text(of: number).utf8)
        case .string(let text): write(text)
        case .array(let elements):
            bytes.append(0x5b)
            for (index, element) in elements.enumerated() {
                separate(index, depth)
                write(element, depth: depth + 1)
            }
            close(0x5d, isEmpty: elements.isEmpty, depth)
        case .object(let members):
            bytes.append(0x7b)
            for (index, member) in members.enumerated() {
                separate(index, depth)
                write(member.key)
                colon()
                write(member.value, depth: depth + 1)
            }
            close(0x7d, isEmpty: members.isEmpty, depth)
        case .flat(let reference): write(reference.document, reference.index, depth: depth)
        }
    }

    private mutating func write(_ document: FlatDocument, _ index: Int, depth: Int) {
        let node = document.nodes[index]
        switch node.kind {
        case FlatNode.null: literal("null")
        case FlatNode.no: literal("false")
        case FlatNode.yes: literal("true")
        case FlatNode.int: write(Int64(bitPattern: node.bits))
        case FlatNode.double:
            bytes.append(contentsOf: JSONWriter.text(of: Double(bitPattern: node.bits)).utf8)
        case FlatNode.array:
            bytes.append(0x5b)
            for offset in 0..<Int(node.b) {
                separate(offset, depth)
                write(document, Int(node.a) + offset, depth: depth + 1)
            }
            close(0x5d, isEmpty: node.b == 0, depth)
        case FlatNode.object:
            bytes.append(0x7b)
            for offset in 0..<Int(node.b) {
                separate(offset, depth)
                let child = Int(node.a) + offset
                document.withKey(document.nodes[child].key) { entry in
                    if entry.isPlain {
                        bytes.append(0x22)
                        bytes.append(contentsOf: entry.bytes)
                        bytes.append(0x22)
                    } else {
                        write(text: entry.bytes)
                    }
                }
                colon()
                write(document, child, depth: depth + 1)
            }
            close(0x7d, isEmpty: node.b == 0, depth)
        default: document.withText(of: index) { write(text: $0) }
        }
    }

    private mutating func literal(_ text: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    @inline(__always)
    private mutating func separate(_ index: Int, _ depth: Int) {
        if index > 0 { bytes.append(0x2c) }
        breakLine(depth + 1)
    }

    private mutating func colon() {
        bytes.append(0x3a)
        if indent > 0 { bytes.append(0x20) }
    }

    private mutating func close(_ byte: UInt8, isEmpty: Bool, _ depth: Int) {
        if !isEmpty { breakLine(depth) }
        bytes.append(byte)
    }

    @inline(__always)
    private mutating func breakLine(_ depth: Int) {
        guard indent > 0 else { return }
        bytes.append(0x0a)
        bytes.append(contentsOf: repeatElement(0x20, count: depth * indent))
    }

    private mutating func write(_ number: Int64) {
        if number >= 0, number < 10 {
            bytes.append(0x30 + UInt8(number))
        } else {
            bytes.append(contentsOf: String(number).utf8)
        }
    }

    private mutating func write(_ text: String) {
        var text = text
        text.withUTF8 { write(text: $0) }
    }

    private mutating func write(text: UnsafeBufferPointer<UInt8>) {
        bytes.append(0x22)
        var start = 0
        while start < text.count {
            let index = JSONWriter.firstEscaped(in: text, from: start)
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<index]))
            if index < text.count { escape(text[index]) }
            start = index + 1
        }
        bytes.append(0x22)
    }

    /// The first byte from `start` on that JSON does not write as it is; the end where there is none. Looks at eight
    /// bytes at once: https://graphics.stanford.edu/~seander/bithacks.html#ZeroInWord
    private static func firstEscaped(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        guard let base = text.baseAddress else { return text.count }
        let ones: UInt64 = 0x0101_0101_0101_0101
        var index = start
        while index + 8 <= text.count {
            let word = UnsafeRawPointer(base).loadUnaligned(fromByteOffset: index, as: UInt64.self)
            let (quotes, slashes) = (word ^ (ones &* 0x22), word ^ (ones &* 0x5c))
            let controls = (word &- (ones &* 0x20)) & ~word
            let found = controls | ((quotes &- ones) & ~quotes) | ((slashes &- ones) & ~slashes)
            let marks = found & (ones &* 0x80)
            if marks != 0 { return index + marks.trailingZeroBitCount / 8 }
            index += 8
        }
        while index < text.count, text[index] >= 0x20, text[index] != 0x22, text[index] != 0x5c { index += 1 }
        return index
    }

    private mutating func escape(_ byte: UInt8) {
        switch byte {
        case 0x22, 0x5c: bytes.append(contentsOf: [0x5c, byte])
        case 0x0a: bytes.append(contentsOf: [0x5c, 0x6e])
        case 0x0d: bytes.append(contentsOf: [0x5c, 0x72])
        case 0x09: bytes.append(contentsOf: [0x5c, 0x74])
        default:
            let hex = Array("0123456789abcdef".utf8)
            bytes.append(contentsOf: [0x5c, 0x75, 0x30, 0x30, hex[Int(byte >> 4)], hex[Int(byte & 15)]])
        }
    }

    /// Go's and RFC 8785's form: the shortest digits, no fraction for whole numbers, exponents from 1e21 on.
    static func text(of number: Double) -> String {
        guard number.isFinite else { return "null" }
        if number == number.rounded(), abs(number) < 1e15 { return String(Int64(number)) }
        return JSONNumber.text(number)
    }
}
