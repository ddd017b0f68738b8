import Model

/// What Go's `time.Parse` says of a text that is no RFC 3339 time.
enum GoTime {
    static func parseError(_ text: String, layout: String) -> String {
        let head = "parsing time \(text.quotedAsGo) as \(layout.quotedAsGo)"
        let bytes = Array(text.utf8)
        var position = 0
        func rest() -> String { String(decoding: bytes[min(position, bytes.count)...], as: UTF8.self).quotedAsGo }
        func fails(_ element: String) -> String { "\(head): cannot parse \(rest()) as \(element.quotedAsGo)" }
        let elements: [(String, Int, ClosedRange<Int>, String)] = [
            ("2006", 4, 0...9999, "year"), ("-", 0, 0...0, ""), ("01", 2, 1...12, "month"), ("-", 0, 0...0, ""),
            ("02", 2, 1...31, "day"), ("T", 0, 0...0, ""), ("15", 2, 0...23, "hour"), (":", 0, 0...0, ""),
            ("04", 2, 0...59, "minute"), (":", 0, 0...0, ""), ("05", 2, 0...59, "second"),
        ]
        for (element, digits, range, name) in elements {
            if digits == 0 {
                guard position < bytes.count, bytes[position] == element.utf8.first else { return fails(element) }
                position += 1
                continue
            }
            guard position + digits <= bytes.count else { return fails(element) }
            let part = bytes[position..<position + digits]
            guard part.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return fails(element) }
            let number = part.reduce(0) { $0 * 10 + Int($1 - 0x30) }
            guard range.contains(number) else { return "parsing time \(text.quotedAsGo): \(name) out of range" }
            position += digits
        }
        if position < bytes.count, bytes[position] == 0x2e {
            position += 1
            while position < bytes.count, bytes[position] >= 0x30, bytes[position] <= 0x39 { position += 1 }
        }
        guard position < bytes.count, bytes[position] == 0x5a || bytes[position] == 0x2b || bytes[position] == 0x2d
        else { return fails("Z07:00") }
        if bytes[position] == 0x5a {
            position += 1
            return "parsing time \(text.quotedAsGo): extra text: \(rest())"
        }
        return fails("Z07:00")
    }
}
