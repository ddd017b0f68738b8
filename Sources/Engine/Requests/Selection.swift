import ClusterAPI
import Model

/// Which objects a list or a watch wants.
struct Selection: Sendable {
    private enum Requirement: Sendable {
        case oneOf(String, [String])
        case noneOf(String, [String])
        case exists(String)
        case absent(String)
    }
    private var labels: [Requirement] = []
    private var fields: [(path: [String], value: String, isEqual: Bool)] = []

    var isEverything: Bool { labels.isEmpty && fields.isEmpty }

    init(_ labelSelector: String, _ fieldSelector: String) throws(ClusterError) {
        for part in Selection.split(labelSelector) { labels.append(try Selection.requirement(part)) }
        for part in fieldSelector.split(separator: ",") {
            guard let mark = part.firstIndex(of: "=") else {
                throw .badRequest("invalid selector: '\(part)'; can't understand '\(part)'")
            }
            let isEqual = !(mark > part.startIndex && part[part.index(before: mark)] == "!")
            let path = isEqual ? part[..<mark] : part[..<part.index(before: mark)]
            var value = part[part.index(after: mark)...]
            if value.first == "=" { value = value.dropFirst() }
            fields.append((path.split(separator: ".").map(String.init), String(value), isEqual))
        }
    }

    func matches(_ object: Value) -> Bool {
        labels.allSatisfy { Selection.holds($0, object) }
            && fields.allSatisfy { field in
                (object.at(field.path[...])?.string ?? "") == field.value ? field.isEqual : !field.isEqual
            }
    }

    private static func holds(_ requirement: Requirement, _ object: Value) -> Bool {
        switch requirement {
        case .oneOf(let key, let values): object.label(key).map(values.contains) ?? false
        case .noneOf(let key, let values): object.label(key).map { !values.contains($0) } ?? true
        case .exists(let key): object.label(key) != nil
        case .absent(let key): object.label(key) == nil
        }
    }

    /// At commas outside of parentheses.
    private static func split(_ text: String) -> [String] {
        var parts: [String] = []
        var part = ""
        var depth = 0
        for character in text {
            if character == "(" { depth += 1 }
            if character == ")" { depth -= 1 }
            if character == ",", depth == 0 {
                parts.append(part)
                part = ""
            } else {
                part.append(character)
            }
        }
        if !part.isEmpty { parts.append(part) }
        return parts.map { $0.split(separator: " ").joined(separator: " ") }
    }

    private static func requirement(_ text: String) throws(ClusterError) -> Requirement {
        if text.hasPrefix("!") { return .absent(String(text.dropFirst()).trimmed) }
        for (mark, isIn) in [(" notin ", false), (" in ", true)] {
            guard let range = text.firstRange(of: mark) else { continue }
            let list = text[range.upperBound...].filter { $0 != "(" && $0 != ")" }
            let values = list.split(separator: ",", omittingEmptySubsequences: false).map { String($0).trimmed }
            let key = String(text[..<range.lowerBound]).trimmed
            return isIn ? .oneOf(key, values) : .noneOf(key, values)
        }
        for (mark, isEqual) in [("!=", false), ("==", true), ("=", true)] {
            guard let range = text.firstRange(of: mark) else { continue }
            let key = String(text[..<range.lowerBound]).trimmed
            let value = String(text[range.upperBound...]).trimmed
            return isEqual ? .oneOf(key, [value]) : .noneOf(key, [value])
        }
        if text.isEmpty || text.contains(where: { "()=<> ".contains($0) }) {
            throw .badRequest("unable to parse requirement: found '\(text)'")
        }
        return .exists(text)
    }
}

extension String {
    fileprivate var trimmed: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
