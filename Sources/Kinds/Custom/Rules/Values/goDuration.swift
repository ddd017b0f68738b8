/// Nanoseconds of `1h30m`, `-1.5s`, as Go's time.ParseDuration reads them; nil for anything else.
func goDuration(_ text: String) -> Int64? {
    var bytes = Array(text.utf8)[...]
    var isNegative = false
    if let first = bytes.first, first == 0x2b || first == 0x2d {
        isNegative = first == 0x2d
        bytes = bytes.dropFirst()
    }
    if bytes.elementsEqual([0x30]) { return 0 }
    if bytes.isEmpty { return nil }
    var total: UInt64 = 0
    while !bytes.isEmpty {
        let whole = bytes.prefix { $0 >= 0x30 && $0 <= 0x39 }
        bytes = bytes.dropFirst(whole.count)
        var fraction = bytes.prefix(0)
        if bytes.first == 0x2e {
            bytes = bytes.dropFirst()
            fraction = bytes.prefix { $0 >= 0x30 && $0 <= 0x39 }
            bytes = bytes.dropFirst(fraction.count)
        }
        if whole.isEmpty, fraction.isEmpty { return nil }
        let name = bytes.prefix { $0 != 0x2e && !($0 >= 0x30 && $0 <= 0x39) }
        bytes = bytes.dropFirst(name.count)
        guard let unit = durationUnits[String(decoding: name, as: UTF8.self)] else { return nil }
        var amount: UInt64 = 0
        for digit in whole {
            let (scaled, overflow) = amount.multipliedReportingOverflow(by: 10)
            let (sum, sumOverflow) = scaled.addingReportingOverflow(UInt64(digit - 0x30))
            if overflow || sumOverflow { return nil }
            amount = sum
        }
        let (scaled, overflow) = amount.multipliedReportingOverflow(by: unit)
        if overflow { return nil }
        var part: UInt64 = 0
        var step = unit
        for digit in fraction {
            step /= 10
            part += UInt64(digit - 0x30) * step
        }
        let (sum, sumOverflow) = scaled.addingReportingOverflow(part)
        let (next, nextOverflow) = total.addingReportingOverflow(sum)
        if sumOverflow || nextOverflow || next > UInt64(Int64.max) + 1 { return nil }
        total = next
    }
    if isNegative { return total == UInt64(Int64.max) + 1 ? .min : -Int64(total) }
    return Int64(exactly: total)
}

private let durationUnits: [String: UInt64] = [
    "ns": 1, "us": 1000, "µs": 1000, "μs": 1000, "ms": 1_000_000, "s": 1_000_000_000, "m": 60_000_000_000,
    "h": 3_600_000_000_000,
]

/// `5400s`, `1.5s`: how CEL writes a duration.
func durationSeconds(_ nanoseconds: Int64) -> String {
    let sign = nanoseconds < 0 ? "-" : ""
    let whole = nanoseconds.magnitude / 1_000_000_000
    let rest = nanoseconds.magnitude % 1_000_000_000
    if rest == 0 { return "\(sign)\(whole)s" }
    var fraction = String(rest)
    fraction = String(repeating: "0", count: 9 - fraction.utf8.count) + fraction
    while fraction.hasSuffix("0") { fraction.removeLast() }
    return "\(sign)\(whole).\(fraction)s"
}
