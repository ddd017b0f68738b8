/// The character patterns of names, by hand: they run for every name of every object.
enum NamePattern {
    static func isLower(_ byte: UInt8) -> Bool { byte >= 0x61 && byte <= 0x7a }
    static func isLowerOrDigit(_ byte: UInt8) -> Bool { isLower(byte) || (byte >= 0x30 && byte <= 0x39) }
    static func isAlphanumeric(_ byte: UInt8) -> Bool { isLowerOrDigit(byte) || (byte >= 0x41 && byte <= 0x5a) }
    static func isLabelByte(_ byte: UInt8) -> Bool {
        isAlphanumeric(byte) || byte == 0x2d || byte == 0x5f || byte == 0x2e
    }

    /// `[a-z0-9]([-a-z0-9]*[a-z0-9])?`
    static func isDNS1123Label(_ text: some Collection<UInt8>) -> Bool {
        var first: UInt8 = 0
        var last: UInt8 = 0
        for byte in text {
            guard isLowerOrDigit(byte) || byte == 0x2d else { return false }
            if first == 0 { first = byte }
            last = byte
        }
        return isLowerOrDigit(first) && isLowerOrDigit(last)
    }

    /// Labels with dots between them.
    static func isDNS1123Subdomain(_ text: some Collection<UInt8>) -> Bool {
        // A label begins and ends with a letter or a digit: so do both sides of a dot.
        var last: UInt8 = 0x2e
        for byte in text {
            if byte == 0x2e {
                guard isLowerOrDigit(last) else { return false }
            } else {
                guard isLowerOrDigit(byte) || byte == 0x2d && last != 0x2e else { return false }
            }
            last = byte
        }
        return isLowerOrDigit(last)
    }

    /// `_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?`, with dots between.
    static func isDNS1123SubdomainWithUnderscore(_ text: some Collection<UInt8>) -> Bool {
        text.split(separator: 0x2e, omittingEmptySubsequences: false).allSatisfy { part in
            let bytes = Array(part.first == 0x5f ? part.dropFirst() : part)
            guard let first = bytes.first, let last = bytes.last else { return false }
            return isLowerOrDigit(first) && isLowerOrDigit(last)
                && bytes.allSatisfy { isLowerOrDigit($0) || $0 == 0x2d || $0 == 0x5f }
        }
    }

    /// `[a-z]([-a-z0-9]*[a-z0-9])?`
    static func isDNS1035Label(_ text: some Collection<UInt8>) -> Bool {
        guard let first = text.first, isLower(first) else { return false }
        return isDNS1123Label(text)
    }

    /// `(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?`
    static func isLabelText(_ text: some Collection<UInt8>) -> Bool {
        var first: UInt8 = 0
        var last: UInt8 = 0
        for byte in text {
            guard isLabelByte(byte) else { return false }
            if first == 0 { first = byte }
            last = byte
        }
        return text.isEmpty || (isAlphanumeric(first) && isAlphanumeric(last))
    }
}
