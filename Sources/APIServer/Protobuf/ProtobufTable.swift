/// The protobuf messages of the built-in kinds.
///
/// The text has a line a message, counted from 0, of words between single spaces: `NUMBER:NAME:SHAPE`. The name is
/// JSON's, empty for a message whose fields stand in its parent's place. Shapes:
///
///     b i d s y        boolean, integer, double, string, bytes
///     m3               message 3
///     T U D Q X        time, micro time, duration, quantity, int-or-string
///     R F E            raw JSON, managed fields, a list of strings in a message
///     rs km3           a list of strings, a map from strings to message 3
///
/// `!` after it: a zero means something and is kept.
struct ProtobufTable: Sendable {
    indirect enum Shape: Sendable {
        case bool, int, double, string, bytes, time, microTime, duration, quantity, intOrString, rawJSON, stringList
        case message(Int)
        case list(Shape)
        case map(Shape)
    }

    struct Field: Sendable {
        var name: String
        var shape: Shape
        var keepsZero: Bool
    }

    let messages: [[Int: Field]]
    /// Message by `GROUP/VERSION/KIND`.
    private let kinds: [String: Int]

    static let shared = ProtobufTable(kinds: protobufKindsText, messages: protobufTableText)

    init(kinds: String, messages: String) {
        self.messages = messages.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            var fields: [Int: Field] = [:]
            for word in line.split(separator: " ") {
                let parts = word.split(separator: ":", omittingEmptySubsequences: false)
                guard parts.count == 3, let number = Int(parts[0]) else { continue }
                let keepsZero = parts[2].hasSuffix("!")
                guard let shape = ProtobufTable.shape(keepsZero ? parts[2].dropLast() : parts[2]) else { continue }
                fields[number] = Field(name: String(parts[1]), shape: shape, keepsZero: keepsZero)
            }
            return fields
        }
        var found: [String: Int] = [:]
        for line in kinds.split(separator: "\n") {
            let words = line.split(separator: " ")
            guard words.count == 2, let index = Int(words[1]) else { continue }
            found[String(words[0])] = index
        }
        self.kinds = found
    }

    /// The message of a kind; options of deletes are the same in every group.
    func message(apiVersion: String, kind: String) -> Int? {
        if kind == "DeleteOptions" { return kinds[kind] }
        return kinds[apiVersion.contains("/") ? "\(apiVersion)/\(kind)" : "/\(apiVersion)/\(kind)"]
    }

    private static func shape(_ text: Substring) -> Shape? {
        switch text.first {
        case "b": .bool
        case "i": .int
        case "d": .double
        case "s": .string
        case "y": .bytes
        case "T": .time
        case "U": .microTime
        case "D": .duration
        case "Q": .quantity
        case "X": .intOrString
        case "R", "F": .rawJSON
        case "E": .stringList
        case "m": Int(text.dropFirst()).map { .message($0) }
        case "r": shape(text.dropFirst()).map { .list($0) }
        case "k": shape(text.dropFirst()).map { .map($0) }
        default: nil
        }
    }
}
