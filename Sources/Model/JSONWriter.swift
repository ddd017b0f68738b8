/// Writes JSON text into bytes.
struct JSONWriter {
    var bytes: [UInt8] = []
    /// Spaces for a level; 0 writes everything on one line.
    var indent = 0

    mutating func write(_ value: Value, depth: Int = 0) {
        switch value.view {
        case .null: bytes.append(contentsOf: "null".utf8)
        case .bool(let flag): bytes.append(contentsOf: (flag ? "true" : "false").utf8)
        case .int(let number): bytes.append(contentsOf: String(number).utf8)
        case .double(let number): bytes.append(contentsOf: JSONWriter.text(of: number).utf8)
        case .string(let text): write(text)
        case .array(let elements):
            bytes.append(0x5b)
            for (index, element) in elements.enumerated() {
                if index > 0 { bytes.append(0x2c) }
                breakLine(depth + 1)
                write(element, depth: depth + 1)
            }
            if !elements.isEmpty { breakLine(depth) }
            bytes.append(0x5d)
        case .object(let members):
            bytes.append(0x7b)
            for (index, member) in members.enumerated() {
                if index > 0 { bytes.append(0x2c) }
                breakLine(depth + 1)
                write(member.key)
                bytes.append(0x3a)
                if indent > 0 { bytes.append(0x20) }
                write(member.value, depth: depth + 1)
            }
            if !members.isEmpty { breakLine(depth) }
            bytes.append(0x7d)
        }
    }

    private mutating func breakLine(_ depth: Int) {
        guard indent > 0 else { return }
        bytes.append(0x0a)
        bytes.append(contentsOf: repeatElement(0x20, count: depth * indent))
    }

    private mutating func write(_ text: String) {
        bytes.append(0x22)
        for byte in text.utf8 {
            switch byte {
            case 0x22: bytes.append(contentsOf: [0x5c, 0x22])
            case 0x5c: bytes.append(contentsOf: [0x5c, 0x5c])
            case 0x0a: bytes.append(contentsOf: [0x5c, 0x6e])
            case 0x0d: bytes.append(contentsOf: [0x5c, 0x72])
            case 0x09: bytes.append(contentsOf: [0x5c, 0x74])
            case 0x00..<0x20:
                let hex = Array("0123456789abcdef".utf8)
                bytes.append(contentsOf: [0x5c, 0x75, 0x30, 0x30, hex[Int(byte >> 4)], hex[Int(byte & 15)]])
            default: bytes.append(byte)
            }
        }
        bytes.append(0x22)
    }

    /// Go's and RFC 8785's form: the shortest digits, no fraction for whole numbers, exponents from 1e21 on.
    static func text(of number: Double) -> String {
        guard number.isFinite else { return "null" }
        if number == number.rounded(), abs(number) < 1e15 { return String(Int64(number)) }
        var text = "\(number)"
        if text.hasSuffix(".0") { text.removeLast(2) }
        return text
    }
}
