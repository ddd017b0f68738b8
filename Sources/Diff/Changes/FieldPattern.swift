public import Model

/// Names fields for ignore rules: `spec.replicas`, `metadata.annotations["example.com/hash"]`,
/// `spec.template.spec.containers[name=web].image`, `spec.rules[*].host`, or a JSON pointer `/spec/replicas`. `*`
/// stands for any one step, and within a name for any characters. A pattern covers everything below what it names.
public struct FieldPattern: Hashable, Sendable, CustomStringConvertible {
    enum Step: Hashable, Sendable {
        case name(String)
        case keys([String: String])
        case index(Int)
        case any
    }

    public let description: String
    let steps: [Step]

    /// Nil where the text is no pattern: empty, an open bracket or quote.
    public init?(_ text: String) {
        description = text
        guard let steps = FieldPattern.parse(text), !steps.isEmpty else { return nil }
        self.steps = steps
    }

    /// The patterns of a comma-separated list, as in `plumb.dev/ignore`; those that are no patterns are left out.
    public static func list(_ text: String) -> [FieldPattern] {
        split(text, at: ",").compactMap { piece in
            FieldPattern(String(piece.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()))
        }
    }

    /// The path is what the pattern names, or below it.
    public func matches(_ path: FieldPath) -> Bool { matches(path.elements) }

    func matches(_ path: [FieldPath.Element]) -> Bool {
        path.count >= steps.count && zip(steps, path).allSatisfy { $0.matches($1) }
    }

    private static func parse(_ text: String) -> [Step]? {
        if text.hasPrefix("/") { return pointer(text) }
        var steps: [Step] = []
        for piece in split(text, at: ".") {
            var rest = piece[...]
            let name = rest.prefix { $0 != "[" }
            if !name.isEmpty { steps.append(name == "*" ? .any : .name(String(name))) }
            rest = rest.dropFirst(name.count)
            while rest.first == "[" {
                guard let (step, count) = bracket(rest) else { return nil }
                steps.append(step)
                rest = rest.dropFirst(count)
            }
            guard rest.isEmpty, !piece.isEmpty else { return nil }
        }
        return steps
    }

    private static func pointer(_ text: String) -> [Step] {
        text.dropFirst().split(separator: "/", omittingEmptySubsequences: false).map { token in
            let name = String(token).replacing("~1", with: "/").replacing("~0", with: "~")
            return Int(name).map { .index($0) } ?? (name == "*" ? .any : .name(name))
        }
    }

    /// A step in brackets, and how many characters it takes.
    private static func bracket(_ text: Substring) -> (Step, Int)? {
        var inside = ""
        var quoted = false
        var count = 1
        for character in text.dropFirst() {
            count += 1
            if character == "\"" { quoted.toggle() }
            if character == "]", !quoted {
                if inside == "*" { return (.any, count) }
                if let index = Int(inside) { return (.index(index), count) }
                if inside.hasPrefix("\""), inside.hasSuffix("\""), inside.count > 1 {
                    return (.name(String(inside.dropFirst().dropLast())), count)
                }
                var keys: [String: String] = [:]
                for pair in inside.split(separator: ",") {
                    let parts = pair.split(separator: "=", maxSplits: 1)
                    guard parts.count == 2 else { return nil }
                    keys[String(parts[0])] = String(parts[1].filter { $0 != "\"" })
                }
                return keys.isEmpty ? nil : (.keys(keys), count)
            }
            inside.append(character)
        }
        return nil
    }

    /// Splits outside of brackets and quotes.
    private static func split(_ text: String, at separator: Character) -> [String] {
        var pieces = [""]
        var depth = 0
        var quoted = false
        for character in text {
            if character == "\"" { quoted.toggle() }
            if !quoted, character == "[" { depth += 1 }
            if !quoted, character == "]" { depth -= 1 }
            if character == separator, depth == 0, !quoted {
                pieces.append("")
            } else {
                pieces[pieces.count - 1].append(character)
            }
        }
        return pieces
    }
}

extension FieldPattern.Step {
    func matches(_ element: FieldPath.Element) -> Bool {
        switch (self, element) {
        case (.any, _): true
        case (.name(let glob), .field(let name)): glob == name || name.matches(glob: glob)
        case (.name(let glob), .value(let value)): value.string.map { $0.matches(glob: glob) } ?? false
        case (.keys(let keys), .key(let parts)):
            keys.allSatisfy { key, glob in
                parts.contains { $0.name == key && ($0.value.string ?? $0.value.json).matches(glob: glob) }
            }
        case (.index(let index), .index(let place)): index == place
        // A JSON pointer counts the elements of map lists, which have no place of their own.
        default: false
        }
    }
}
