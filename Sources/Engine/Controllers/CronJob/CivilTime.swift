import Model

/// A day of the calendar as it is somewhere.
struct CivilTime {
    /// Midnight of the day, as if it were in UTC.
    let startOfDay: Instant
    let month: Int
    let day: Int
    /// Sunday is 0.
    let weekday: Int

    init(_ instant: Instant, offset: Int) {
        let seconds = instant.milliseconds / 1000 + Int64(offset)
        let rest = seconds % 86_400
        self.init(startOfDay: Instant(seconds: seconds - (rest < 0 ? rest + 86_400 : rest)))
    }

    private init(startOfDay: Instant) {
        self.startOfDay = startOfDay
        let text = startOfDay.description
        month = Int(text.dropFirst(5).prefix(2)) ?? 1
        day = Int(text.dropFirst(8).prefix(2)) ?? 1
        let days = startOfDay.milliseconds / 86_400_000
        // 1970-01-01 was a Thursday.
        weekday = Int(((days + 4) % 7 + 7) % 7)
    }

    func day(ahead days: Int) -> CivilTime { CivilTime(startOfDay: startOfDay + .seconds(days * 86_400)) }
}
