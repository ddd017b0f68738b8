import Glibc

/// What no log line, fact, entry or status may say.
struct Secrets {
    /// What every secret begins with, and each in base64, but for its end, which depends on what follows.
    private var needles: [[UInt8]] = [Array("hunter2-".utf8)]

    mutating func add(_ secret: String) {
        let encoded = Array(base64(secret).utf8.dropLast(2))
        if !needles.contains(encoded) { needles.append(encoded) }
    }

    /// Whether a text says one, as it is or in base64.
    func isTold(in text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in needles.contains { bytes.holds($0) } }
    }
}

extension UnsafeBufferPointer<UInt8> {
    fileprivate func holds(_ needle: [UInt8]) -> Bool {
        guard let base = baseAddress, let first = needle.first else { return false }
        var start = 0
        while start + needle.count <= count,
            let found = memchr(base + start, Int32(first), count - start - needle.count + 1)
        {
            if memcmp(found, needle, needle.count) == 0 { return true }
            start = UnsafeRawPointer(found) - UnsafeRawPointer(base) + 1
        }
        return false
    }
}
