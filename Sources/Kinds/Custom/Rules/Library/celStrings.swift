/// Texts, by their Unicode scalars. https://pkg.go.dev/github.com/google/cel-go/ext#Strings
let celStrings: [CELFunction] = [
    test("contains") { $0.firstPlace(of: $1) != nil },
    test("startsWith") { $0.starts(with: $1) },
    test("endsWith") { $0.count >= $1.count && $0.suffix($1.count).elementsEqual($1) },
    CELFunction("string: charAt(int) -> string") { machine, values throws(CELError) in
        guard case .string(let text) = values[0], case .int(let index) = values[1] else { return nil }
        let scalars = try machine.scalars(text)
        if index == Int64(scalars.count) { return .string("") }
        guard let place = Int(exactly: index), scalars.indices.contains(place) else { throw outOfRange(index) }
        return .string(String(scalars[place]))
    },
    CELFunction("string: indexOf(string) -> int", "string: indexOf(string, int) -> int") {
        machine, values throws(CELError) in
        guard case .string(let text) = values[0], case .string(let part) = values[1] else { return nil }
        let (scalars, wanted) = (try machine.scalars(text), try machine.scalars(part))
        let start = try offset(values, in: scalars.count) ?? 0
        return .int(Int64(scalars.firstPlace(of: wanted, from: start) ?? -1))
    },
    CELFunction("string: lastIndexOf(string) -> int", "string: lastIndexOf(string, int) -> int") {
        machine, values throws(CELError) in
        guard case .string(let text) = values[0], case .string(let part) = values[1] else { return nil }
        let (scalars, wanted) = (try machine.scalars(text), try machine.scalars(part))
        var place = min(try offset(values, in: scalars.count) ?? scalars.count, scalars.count - wanted.count)
        while place >= 0 {
            if scalars[place..<place + wanted.count].elementsEqual(wanted) { return .int(Int64(place)) }
            place -= 1
        }
        return .int(-1)
    },
    CELFunction("list<string>: join() -> string", "list<string>: join(string) -> string") {
        machine, values throws(CELError) in
        guard case .list(let list) = values[0] else { return nil }
        var separator = ""
        if values.count > 1 {
            guard case .string(let text) = values[1] else { return nil }
            separator = text
        }
        var result = ""
        for (index, element) in list.elements.enumerated() {
            guard case .string(let text) = element else { return nil }
            try machine.charge((text.utf8.count + separator.utf8.count) / 10 + 1)
            result += index > 0 ? separator + text : text
        }
        return .string(result)
    },
    change("lowerAscii") { scalar in
        (65...90).contains(scalar.value) ? Unicode.Scalar(scalar.value + 32) ?? scalar : scalar
    },
    change("upperAscii") { scalar in
        (97...122).contains(scalar.value) ? Unicode.Scalar(scalar.value - 32) ?? scalar : scalar
    },
    CELFunction(
        "string: replace(string, string) -> string", "string: replace(string, string, int) -> string"
    ) { machine, values throws(CELError) in
        guard case .string(let text) = values[0], case .string(let old) = values[1], case .string(let new) = values[2]
        else { return nil }
        var most = Int.max
        if values.count > 3 {
            guard case .int(let limit) = values[3] else { return nil }
            if limit >= 0 { most = Int(limit) }
        }
        return .string(try machine.replaced(text, old, new, most: most))
    },
    CELFunction("string: split(string) -> list<string>", "string: split(string, int) -> list<string>") {
        machine, values throws(CELError) in
        guard case .string(let text) = values[0], case .string(let separator) = values[1] else { return nil }
        var most = -1
        if values.count > 2 {
            guard case .int(let limit) = values[2] else { return nil }
            most = Int(clamping: limit)
        }
        return .list(try machine.split(text, separator, most: most).map { .string($0) })
    },
    CELFunction("string: substring(int) -> string", "string: substring(int, int) -> string") {
        machine, values throws(CELError) in
        guard case .string(let text) = values[0], case .int(let start) = values[1] else { return nil }
        let scalars = try machine.scalars(text)
        var end = Int64(scalars.count)
        if values.count > 2 {
            guard case .int(let number) = values[2] else { return nil }
            end = number
            if start > end { throw .message("invalid substring range. start: \(start), end: \(end)") }
            if end < 0 || end > Int64(scalars.count) { throw outOfRange(end) }
        }
        guard start >= 0, start <= Int64(scalars.count) else { throw outOfRange(start) }
        return .string(scalars[Int(start)..<Int(end)].text)
    },
    CELFunction("string: trim() -> string") { machine, values throws(CELError) in
        guard case .string(let text) = values[0] else { return nil }
        let scalars = try machine.scalars(text)
        guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return .string("") }
        return .string(scalars[first...last].text)
    },
    CELFunction("string: reverse() -> string") { machine, values throws(CELError) in
        guard case .string(let text) = values[0] else { return nil }
        return .string(Array(try machine.scalars(text).reversed())[...].text)
    },
    CELFunction("strings.quote(string) -> string") { machine, values throws(CELError) in
        guard case .string(let text) = values[0] else { return nil }
        try machine.charge(text.utf8.count / 10)
        return .string(quotedForCEL(text))
    },
    CELFunction("string: format(list<dyn>) -> string") { machine, values throws(CELError) in
        guard case .string(let text) = values[0], case .list(let list) = values[1] else { return nil }
        return .string(try formatted(text, list.elements, &machine))
    },
]

private func test(
    _ name: String, _ holds: @escaping @Sendable ([Unicode.Scalar], [Unicode.Scalar]) -> Bool
) -> CELFunction {
    CELFunction("string: \(name)(string) -> bool") { machine, values throws(CELError) in
        guard case .string(let text) = values[0], case .string(let part) = values[1] else { return nil }
        return .bool(holds(try machine.scalars(text), try machine.scalars(part)))
    }
}

private func change(
    _ name: String, _ change: @escaping @Sendable (Unicode.Scalar) -> Unicode.Scalar
) -> CELFunction {
    CELFunction("string: \(name)() -> string") { machine, values throws(CELError) in
        guard case .string(let text) = values[0] else { return nil }
        return .string(try machine.scalars(text).map(change)[...].text)
    }
}

private func outOfRange(_ index: Int64) -> CELError { .message("index out of range: \(index)") }

/// The third value as a place in a text of this length; nil where there is none.
private func offset(_ values: [CELValue], in count: Int) throws(CELError) -> Int? {
    guard values.count > 2 else { return nil }
    guard case .int(let number) = values[2] else { throw .noSuchOverload }
    guard number >= 0, number <= Int64(count) else { throw outOfRange(number) }
    return Int(number)
}

/// Between double quotes, with escapes for what would not be seen.
private func quotedForCEL(_ text: String) -> String {
    let escapes: [Unicode.Scalar: String] = [
        "\u{7}": "\\a", "\u{8}": "\\b", "\u{c}": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\u{b}": "\\v",
        "\\": "\\\\", "\"": "\\\"",
    ]
    return "\"" + text.unicodeScalars.map { escapes[$0] ?? String($0) }.joined() + "\""
}
