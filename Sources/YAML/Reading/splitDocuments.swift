#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The parts of a file between its separators.
struct SplitFile {
    struct Part {
        var range: Range<Int>
        /// The line on which it begins, from 0.
        var line: Int
    }

    /// A separator that has something behind it.
    struct BadSeparator {
        var text: String
        var line: Int
    }

    var parts: [Part] = []
    /// As Kubernetes' reader does, splitting ends at a bad separator.
    var badSeparator: BadSeparator?
}

/// Splits a file as Kubernetes' YAMLReader does: at every line that begins with `---`, also within a quoted text.
func splitDocuments(_ bytes: UnsafeBufferPointer<UInt8>) -> SplitFile {
    var split = SplitFile()
    var start = 0
    var startLine = 0
    var position = 0
    var line = 0
    while position < bytes.count {
        let end = lineEnd(bytes, from: position)
        let first = bytes[position]
        if first == 0x2d, begins(bytes, position, 0x2d) {
            let rest = bytes[(position + 3)..<end].drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x0d }
            if let byte = rest.first, byte != 0x0a, byte != 0x23 {
                var text = String(decoding: rest.prefix(80), as: UTF8.self)
                while text.last?.isWhitespace == true { text.removeLast() }
                split.badSeparator = .init(text: text, line: line)
                return split
            }
            if position > start { split.parts.append(.init(range: start..<position, line: startLine)) }
            (start, startLine) = (end, line + 1)
        }
        position = end
        line += 1
    }
    if start < bytes.count { split.parts.append(.init(range: start..<bytes.count, line: startLine)) }
    return split
}

/// Whether a byte stands there three times.
func begins(_ bytes: UnsafeBufferPointer<UInt8>, _ position: Int, _ byte: UInt8) -> Bool {
    position + 3 <= bytes.count && bytes[position + 1] == byte && bytes[position + 2] == byte
}

/// One behind the line's end.
private func lineEnd(_ bytes: UnsafeBufferPointer<UInt8>, from position: Int) -> Int {
    guard let base = bytes.baseAddress, let found = memchr(base + position, 0x0a, bytes.count - position) else {
        return bytes.count
    }
    return UnsafeRawPointer(base).distance(to: UnsafeRawPointer(found)) + 1
}
