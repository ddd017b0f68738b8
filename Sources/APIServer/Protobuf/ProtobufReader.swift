/// Reads the wire format of protobuf: https://protobuf.dev/programming-guides/encoding/
struct ProtobufReader {
    enum Content {
        /// A varint, or the bits of a fixed number.
        case number(UInt64)
        case bytes(ArraySlice<UInt8>)
    }

    private let bytes: ArraySlice<UInt8>
    private var position: Int
    /// The bytes are no message.
    private(set) var isBroken = false

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        position = bytes.startIndex
    }

    /// The next field; nil at the end, and where the bytes are no message.
    mutating func next() -> (number: Int, content: Content)? {
        guard position < bytes.endIndex, !isBroken else { return nil }
        guard let key = varint(), key >> 3 > 0, key >> 3 < 1 << 29 else { return broken() }
        let number = Int(key >> 3)
        switch key & 7 {
        case 0: return varint().map { (number, .number($0)) } ?? broken()
        case 1: return fixed(8).map { (number, .number($0)) } ?? broken()
        case 5: return fixed(4).map { (number, .number($0)) } ?? broken()
        case 2:
            guard let length = varint(), length <= UInt64(bytes.endIndex - position) else { return broken() }
            defer { position += Int(length) }
            return (number, .bytes(bytes[position..<position + Int(length)]))
        default: return broken()
        }
    }

    mutating func varint() -> UInt64? {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 70, by: 7) {
            guard position < bytes.endIndex else { return nil }
            let byte = bytes[position]
            position += 1
            if shift < 64 { value |= UInt64(byte & 0x7f) << shift }
            if byte & 0x80 == 0 { return value }
        }
        return nil
    }

    private mutating func fixed(_ count: Int) -> UInt64? {
        guard bytes.endIndex - position >= count else { return nil }
        var value: UInt64 = 0
        for index in 0..<count { value |= UInt64(bytes[position + index]) << UInt64(8 * index) }
        position += count
        return value
    }

    private mutating func broken() -> (Int, Content)? {
        isBroken = true
        return nil
    }
}
