/// A point in time, in milliseconds since 1970-01-01T00:00:00Z. Deciding code is handed one; it never asks a clock.
public struct Instant: Hashable, Sendable, Comparable, CustomStringConvertible {
    public var milliseconds: Int64

    public init(milliseconds: Int64) { self.milliseconds = milliseconds }
    public init(seconds: Int64) { milliseconds = seconds * 1000 }

    public static let distantPast = Instant(milliseconds: .min / 4)
    public static let distantFuture = Instant(milliseconds: .max / 4)

    public static func < (left: Instant, right: Instant) -> Bool { left.milliseconds < right.milliseconds }
    public static func + (left: Instant, right: Duration) -> Instant {
        Instant(milliseconds: left.milliseconds + right.milliseconds)
    }
    public static func - (left: Instant, right: Duration) -> Instant {
        Instant(milliseconds: left.milliseconds - right.milliseconds)
    }
    public static func - (left: Instant, right: Instant) -> Duration {
        .milliseconds(left.milliseconds - right.milliseconds)
    }

    /// RFC 3339 in UTC with whole seconds, as `metadata.creationTimestamp` is written.
    public var description: String { text(fraction: "") }
    /// RFC 3339 with milliseconds: `2026-11-21T12:00:00.123Z`.
    public var preciseDescription: String { text(fraction: "." + padded(Int(milliseconds.modulo(1000)), 3)) }
    /// RFC 3339 with microseconds, as MicroTime fields are written.
    public var microDescription: String { text(fraction: "." + padded(Int(milliseconds.modulo(1000)), 3) + "000") }

    private func text(fraction: String) -> String {
        let seconds = (milliseconds - milliseconds.modulo(1000)) / 1000
        let secondOfDay = seconds.modulo(86_400)
        let (year, month, day) = Instant.civil(fromDays: (seconds - secondOfDay) / 86_400)
        return "\(padded(Int(year), 4))-\(padded(month, 2))-\(padded(day, 2))T\(padded(Int(secondOfDay / 3600), 2)):"
            + "\(padded(Int(secondOfDay / 60 % 60), 2)):\(padded(Int(secondOfDay % 60), 2))\(fraction)Z"
    }

    /// Reads RFC 3339, with or without a fraction, with `Z` or an offset; nil for anything else.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        func digits(_ start: Int, _ count: Int) -> Int64? {
            guard start + count <= bytes.count else { return nil }
            var value: Int64 = 0
            for byte in bytes[start..<start + count] {
                guard byte >= 0x30, byte <= 0x39 else { return nil }
                value = value * 10 + Int64(byte - 0x30)
            }
            return value
        }
        func at(_ index: Int, _ allowed: String) -> Bool {
            index < bytes.count && allowed.utf8.contains(bytes[index])
        }
        guard let year = digits(0, 4), at(4, "-"), let month = digits(5, 2), at(7, "-"), let day = digits(8, 2),
            at(10, "Tt"), let hour = digits(11, 2), at(13, ":"), let minute = digits(14, 2), at(16, ":"),
            let second = digits(17, 2), (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60,
            second <= 60
        else { return nil }
        var position = 19
        var fraction: Int64 = 0
        if at(position, ".") {
            position += 1
            var scale: Int64 = 100
            let start = position
            while position < bytes.count, bytes[position] >= 0x30, bytes[position] <= 0x39 {
                fraction += Int64(bytes[position] - 0x30) * scale
                scale /= 10
                position += 1
            }
            if position == start { return nil }
        }
        var offset: Int64 = 0
        if at(position, "Zz") {
            position += 1
        } else if at(position, "+-"), let hours = digits(position + 1, 2), at(position + 3, ":"),
            let minutes = digits(position + 4, 2)
        {
            offset = (hours * 60 + minutes) * 60 * (bytes[position] == 0x2d ? -1 : 1)
            position += 6
        } else {
            return nil
        }
        guard position == bytes.count else { return nil }
        let days = Instant.days(year: year, month: month, day: day)
        let seconds = days * 86_400 + hour * 3600 + minute * 60 + second - offset
        milliseconds = seconds * 1000 + fraction
    }

    /// Howard Hinnant's `days_from_civil`: https://howardhinnant.github.io/date_algorithms.html
    private static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
        let y = month <= 2 ? year - 1 : year
        let era = (y >= 0 ? y : y - 399) / 400
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func civil(fromDays days: Int64) -> (year: Int64, month: Int, day: Int) {
        let z = days + 719_468
        let era = (z >= 0 ? z : z - 146_096) / 146_097
        let dayOfEra = z - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), Int(month), Int(dayOfYear - (153 * shifted + 2) / 5 + 1))
    }
}

extension Duration {
    /// Whole milliseconds, rounded towards zero.
    public var milliseconds: Int64 {
        components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
    }
}

extension Int64 {
    fileprivate func modulo(_ divisor: Int64) -> Int64 {
        let rest = self % divisor
        return rest < 0 ? rest + divisor : rest
    }
}

private func padded(_ value: Int, _ width: Int) -> String {
    let text = String(value)
    return text.count >= width ? text : String(repeating: "0", count: width - text.count) + text
}
