/// A moment, to the nanosecond, from the year 1 to the year 9999.
struct CELTimestamp: Hashable, Comparable, Sendable {
    /// Since 1970-01-01T00:00:00Z.
    var seconds: Int64
    /// 0 to 999,999,999.
    var nanos: Int64

    static let earliest: Int64 = -62_135_596_800
    static let latest: Int64 = 253_402_300_799
    private static let second: Int64 = 1_000_000_000

    /// nil outside of the years 1 to 9999.
    init?(seconds: Int64, nanos: Int64 = 0) {
        guard seconds >= CELTimestamp.earliest, seconds <= CELTimestamp.latest, nanos >= 0, nanos < CELTimestamp.second
        else { return nil }
        self.seconds = seconds
        self.nanos = nanos
    }

    static func < (left: CELTimestamp, right: CELTimestamp) -> Bool {
        (left.seconds, left.nanos) < (right.seconds, right.nanos)
    }

    func adding(nanoseconds: Int64) -> CELTimestamp? {
        let whole = nanoseconds / CELTimestamp.second
        let total = nanos + nanoseconds % CELTimestamp.second
        let carry = total < 0 ? Int64(-1) : total / CELTimestamp.second
        return CELTimestamp(seconds: seconds + whole + carry, nanos: total - carry * CELTimestamp.second)
    }

    /// In nanoseconds; nil where that is more than a duration can be.
    func difference(from other: CELTimestamp) -> Int64? {
        let (scaled, overflow) = (seconds - other.seconds).multipliedReportingOverflow(by: CELTimestamp.second)
        if overflow { return nil }
        let (sum, sumOverflow) = scaled.addingReportingOverflow(nanos - other.nanos)
        return sumOverflow ? nil : sum
    }

    /// RFC 3339; nil for anything else.
    init?(_ text: String) {
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
        func at(_ index: Int, _ allowed: String) -> Bool { index < bytes.count && allowed.utf8.contains(bytes[index]) }
        guard let year = digits(0, 4), at(4, "-"), let month = digits(5, 2), at(7, "-"), let day = digits(8, 2),
            at(10, "Tt"), let hour = digits(11, 2), at(13, ":"), let minute = digits(14, 2), at(16, ":"),
            let second = digits(17, 2), (1...12).contains(month), day >= 1, hour < 24, minute < 60, second < 60,
            day <= CivilDate.days(in: month, of: year)
        else { return nil }
        var position = 19
        var fraction: Int64 = 0
        if at(position, ".,") {
            position += 1
            var scale = CELTimestamp.second / 10
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
            let minutes = digits(position + 4, 2), hours < 24, minutes < 60
        {
            offset = (hours * 60 + minutes) * 60 * (bytes[position] == 0x2d ? -1 : 1)
            position += 6
        } else {
            return nil
        }
        guard position == bytes.count else { return nil }
        let days = CivilDate(year: year, month: month, day: day).daysSinceEpoch
        self.init(seconds: days * 86_400 + hour * 3600 + minute * 60 + second - offset, nanos: fraction)
    }

    /// RFC 3339 in UTC, with as much of a fraction as there is.
    var text: String {
        let (days, rest) = CivilDate.floorDivide(seconds, 86_400)
        let date = CivilDate(daysSinceEpoch: days)
        func padded(_ number: Int64, _ width: Int) -> String {
            let text = String(number)
            return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
        }
        var fraction = ""
        if nanos > 0 {
            fraction = padded(nanos, 9)
            while fraction.hasSuffix("0") { fraction.removeLast() }
            fraction = "." + fraction
        }
        return "\(padded(date.year, 4))-\(padded(date.month, 2))-\(padded(date.day, 2))T\(padded(rest / 3600, 2)):"
            + "\(padded(rest / 60 % 60, 2)):\(padded(rest % 60, 2))\(fraction)Z"
    }
}
