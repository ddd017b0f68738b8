import Model

/// Whether a text is a schedule, in the words of robfig/cron's standard parser.
enum CronSchedule {
    private static let fields: [(name: String, range: ClosedRange<Int>, names: [String])] = [
        ("minute", 0...59, []), ("hour", 0...23, []), ("day of month", 1...31, []),
        ("month", 1...12, ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]),
        ("day of week", 0...6, ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]),
    ]

    static func problem(_ text: String) -> String? {
        var schedule = text[...]
        if schedule.hasPrefix("TZ=") || schedule.hasPrefix("CRON_TZ=") {
            guard let blank = schedule.firstIndex(of: " ") else { return "provided bad location \(text)" }
            schedule = schedule[schedule.index(after: blank)...]
        }
        if schedule.hasPrefix("@") { return descriptorProblem(String(schedule)) }
        let parts = schedule.split(whereSeparator: \.isWhitespace).map(String.init)
        guard parts.count == 5 else {
            return "expected exactly 5 fields, found \(parts.count): [\(parts.joined(separator: " "))]"
        }
        for (part, field) in zip(parts, fields) {
            for range in part.split(separator: ",", omittingEmptySubsequences: true) {
                if let problem = rangeProblem(String(range), field.range, field.names) { return problem }
            }
        }
        return nil
    }

    private static func descriptorProblem(_ text: String) -> String? {
        let known = ["@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly"]
        if known.contains(text) { return nil }
        if text.hasPrefix("@every ") {
            let duration = String(text.dropFirst(7))
            return isDuration(duration)
                ? nil : "failed to parse duration \(text): time: invalid duration \(duration.quotedAsGo)"
        }
        return "unrecognized descriptor: \(text)"
    }

    /// Go's durations: `1h30m`, `-1.5s`.
    private static func isDuration(_ text: String) -> Bool {
        var rest = text[...]
        if rest.first == "-" || rest.first == "+" { rest = rest.dropFirst() }
        if rest == "0" { return true }
        guard !rest.isEmpty else { return false }
        while !rest.isEmpty {
            let number = rest.prefix { $0.isNumber || $0 == "." }
            guard number.contains(where: \.isNumber), number.filter({ $0 == "." }).count <= 1 else { return false }
            rest = rest.dropFirst(number.count)
            guard let unit = ["ns", "us", "µs", "μs", "ms", "h", "m", "s"].first(where: { rest.hasPrefix($0) }) else {
                return false
            }
            rest = rest.dropFirst(unit.count)
        }
        return true
    }

    private static func rangeProblem(_ text: String, _ bounds: ClosedRange<Int>, _ names: [String]) -> String? {
        let stepped = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        if stepped.count > 2 { return "too many slashes: \(text)" }
        let ends = stepped[0].split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        var low = bounds.lowerBound
        var high = bounds.upperBound
        if ends[0] == "*" || ends[0] == "?" {
            if ends.count > 1 { return "too many hyphens: \(text)" }
        } else {
            guard ends.count <= 2 else { return "too many hyphens: \(text)" }
            switch number(ends[0], bounds, names) {
            case .success(let value): low = value
            case .failure(let error): return error.message
            }
            if ends.count == 2 {
                switch number(ends[1], bounds, names) {
                case .success(let value): high = value
                case .failure(let error): return error.message
                }
            } else if stepped.count == 1 {
                high = low
            }
        }
        if stepped.count == 2 {
            switch number(stepped[1], bounds, []) {
            case .success(0): return "step of range should be a positive number: \(text)"
            case .success: break
            case .failure(let error): return error.message
            }
        }
        if low < bounds.lowerBound {
            return "beginning of range (\(low)) below minimum (\(bounds.lowerBound)): \(text)"
        }
        if high > bounds.upperBound { return "end of range (\(high)) above maximum (\(bounds.upperBound)): \(text)" }
        if low > high { return "beginning of range (\(low)) beyond end of range (\(high)): \(text)" }
        return nil
    }

    private struct NumberError: Error { var message: String }

    private static func number(_ text: String, _ bounds: ClosedRange<Int>, _ names: [String])
        -> Result<Int, NumberError>
    {
        if let index = names.firstIndex(of: text.lowercased()) { return .success(index + bounds.lowerBound) }
        guard let value = Int(text) else {
            return .failure(
                NumberError(
                    message:
                        "failed to parse int from \(text): strconv.Atoi: parsing \(text.quotedAsGo): invalid syntax"))
        }
        return value < 0
            ? .failure(NumberError(message: "negative number (\(value)) not allowed: \(text)"))
            : .success(value)
    }
}
