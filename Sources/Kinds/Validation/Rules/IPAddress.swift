/// IP addresses and networks as text.
enum IPAddress {
    static let words = "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)"

    static func isValid(_ text: String) -> Bool { bytes(text) != nil }
    static func isV4(_ text: String) -> Bool { v4(text) != nil }

    /// 4 or 16 bytes; nil for what is no address.
    static func bytes(_ text: String) -> [UInt8]? { text.contains(":") ? v6(text) : v4(text) }

    private static func v4(_ text: String) -> [UInt8]? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var bytes: [UInt8] = []
        for part in parts {
            guard !part.isEmpty, part.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), let byte = UInt8(part),
                part.count == 1 || part.first != "0"
            else { return nil }
            bytes.append(byte)
        }
        return bytes
    }

    private static func v6(_ text: String) -> [UInt8]? {
        var text = text[...]
        var tail: [UInt8] = []
        if text.contains("."), let colon = text.lastIndex(of: ":") {
            guard let four = v4(String(text[text.index(after: colon)...])) else { return nil }
            tail = four
            text = text[...colon]
            if !text.hasSuffix("::") { text = text.dropLast() }
        }
        func groups(_ part: Substring) -> [UInt8]? {
            if part.isEmpty { return [] }
            var bytes: [UInt8] = []
            for group in part.split(separator: ":", omittingEmptySubsequences: false) {
                guard !group.isEmpty, group.count <= 4, let number = UInt16(group, radix: 16), group.first != "+",
                    group.first != "-"
                else { return nil }
                bytes += [UInt8(number >> 8), UInt8(number & 255)]
            }
            return bytes
        }
        guard let gap = text.firstRange(of: "::") else {
            guard let all = groups(text), all.count + tail.count == 16 else { return nil }
            return all + tail
        }
        guard let head = groups(text[..<gap.lowerBound]), let rest = groups(text[gap.upperBound...]) else { return nil }
        let missing = 16 - head.count - rest.count - tail.count
        guard missing >= 2 else { return nil }
        return head + Array(repeating: 0, count: missing) + rest + tail
    }

    struct Network {
        var bytes: [UInt8]
        var prefix: Int

        /// `10.0.0.0/8`; nil for anything else.
        init?(_ text: String) {
            let parts = text.split(separator: "/", omittingEmptySubsequences: false)
            guard parts.count == 2, let address = IPAddress.bytes(String(parts[0])), !parts[1].isEmpty,
                parts[1].utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), let prefix = Int(parts[1]),
                prefix <= address.count * 8
            else { return nil }
            bytes = address
            self.prefix = prefix
        }

        func contains(_ address: [UInt8]) -> Bool {
            guard address.count == bytes.count else { return false }
            for bit in 0..<prefix where (bytes[bit / 8] ^ address[bit / 8]) & (0x80 >> (bit % 8)) != 0 { return false }
            return true
        }
    }
}
