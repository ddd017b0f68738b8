/// The way that a rule's `fieldPath` names, `.spec.limits['cpu']`, as errors write it, and the schema at its end.
func ruleFieldPath(
    _ text: String, in schema: CustomSchema, allowsBrackets: Bool = true
) throws(RuleFieldPathError) -> (path: String, schema: CustomSchema) {
    var reader = RulePathReader(text, schema)
    while let token = reader.next() {
        switch token {
        case ".":
            guard let name = reader.next() else { throw .init("unexpected end of JSON path") }
            try reader.step(name)
        case "[":
            guard allowsBrackets else { throw .init("array notation is not allowed") }
            guard let quoted = reader.next() else { throw .init("unexpected end of JSON path") }
            guard quoted.utf8.count >= 2, quoted.hasPrefix("'"), quoted.hasSuffix("'") else {
                throw .init("expected single quoted string but got \(quoted)")
            }
            try reader.step(try unescaped(String(quoted.dropFirst().dropLast())))
            guard let end = reader.next() else { throw .init("unexpected end of JSON path") }
            if end != "]" { throw .init("expected ] but got \(end)") }
        default: throw .init("expected [ or . but got: \(token)")
        }
    }
    return (reader.path, reader.schema)
}

struct RuleFieldPathError: Error {
    let message: String
    init(_ message: String) { self.message = message }
}

private struct RulePathReader {
    private var rest: Substring
    private(set) var schema: CustomSchema
    private(set) var path = ""

    init(_ text: String, _ schema: CustomSchema) {
        rest = text[...]
        self.schema = schema
    }

    /// `.`, `[`, `]`, a text between single quotes, or what stands up to the next of those signs.
    mutating func next() -> String? {
        guard let first = rest.first else { return nil }
        var end = rest.index(after: rest.startIndex)
        if first == "'" {
            var before = first
            while end < rest.endIndex, rest[end] != "'" || before == "\\" {
                before = rest[end]
                end = rest.index(after: end)
            }
            if end < rest.endIndex { end = rest.index(after: end) }
        } else if !".[]".contains(first) {
            end = rest.firstIndex { ".[]".contains($0) } ?? rest.endIndex
        }
        defer { rest = rest[end...] }
        return String(rest[..<end])
    }

    mutating func step(_ name: String) throws(RuleFieldPathError) {
        if !schema.properties.isEmpty {
            path += path.isEmpty ? name : ".\(name)"
            guard let inner = schema.property(name) else { throw .init("does not refer to a valid field") }
            schema = inner
        } else if let values = schema.values {
            path += "[\(name)]"
            schema = values
        } else {
            throw .init("does not refer to a valid field")
        }
    }
}

private func unescaped(_ text: String) throws(RuleFieldPathError) -> String {
    let escapes: [Character: Character] = [
        "a": "\u{7}", "b": "\u{8}", "f": "\u{c}", "n": "\n", "r": "\r", "t": "\t", "v": "\u{b}", "'": "'", "\\": "\\",
    ]
    var result = ""
    var rest = text[...]
    while let character = rest.popFirst() {
        guard character == "\\", let mark = rest.popFirst() else {
            result.append(character)
            continue
        }
        guard let plain = escapes[mark] else {
            throw .init("invalid string literal: invalid escape char \\\(mark)")
        }
        result.append(plain)
    }
    return result
}
