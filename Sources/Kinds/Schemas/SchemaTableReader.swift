import Diff
import Model

/// Reads the text of a schema table: a line a node, counted from 0, of words between single spaces.
///
///     *            anything                       b  boolean
///     i I          integer of 32, 64 bits         n  number
///     s y t u q x  string, base64, time, micro time, quantity, int-or-string
///     M3           a map of node 3
///     L3 S3        an atomic list, a set list of node 3
///     K3:a,b       a map list of node 3 with the keys a and b
///     {NAME        a structure of that name; after it a word a field: FIELD:NODE, `!` if required, `=` and a
///                  default as JSON without spaces
///
/// After that `atomic` (a map that is one value), `patch=STRATEGIES` and `key=NAME` (strategic merge patches).
struct SchemaTableReader {
    private let bytes: [UInt8]
    private var position = 0

    init(text: String) { bytes = Array(text.utf8) }

    mutating func readNodes() -> [SchemaNode] {
        var nodes: [SchemaNode] = []
        nodes.reserveCapacity(600)
        while position < bytes.count {
            nodes.append(readNode())
            position += 1
        }
        return nodes
    }

    /// Up to the end of the line.
    private mutating func readNode() -> SchemaNode {
        var node = SchemaNode(shape: .any)
        var fields: [String: Int]?
        switch next() {
        case UInt8(ascii: "b"): node.shape = .boolean
        case UInt8(ascii: "i"): node.shape = .integer(bits: 32)
        case UInt8(ascii: "I"): node.shape = .integer(bits: 64)
        case UInt8(ascii: "n"): node.shape = .number
        case UInt8(ascii: "s"): node.shape = .string(.plain)
        case UInt8(ascii: "y"): node.shape = .string(.byte)
        case UInt8(ascii: "t"): node.shape = .string(.dateTime)
        case UInt8(ascii: "u"): node.shape = .string(.microTime)
        case UInt8(ascii: "q"): node.shape = .string(.quantity)
        case UInt8(ascii: "x"): node.shape = .string(.intOrString)
        case UInt8(ascii: "M"): node.shape = .map(value: readNumber())
        case UInt8(ascii: "L"): node.shape = .list(element: readNumber(), merge: .atomic)
        case UInt8(ascii: "S"): node.shape = .list(element: readNumber(), merge: .set)
        case UInt8(ascii: "K"):
            let element = readNumber()
            _ = next()
            let keys = readWord(until: UInt8(ascii: " ")).split(separator: ",").map(String.init)
            node.shape = .list(element: element, merge: .map(keys: keys))
        case UInt8(ascii: "{"):
            fields = [:]
            node.name = readWord(until: UInt8(ascii: " "))
        default: break
        }
        while peek() == UInt8(ascii: " ") {
            position += 1
            readRuleOrField(into: &node, fields: &fields)
        }
        if let fields { node.shape = .structure(fields: fields) }
        return node
    }

    private mutating func readRuleOrField(into node: inout SchemaNode, fields: inout [String: Int]?) {
        let name = readWord(until: UInt8(ascii: ":"), or: UInt8(ascii: "="))
        switch peek() {
        case UInt8(ascii: ":"):
            position += 1
            fields?[name] = readNumber()
            if peek() == UInt8(ascii: "!") {
                position += 1
                node.required.append(name)
            }
            guard peek() == UInt8(ascii: "=") else { return }
            position += 1
            node.defaults[name] = value(of: readWord(until: UInt8(ascii: " ")))
        case UInt8(ascii: "="):
            position += 1
            let word = readWord(until: UInt8(ascii: " "))
            if name == "patch" {
                node.patch = SchemaNode.PatchRule(strategy: word, mergeKey: node.patch.mergeKey)
            } else {
                node.patch.mergeKey = word
            }
        default: node.isAtomic = true
        }
    }

    /// Most defaults are one of a few.
    private func value(of json: String) -> Value {
        switch json {
        case "\"\"": ""
        case "{}": .emptyObject
        case "0": 0
        case "false": false
        default: (try? Value(json: json)) ?? .null
        }
    }

    private func peek() -> UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func next() -> UInt8? {
        defer { position += 1 }
        return peek()
    }

    private mutating func readNumber() -> Int {
        var number = 0
        while let byte = peek(), byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
            number = number &* 10 &+ Int(byte &- UInt8(ascii: "0"))
            position += 1
        }
        return number
    }

    /// Up to one of the two bytes, a space or the end of the line.
    private mutating func readWord(until end: UInt8, or other: UInt8 = UInt8(ascii: " ")) -> String {
        let start = position
        while let byte = peek(), byte != end, byte != other, byte != UInt8(ascii: " "), byte != UInt8(ascii: "\n") {
            position += 1
        }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }
}
