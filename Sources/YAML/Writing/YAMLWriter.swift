import Model

/// Writes block style YAML, laid out as goyaml's emitter does it.
struct YAMLWriter {
    private(set) var text = ""
    /// How many characters the current line has.
    private var column = 0

    mutating func write(document: Value) {
        write(document, indent: 0, isInMapping: false)
        if column > 0 { breakLine() }
    }

    /// Writes a value. The cursor stands behind a key's colon, behind a dash, or at the start of the text.
    private mutating func write(_ value: Value, indent: Int, isInMapping: Bool) {
        switch value.view {
        case .object(let members) where !members.isEmpty:
            if isInMapping { breakLine() }
            mapping(members, indent: indent)
        case .array(let elements) where !elements.isEmpty:
            if isInMapping { breakLine() }
            sequence(elements, indent: indent)
        case .object: put(separated("{}"))
        case .array: put(separated("[]"))
        case .null: put(separated("null"))
        case .bool(let flag): put(separated(flag ? "true" : "false"))
        case .int(let number): put(separated(String(number)))
        case .double(let number): put(separated(GoFloat.text(number)))
        case .string(let string):
            if column > 0, text.last != " " { put(" ") }
            scalar(string, indent: indent, isKey: false)
        }
    }

    private func separated(_ word: String) -> String { column > 0 && text.last != " " ? " " + word : word }

    private mutating func mapping(_ members: Members, indent: Int) {
        for (index, member) in members.sorted(by: { keyPrecedes($0.key, $1.key) }).enumerated() {
            if index > 0 { breakLine() }
            fill(to: indent)
            // goyaml marks keys that are no "simple" ones, as libyaml has it: of more than 128 bytes.
            let isSimple = member.key.utf8.count <= 128
            if !isSimple { put("? ") }
            scalar(member.key, indent: indent + 2, isKey: isSimple)
            if !isSimple {
                breakLine()
                fill(to: indent)
            }
            put(":")
            // A list stands under its key, a mapping two further in.
            let isList = member.value.isArray
            write(member.value, indent: isList && isSimple ? indent : indent + 2, isInMapping: true)
        }
    }

    private mutating func sequence(_ elements: [Value], indent: Int) {
        for (index, element) in elements.enumerated() {
            if index > 0 { breakLine() }
            fill(to: indent)
            put("- ")
            write(element, indent: indent + 2, isInMapping: false)
        }
    }

    /// Spaces up to a column; none where the cursor is there already, behind a dash.
    private mutating func fill(to indent: Int) {
        if column < indent { put(String(repeating: " ", count: indent - column)) }
    }

    private mutating func put(_ word: String) {
        text += word
        column += word.unicodeScalars.count
    }

    private mutating func put(_ scalar: Unicode.Scalar) {
        text.unicodeScalars.append(scalar)
        column += 1
    }

    private mutating func breakLine() {
        text += "\n"
        column = 0
    }

    private mutating func scalar(_ string: String, indent: Int, isKey: Bool) {
        switch ScalarStyle.chosen(for: string, isKey: isKey) {
        case .plain: folded(string, indent: indent, mayFold: !isKey, quote: "")
        case .single: folded(string, indent: indent, mayFold: !isKey, quote: "'")
        case .double: double(string, indent: indent, mayFold: !isKey)
        case .literal: literal(string, indent: indent)
        }
    }

    /// Plain and single quoted texts: a long line breaks at a single space.
    private mutating func folded(_ string: String, indent: Int, mayFold: Bool, quote: String) {
        let scalars = Array(string.unicodeScalars)
        put(quote)
        var wasSpace = false
        for (index, scalar) in scalars.enumerated() {
            let isSpace = scalar == " "
            let isInside = quote.isEmpty || (index > 0 && index < scalars.count - 1)
            if isSpace, mayFold, !wasSpace, column > ScalarStyle.width, isInside,
                index + 1 < scalars.count, scalars[index + 1] != " "
            {
                breakLine()
                fill(to: indent)
            } else {
                put(scalar)
                if scalar == "'", !quote.isEmpty { put("'") }
            }
            wasSpace = isSpace
        }
        put(quote)
    }

    private mutating func double(_ string: String, indent: Int, mayFold: Bool) {
        let scalars = Array(string.unicodeScalars)
        put("\"")
        var wasSpace = false
        for (index, scalar) in scalars.enumerated() {
            if let escape = ScalarStyle.escape(scalar) {
                put(escape)
                wasSpace = false
            } else if scalar == " " {
                if mayFold, !wasSpace, column > ScalarStyle.width, index > 0, index < scalars.count - 1 {
                    breakLine()
                    fill(to: indent)
                    if scalars[index + 1] == " " { put("\\") }
                } else {
                    put(scalar)
                }
                wasSpace = true
            } else {
                put(scalar)
                wasSpace = false
            }
        }
        put("\"")
    }

    private mutating func literal(_ string: String, indent: Int) {
        put("|" + ScalarStyle.blockHints(string))
        // The last line's break is the one that ends the value.
        let body = string.hasSuffix("\n") ? String(string.unicodeScalars.dropLast()) : string
        for line in body.split(separator: "\n", omittingEmptySubsequences: false) {
            breakLine()
            if line.isEmpty { continue }
            fill(to: indent)
            put(String(line))
        }
    }
}
