/// Reads a duration as configuration files and flags have it: `30s`, `5m`, `1h30m`, `250ms`. nil for anything else, and
/// for what is longer than a year.
public func parseDuration(_ text: String) -> Duration? {
    var rest = text[...]
    var total: Int64 = 0
    guard !rest.isEmpty else { return nil }
    while !rest.isEmpty {
        let digits = rest.prefix { $0.isASCII && $0.isNumber }
        guard let number = Int64(digits), number < 1_000_000_000_000 else { return nil }
        rest = rest.dropFirst(digits.count)
        let unit = rest.prefix { $0.isLetter }
        rest = rest.dropFirst(unit.count)
        let scale: Int64
        switch unit {
        case "ms": scale = 1
        case "s": scale = 1000
        case "m": scale = 60_000
        case "h": scale = 3_600_000
        case "d": scale = 86_400_000
        default: return nil
        }
        let (product, overflowed) = number.multipliedReportingOverflow(by: scale)
        guard !overflowed, product <= 366 * 86_400_000 else { return nil }
        total += product
        guard total <= 366 * 86_400_000 else { return nil }
    }
    return .milliseconds(total)
}
