import Model

/// The simple JSONPaths of printer columns: `.spec.replicas`, `.metadata.labels.app\.io/name`,
/// `.status.conditions[?(@.type=="Ready")].status`, `.spec.hosts[0]`, `.spec.hosts[*]`.
struct FieldQuery: Sendable {
    private enum Step: Sendable {
        case member(String)
        case index(Int)
        case all
        case filter(path: [String], value: String)
    }

    private var steps: [Step] = []

    /// What cannot be read finds nothing.
    init(_ text: String) {
        var rest = Substring(text)
        if rest.hasPrefix("{"), rest.hasSuffix("}") { rest = rest.dropFirst().dropLast() }
        while let first = rest.first {
            if first == "." || first == "$" || first == "@" {
                rest.removeFirst()
            } else if first == "[" {
                guard let end = FieldQuery.bracketEnd(rest), let step = FieldQuery.step(rest[..<end].dropFirst()) else {
                    steps = [.index(-1)]
                    return
                }
                steps.append(step)
                rest = rest[rest.index(after: end)...]
            } else {
                steps.append(.member(FieldQuery.takeName(&rest)))
            }
        }
    }

    /// The first value that the path leads to.
    func first(in object: Value) -> Value? {
        var found = [object]
        for step in steps {
            found = found.flatMap { FieldQuery.follow(step, $0) }
            if found.isEmpty { return nil }
        }
        return found.first
    }

    private static func follow(_ step: Step, _ value: Value) -> [Value] {
        switch step {
        case .member(let name): return value[name].map { [$0] } ?? []
        case .index(let index): return value[index].map { [$0] } ?? []
        case .all: return value.array ?? value.members.values
        case .filter(let path, let wanted):
            return value.elements.filter { element in
                guard let found = element.at(path[...]) else { return false }
                return (found.string ?? found.json) == wanted
            }
        }
    }

    private static func takeName(_ rest: inout Substring) -> String {
        var name = ""
        while let next = rest.first, next != ".", next != "[" {
            rest.removeFirst()
            if next == "\\", let escaped = rest.first {
                name.append(escaped)
                rest.removeFirst()
            } else {
                name.append(next)
            }
        }
        return name
    }

    /// The bracket that closes the one at the start, outside of quotes.
    private static func bracketEnd(_ text: Substring) -> Substring.Index? {
        var quote: Character?
        for index in text.indices {
            let character = text[index]
            if let open = quote {
                if character == open { quote = nil }
            } else if character == "'" || character == "\"" {
                quote = character
            } else if character == "]" {
                return index
            }
        }
        return nil
    }

    private static func step(_ text: Substring) -> Step? {
        if text == "*" { return .all }
        if let index = Int(text) { return .index(index) }
        if let name = unquoted(text) { return .member(name) }
        guard text.hasPrefix("?("), text.hasSuffix(")"), let equals = text.firstRange(of: "==") else { return nil }
        let left = text[text.index(text.startIndex, offsetBy: 2)..<equals.lowerBound].filter { $0 != " " }
        let right = text[equals.upperBound...].dropLast()
        let literal = right.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()
        guard left.hasPrefix("@.") else { return nil }
        return .filter(
            path: left.dropFirst(2).split(separator: ".").map(String.init),
            value: unquoted(Substring(String(literal))) ?? String(literal))
    }

    private static func unquoted(_ text: Substring) -> String? {
        guard text.count >= 2, let quote = text.first, quote == "'" || quote == "\"", text.last == quote else {
            return nil
        }
        return String(text.dropFirst().dropLast())
    }
}
