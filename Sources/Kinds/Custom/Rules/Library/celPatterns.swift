import Model

/// Regular expressions. https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-regex-library
let celPatterns: [CELFunction] = [
    CELFunction("matches(string, string) -> bool", "string: matches(string) -> bool") {
        machine, values throws(CELError) in
        guard case .string(let text) = values[0], case .string(let pattern) = values[1] else { return nil }
        return .bool(try machine.pattern(pattern, over: text).matches(text))
    },
    CELFunction("string: find(string) -> string") { machine, values throws(CELError) in
        guard case .string(let text) = values[0], case .string(let pattern) = values[1] else { return nil }
        return .string(try machine.matches(of: pattern, in: text, most: 1).first ?? "")
    },
    CELFunction("string: findAll(string) -> list<string>", "string: findAll(string, int) -> list<string>") {
        machine, values throws(CELError) in
        guard case .string(let text) = values[0], case .string(let pattern) = values[1] else { return nil }
        var most = Int.max
        if values.count > 2 {
            guard case .int(let limit) = values[2] else { return nil }
            if limit >= 0 { most = Int(limit) }
        }
        return .list(try machine.matches(of: pattern, in: text, most: most).map { .string($0) })
    },
]

extension CELMachine {
    /// A pattern that is about to run over a text, which is paid for beforehand.
    fileprivate mutating func pattern(_ pattern: String, over text: String) throws(CELError) -> GoPattern {
        let size = text.utf8.count / 10 + 1
        let (product, overflow) = size.multipliedReportingOverflow(by: pattern.utf8.count / 4 + 1)
        try charge(overflow ? .max : product)
        guard let read = CELPatternCache.shared.pattern(pattern) else {
            throw .message("error parsing regexp: `\(pattern)`")
        }
        // A pattern that counts is larger than its text.
        try charge(read.program.count / 100 * size)
        return read
    }

    fileprivate mutating func matches(
        of pattern: String, in text: String, most: Int
    ) throws(CELError) -> [String] {
        let read = try self.pattern(pattern, over: text)
        let scalars = Array(text.unicodeScalars)
        var found: [String] = []
        var place = 0
        var end = -1
        while found.count < most, place <= scalars.count, let match = read.firstMatch(in: scalars, from: place) {
            // An empty match right behind another is none.
            if !match.isEmpty || match.lowerBound != end { found.append(scalars[match].text) }
            // Each match may look at all of the rest.
            try charge((match.upperBound - place) / 10 + read.program.count / 100 + 1)
            end = match.upperBound
            place = match.isEmpty ? match.upperBound + 1 : match.upperBound
        }
        return found
    }
}
