/// Reads a regular expression in RE2's syntax into a tree.
struct PatternParser {
    private let text: [Unicode.Scalar]
    private var position = 0
    private var isBroken = false
    private var depth = 0
    private var flags = Flags()

    private struct Flags {
        var ignoresCase = false
        var isMultiline = false
        var dotTakesNewline = false
        var prefersLess = false
    }

    init(_ text: String) { self.text = Array(text.unicodeScalars) }

    /// nil where the text is no regular expression.
    mutating func parse() -> PatternNode? {
        let node = choice()
        return isBroken || position < text.count ? nil : node
    }

    private var next: Unicode.Scalar? { position < text.count ? text[position] : nil }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard next == scalar else { return false }
        position += 1
        return true
    }

    private mutating func fail() -> PatternNode {
        isBroken = true
        position = text.count
        return .empty
    }

    private mutating func choice() -> PatternNode {
        depth += 1
        defer { depth -= 1 }
        if depth > 200 { return fail() }
        var nodes = [sequence()]
        while take("|") { nodes.append(sequence()) }
        return nodes.count == 1 ? nodes[0] : .choice(nodes)
    }

    private mutating func sequence() -> PatternNode {
        var nodes: [PatternNode] = []
        while let scalar = next, scalar != "|", scalar != ")" {
            nodes.append(repetition(of: atom()))
            if isBroken { return .empty }
        }
        return nodes.count == 1 ? nodes[0] : .sequence(nodes)
    }

    private mutating func repetition(of node: PatternNode) -> PatternNode {
        let least: Int
        let most: Int?
        switch next {
        case "*":
            position += 1
            (least, most) = (0, nil)
        case "+":
            position += 1
            (least, most) = (1, nil)
        case "?":
            position += 1
            (least, most) = (0, 1)
        case "{":
            guard let (low, high) = count() else { return node }
            guard low <= 1000, high ?? 0 <= 1000, high.map({ $0 >= low }) ?? true else { return fail() }
            (least, most) = (low, high)
        default: return node
        }
        let prefersLess = take("?") != flags.prefersLess
        if let scalar = next, "*+?".unicodeScalars.contains(scalar) { return fail() }
        return .repeated(node, least: least, most: most, prefersLess: prefersLess)
    }

    /// `{3}`, `{3,}`, `{3,5}`; nil, and nothing read, for anything else, which stands for itself.
    private mutating func count() -> (Int, Int?)? {
        let start = position
        position += 1
        guard let least = number() else {
            position = start
            return nil
        }
        var most: Int? = least
        if take(",") { most = next == "}" ? nil : number() ?? -1 }
        guard take("}"), most != -1 else {
            position = start
            return nil
        }
        return (least, most)
    }

    private mutating func number() -> Int? {
        var value: Int?
        while let scalar = next, (48...57).contains(scalar.value), (value ?? 0) < 10_000 {
            value = (value ?? 0) * 10 + Int(scalar.value - 48)
            position += 1
        }
        return value
    }

    private mutating func atom() -> PatternNode {
        guard let scalar = next else { return .empty }
        position += 1
        switch scalar {
        case "(": return group()
        case "[": return scalarClass()
        case ".": return .scalar(flags.dotTakesNewline ? .all : .allButNewline)
        case "^": return .assert(flags.isMultiline ? .lineStart : .textStart)
        case "$": return .assert(flags.isMultiline ? .lineEnd : .textEnd)
        case "*", "+", "?": return fail()
        case "\\": return escaped()
        case "{":
            position -= 1
            if count() != nil { return fail() }
            position += 1
            return literal(scalar)
        default: return literal(scalar)
        }
    }

    private func literal(_ scalar: Unicode.Scalar) -> PatternNode {
        var set = ScalarSet(scalar.value...scalar.value)
        set.ignoresCase = flags.ignoresCase
        return .scalar(set)
    }

    private mutating func group() -> PatternNode {
        let outer = flags
        if take("?") {
            if take("P") || next == "<" {
                guard take("<") else { return fail() }
                while let scalar = next, scalar != ">" { position += scalar == ")" ? text.count : 1 }
                guard take(">") else { return fail() }
            } else {
                var isOn = true
                var isDone = false
                while let scalar = next, !isDone {
                    position += 1
                    switch scalar {
                    case "i": flags.ignoresCase = isOn
                    case "m": flags.isMultiline = isOn
                    case "s": flags.dotTakesNewline = isOn
                    case "U": flags.prefersLess = isOn
                    case "-" where isOn: isOn = false
                    case ":": isDone = true
                    // Flags up to the end of the group around.
                    case ")": return .empty
                    default: return fail()
                    }
                }
            }
        }
        let node = choice()
        flags = outer
        return take(")") ? node : fail()
    }

    private mutating func escaped() -> PatternNode {
        switch next {
        case "A":
            position += 1
            return .assert(.textStart)
        case "z":
            position += 1
            return .assert(.textEnd)
        case "b":
            position += 1
            return .assert(.wordBoundary)
        case "B":
            position += 1
            return .assert(.noWordBoundary)
        case "Q":
            position += 1
            var nodes: [PatternNode] = []
            while let scalar = next {
                position += 1
                if scalar == "\\", take("E") { break }
                nodes.append(literal(scalar))
            }
            return .sequence(nodes)
        default: break
        }
        if let set = escapedClass() { return .scalar(set) }
        guard let scalar = escapedScalar() else { return fail() }
        return literal(scalar)
    }

    /// `\d`, `\pL`, `\p{Lu}` …; nil, and nothing read, for what stands for one scalar.
    private mutating func escapedClass() -> ScalarSet? {
        guard let scalar = next else { return nil }
        position += 1
        switch scalar {
        case "d": return .digits
        case "D": return ScalarSet.digits.negated
        case "w": return .word
        case "W": return ScalarSet.word.negated
        case "s": return .blanks
        case "S": return ScalarSet.blanks.negated
        case "p", "P":
            var name = ""
            var isNegated = scalar == "P"
            if take("{") {
                if take("^") { isNegated.toggle() }
                while let letter = next, letter != "}" {
                    name.unicodeScalars.append(letter)
                    position += 1
                }
                guard take("}") else { break }
            } else if let letter = next {
                name.unicodeScalars.append(letter)
                position += 1
            }
            var set = ScalarSet()
            set.add(category: name, isNegated: isNegated)
            return set
        default: break
        }
        position -= 1
        return nil
    }

    private mutating func escapedScalar() -> Unicode.Scalar? {
        guard let scalar = next else { return nil }
        position += 1
        switch scalar {
        case "n": return "\n"
        case "t": return "\t"
        case "r": return "\r"
        case "a": return "\u{07}"
        case "f": return "\u{0c}"
        case "v": return "\u{0b}"
        case "x":
            var digits = ""
            if take("{") {
                while let digit = next, digit != "}", digits.utf8.count < 8 {
                    digits.unicodeScalars.append(digit)
                    position += 1
                }
                guard take("}") else { return nil }
            } else {
                while let digit = next, digits.utf8.count < 2 {
                    digits.unicodeScalars.append(digit)
                    position += 1
                }
                guard digits.utf8.count == 2 else { return nil }
            }
            return UInt32(digits, radix: 16).flatMap { Unicode.Scalar($0) }
        case "0":
            var value: UInt32 = 0
            for _ in 0..<2 {
                guard let digit = next, (48...55).contains(digit.value) else { break }
                value = value * 8 + digit.value - 48
                position += 1
            }
            return Unicode.Scalar(value)
        default:
            // Letters and digits that mean nothing are refused, so that they may mean something some day.
            return scalar.value < 128 && !ScalarSet.isWord(scalar) || scalar == "_" ? scalar : nil
        }
    }

    private mutating func scalarClass() -> PatternNode {
        var set = ScalarSet()
        set.ignoresCase = flags.ignoresCase
        if take("^") { set.isNegated = true }
        var isFirst = true
        while let scalar = next, scalar != "]" || isFirst {
            isFirst = false
            if scalar == "[", position + 1 < text.count, text[position + 1] == ":" {
                guard let named = namedClass() else { return fail() }
                set.add(named)
                continue
            }
            position += 1
            var low = scalar
            if scalar == "\\" {
                if let inner = escapedClass() {
                    set.add(inner)
                    continue
                }
                guard let escaped = escapedScalar() else { return fail() }
                low = escaped
            }
            var high = low
            if next == "-", position + 1 < text.count, text[position + 1] != "]" {
                position += 1
                guard let end = next else { return fail() }
                position += 1
                high = end
                if end == "\\" {
                    guard let escaped = escapedScalar() else { return fail() }
                    high = escaped
                }
            }
            guard low.value <= high.value else { return fail() }
            set.add(low.value...high.value)
        }
        return take("]") ? .scalar(set) : fail()
    }

    /// `[:alpha:]`, `[:^alpha:]`
    private mutating func namedClass() -> ScalarSet? {
        position += 2
        let isNegated = take("^")
        var name = ""
        while let scalar = next, scalar != ":" {
            name.unicodeScalars.append(scalar)
            position += 1
        }
        guard take(":"), take("]"), let set = ScalarSet.named[name] else { return nil }
        return isNegated ? set.negated : set
    }
}
