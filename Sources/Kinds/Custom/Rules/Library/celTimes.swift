/// The parts of moments and durations. Time zones are `UTC` or an offset, `+05:30`; named ones are not known here.
let celTimes: [CELFunction] = [
    part("getFullYear") { $0.date.year },
    part("getMonth") { $0.date.month - 1 },
    part("getDayOfYear") { $0.days - CivilDate(year: $0.date.year, month: 1, day: 1).daysSinceEpoch },
    part("getDayOfMonth") { $0.date.day - 1 },
    part("getDate") { $0.date.day },
    part("getDayOfWeek") { CivilDate.floorDivide($0.days + 4, 7).1 },
    part("getHours", 3_600_000_000_000) { $0.second / 3600 },
    part("getMinutes", 60_000_000_000) { $0.second / 60 % 60 },
    part("getSeconds", 1_000_000_000) { $0.second % 60 },
    part("getMilliseconds", 1_000_000) { $0.nanos / 1_000_000 },
]

/// A moment on a clock somewhere.
private struct ClockTime {
    let days: Int64
    let second: Int64
    let nanos: Int64

    init(_ moment: CELTimestamp, offset: Int64) {
        (days, second) = CivilDate.floorDivide(moment.seconds + offset, 86_400)
        nanos = moment.nanos
    }

    var date: CivilDate { CivilDate(daysSinceEpoch: days) }
}

/// A duration gives how many whole units of this many nanoseconds it has.
private func part(
    _ name: String, _ unit: Int64? = nil, _ read: @escaping @Sendable (ClockTime) -> Int64
) -> CELFunction {
    CELFunction(
        "timestamp: \(name)() -> int", "timestamp: \(name)(string) -> int",
        unit == nil ? "timestamp: \(name)() -> int" : "duration: \(name)() -> int"
    ) { _, values throws(CELError) in
        switch values[0] {
        case .timestamp(let moment):
            var offset: Int64 = 0
            if values.count > 1 {
                guard case .string(let zone) = values[1] else { return nil }
                guard let known = zoneOffset(zone) else { throw .message("unknown time zone \(zone)") }
                offset = known
            }
            return .int(read(ClockTime(moment, offset: offset)))
        case .duration(let span):
            guard let unit else { return nil }
            return .int(span / unit)
        default: return nil
        }
    }
}

/// In seconds; nil for a zone that is not known.
private func zoneOffset(_ zone: String) -> Int64? {
    if ["UTC", "", "GMT", "Etc/UTC", "Z"].contains(zone) { return 0 }
    let isNegative = zone.hasPrefix("-")
    let digits = zone.hasPrefix("+") || isNegative ? zone.dropFirst() : zone[...]
    let halves = digits.split(separator: ":", omittingEmptySubsequences: false)
    guard halves.count == 2, let hours = Int64(halves[0]), let minutes = Int64(halves[1]), (0...23).contains(hours),
        (0...59).contains(minutes)
    else { return nil }
    return (hours * 3600 + minutes * 60) * (isNegative ? -1 : 1)
}
