/// Standard base64, with the errors of Go's `encoding/base64`.
enum Base64 {
    struct CorruptInput: Error {
        var offset: Int
        var message: String { "illegal base64 data at input byte \(offset)" }
    }

    /// The text as an encoder would write its bytes.
    static func canonical(_ text: String) -> Result<String, CorruptInput> {
        let source = Array(text.utf8)
        switch decode(source) {
        case .failure(let error): return .failure(error)
        case .success(let bytes):
            if source.count % 4 == 0,
                source.count / 4 * 3 - source.suffix(2).count(where: { $0 == 0x3d }) == bytes.count,
                source.isEmpty || source[source.count - 1] != 0x3d
            {
                return .success(text)
            }
            return .success(encode(bytes))
        }
    }

    static func encode(_ bytes: [UInt8]) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        var index = 0
        while index < bytes.count {
            let left = bytes.count - index
            let group =
                Int(bytes[index]) << 16 | (left > 1 ? Int(bytes[index + 1]) << 8 : 0)
                | (left > 2 ? Int(bytes[index + 2]) : 0)
            text.append(alphabet[group >> 18])
            text.append(alphabet[group >> 12 & 63])
            text.append(left > 1 ? alphabet[group >> 6 & 63] : 0x3d)
            text.append(left > 2 ? alphabet[group & 63] : 0x3d)
            index += 3
        }
        return String(decoding: text, as: UTF8.self)
    }

    static func decode(_ source: [UInt8]) -> Result<[UInt8], CorruptInput> {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(source.count / 4 * 3)
        var position = 0
        func skipNewlines() {
            while position < source.count, source[position] == 0x0a || source[position] == 0x0d { position += 1 }
        }
        while true {
            var group = 0
            var count = 0
            while count < 4 {
                if position == source.count {
                    if count == 0 { return .success(bytes) }
                    return .failure(CorruptInput(offset: position - count))
                }
                let byte = source[position]
                position += 1
                if let digit = digit(byte) {
                    group = group << 6 | digit
                    count += 1
                    continue
                }
                if byte == 0x0a || byte == 0x0d { continue }
                guard byte == 0x3d, count >= 2 else { return .failure(CorruptInput(offset: position - 1)) }
                if count == 2 {
                    skipNewlines()
                    if position == source.count { return .failure(CorruptInput(offset: source.count)) }
                    guard source[position] == 0x3d else { return .failure(CorruptInput(offset: position - 1)) }
                    position += 1
                }
                skipNewlines()
                if position < source.count { return .failure(CorruptInput(offset: position)) }
                if count == 2 {
                    bytes.append(UInt8(group >> 4 & 255))
                } else {
                    bytes.append(UInt8(group >> 10 & 255))
                    bytes.append(UInt8(group >> 2 & 255))
                }
                return .success(bytes)
            }
            bytes.append(UInt8(group >> 16 & 255))
            bytes.append(UInt8(group >> 8 & 255))
            bytes.append(UInt8(group & 255))
        }
    }

    private static func digit(_ byte: UInt8) -> Int? {
        switch byte {
        case 0x41...0x5a: Int(byte) - 0x41
        case 0x61...0x7a: Int(byte) - 0x61 + 26
        case 0x30...0x39: Int(byte) - 0x30 + 52
        case 0x2b: 62
        case 0x2f: 63
        default: nil
        }
    }
}
