/// The id of a git object: 20 bytes of SHA-1. Small, and quick to hash and to compare.
public struct ObjectID: Hashable, Sendable, Comparable, CustomStringConvertible {
    let high: UInt64
    let middle: UInt64
    let low: UInt32

    init(high: UInt64, middle: UInt64, low: UInt32) {
        self.high = high
        self.middle = middle
        self.low = low
    }

    /// Reads 40 hex digits; nil for anything else.
    public init?(_ text: some StringProtocol) {
        var words: (UInt64, UInt64, UInt64) = (0, 0, 0)
        var count = 0
        for byte in text.utf8 {
            guard let digit = hexDigit(byte), count < 40 else { return nil }
            if count < 16 {
                words.0 = words.0 << 4 | digit
            } else if count < 32 {
                words.1 = words.1 << 4 | digit
            } else {
                words.2 = words.2 << 4 | digit
            }
            count += 1
        }
        guard count == 40 else { return nil }
        (high, middle, low) = (words.0, words.1, UInt32(truncatingIfNeeded: words.2))
    }

    /// 40 lower-case hex digits.
    public var description: String { hex(high, 16) + hex(middle, 16) + hex(UInt64(low), 8) }

    public static func < (left: ObjectID, right: ObjectID) -> Bool {
        (left.high, left.middle, left.low) < (right.high, right.middle, right.low)
    }
}

private func hexDigit(_ byte: UInt8) -> UInt64? {
    switch byte {
    case 0x30...0x39: UInt64(byte - 0x30)
    case 0x41...0x46: UInt64(byte - 0x41 + 10)
    case 0x61...0x66: UInt64(byte - 0x61 + 10)
    default: nil
    }
}

private func hex(_ word: UInt64, _ width: Int) -> String {
    let text = String(word, radix: 16)
    return String(repeating: "0", count: width - text.utf8.count) + text
}
