import Model

/// When a cron schedule is due, by the rules of robfig/cron's standard parser.
struct CronTimetable: Sendable {
    private var minutes: [Int] = []
    private var hours: [Int] = []
    private var days: Set<Int> = []
    private var months: Set<Int> = []
    private var weekdays: Set<Int> = []
    /// Whether the day of the month, or the week, is left open; where neither is, one of the two is enough.
    private var isAnyDay = false
    private var isAnyWeekday = false
    /// `@every 5m`; counts from the instant that is asked about.
    private var interval: Duration?
    /// Seconds east of Greenwich at an instant.
    private let offset: @Sendable (Instant) -> Int

    private static let names: [String: String] = [
        "@yearly": "0 0 1 1 *", "@annually": "0 0 1 1 *", "@monthly": "0 0 1 * *", "@weekly": "0 0 * * 0",
        "@daily": "0 0 * * *", "@midnight": "0 0 * * *", "@hourly": "0 * * * *",
    ]
    private static let monthNames = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]
    private static let dayNames = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]

    init?(_ text: String, offset: @escaping @Sendable (Instant) -> Int = { _ in 0 }) {
        self.offset = offset
        if text.hasPrefix("@every ") {
            guard let seconds = CronTimetable.seconds(text.dropFirst(7)) else { return nil }
            interval = .seconds(max(1, seconds))
            return
        }
        let parts = (CronTimetable.names[text] ?? text).split(whereSeparator: \.isWhitespace).map(String.init)
        guard parts.count == 5, let minutes = CronTimetable.field(parts[0], 0...59),
            let hours = CronTimetable.field(parts[1], 0...23), let days = CronTimetable.field(parts[2], 1...31),
            let months = CronTimetable.field(parts[3], 1...12, CronTimetable.monthNames),
            let weekdays = CronTimetable.field(parts[4], 0...6, CronTimetable.dayNames)
        else { return nil }
        self.minutes = minutes.values.sorted()
        self.hours = hours.values.sorted()
        self.days = days.values
        self.months = months.values
        self.weekdays = weekdays.values
        (isAnyDay, isAnyWeekday) = (days.isAny, weekdays.isAny)
    }

    /// The first due time after an instant; nil where none comes within five years.
    func next(after instant: Instant) -> Instant? {
        if let interval { return Instant(seconds: instant.milliseconds / 1000) + interval }
        let start = CivilTime(instant, offset: offset(instant))
        for ahead in 0..<(366 * 5) {
            let day = start.day(ahead: ahead)
            guard months.contains(day.month), isDue(day) else { continue }
            for hour in hours {
                for minute in minutes {
                    guard let due = self.instant(of: day, hour, minute), due > instant else { continue }
                    return due
                }
            }
        }
        return nil
    }

    private func isDue(_ day: CivilTime) -> Bool {
        let (inMonth, inWeek) = (days.contains(day.day), weekdays.contains(day.weekday))
        return isAnyDay || isAnyWeekday ? inMonth && inWeek : inMonth || inWeek
    }

    /// nil for a time that the clocks leave out.
    private func instant(of day: CivilTime, _ hour: Int, _ minute: Int) -> Instant? {
        let local = day.startOfDay + .seconds(hour * 3600 + minute * 60)
        for guess in [local - .seconds(offset(local)), local] {
            let instant = local - .seconds(offset(guess))
            if instant + .seconds(offset(instant)) == local { return instant }
        }
        return nil
    }

    private static func field(
        _ text: String, _ bounds: ClosedRange<Int>, _ names: [String] = []
    ) -> (values: Set<Int>, isAny: Bool)? {
        var values: Set<Int> = []
        var isAny = false
        func number(_ text: String) -> Int? {
            names.firstIndex(of: text.lowercased()).map { $0 + bounds.lowerBound } ?? Int(text)
        }
        for part in text.split(separator: ",") {
            let stepped = part.split(separator: "/").map(String.init)
            guard let range = stepped.first, stepped.count <= 2, let step = stepped.count == 2 ? Int(stepped[1]) : 1,
                step > 0
            else { return nil }
            var (low, high) = (bounds.lowerBound, bounds.upperBound)
            if range == "*" || range == "?" {
                if step == 1 { isAny = true }
            } else {
                let ends = range.split(separator: "-").map { number(String($0)) }
                guard let first = ends.first ?? nil, let last = ends.last ?? nil, ends.count <= 2 else { return nil }
                low = first
                high = ends.count == 2 || stepped.count == 1 ? last : bounds.upperBound
            }
            guard low >= bounds.lowerBound, high <= bounds.upperBound, low <= high else { return nil }
            values.formUnion(stride(from: low, through: high, by: step))
        }
        return values.isEmpty ? nil : (values, isAny)
    }

    /// Whole seconds of a Go duration: `1h30m`.
    private static func seconds(_ text: Substring) -> Int? {
        var rest = text
        var total = 0.0
        while !rest.isEmpty {
            let number = rest.prefix { $0.isNumber || $0 == "." }
            rest = rest.dropFirst(number.count)
            let unit = rest.prefix { !$0.isNumber && $0 != "." }
            rest = rest.dropFirst(unit.count)
            let factors: [Substring: Double] = ["h": 3600, "m": 60, "s": 1, "ms": 0.001, "us": 1e-6, "ns": 1e-9]
            guard let value = Double(number), let factor = factors[unit], total < 1e9 else { return nil }
            total += value * factor
        }
        return total < 1e9 ? Int(total) : nil
    }
}
