/// Reads an expression. https://github.com/google/cel-spec/blob/master/doc/langdef.md#syntax
///
/// The first thing that is wrong ends the reading; it is told in the words of cel-go's parser.
struct CELParser {
    private var tokens: [CELToken] = []
    private var position = 0
    private var depth = 0
    private(set) var issues: [CELIssue]

    /// How deep brackets may stand in each other, and nodes above each other.
    static let depthBound = 200
    static let sizeBound = 100_000

    struct Failure: Error {}

    init(_ text: String) {
        issues = []
        let size = text.unicodeScalars.count
        guard size <= CELParser.sizeBound else {
            issues.append(
                CELIssue(
                    place: 0,
                    message: "expression code point size exceeds limit: size: \(size), limit \(CELParser.sizeBound)"))
            return
        }
        (tokens, issues) = CELLexer.tokens(text)
    }

    /// nil where something is wrong: `issues` say what.
    mutating func parse() -> CELNode? {
        guard !tokens.isEmpty, let node = try? expression() else { return nil }
        if next.kind != .end {
            let isLast = position + 2 == tokens.count
            fail(next, "Syntax error: \(isLast ? "extraneous" : "mismatched") input '\(next.text)' expecting <EOF>")
        }
        return issues.isEmpty ? node : nil
    }

    var next: CELToken { tokens[min(position, tokens.count - 1)] }

    private mutating func take() -> CELToken {
        let token = next
        if token.kind != .end { position += 1 }
        return token
    }

    mutating func take(_ sign: String) -> CELToken? { next.isSign(sign) ? take() : nil }

    mutating func fail(_ token: CELToken, _ message: String) { issue(token.place, message) }
    mutating func issue(_ place: Int, _ message: String) { issues.append(CELIssue(place: place, message: message)) }

    private mutating func expect(_ sign: String) throws(Failure) {
        if take(sign) != nil { return }
        if next.kind == .end {
            fail(next, "Syntax error: missing '\(sign)' at '<EOF>'")
        } else {
            fail(next, "Syntax error: mismatched input '\(next.text)' expecting '\(sign)'")
        }
        throw Failure()
    }

    /// A node that does not stand on too many others.
    mutating func node(
        _ place: Int, _ content: CELNode.Content, over below: [CELNode]
    ) throws(Failure) -> CELNode {
        let node = CELNode(place, content, over: below)
        if node.height > CELParser.depthBound { try tooDeep(place) }
        return node
    }

    private mutating func tooDeep(_ place: Int) throws(Failure) {
        issue(place, "expression recursion limit exceeded: \(CELParser.depthBound)")
        throw Failure()
    }

    mutating func expression() throws(Failure) -> CELNode {
        depth += 1
        defer { depth -= 1 }
        if depth > CELParser.depthBound { try tooDeep(next.place) }
        let test = try either()
        guard let mark = take("?") else { return test }
        let first = try either()
        try expect(":")
        let second = try expression()
        return try node(mark.place, .condition(test, first, second), over: [test, first, second])
    }

    private mutating func either() throws(Failure) -> CELNode {
        var nodes = [try both()]
        var place: Int?
        while let sign = take("||") {
            place = place ?? sign.place
            nodes.append(try both())
        }
        guard let place else { return nodes[0] }
        return try node(place, .or(nodes), over: nodes)
    }

    private mutating func both() throws(Failure) -> CELNode {
        var nodes = [try binary(0)]
        var place: Int?
        while let sign = take("&&") {
            place = place ?? sign.place
            nodes.append(try binary(0))
        }
        guard let place else { return nodes[0] }
        return try node(place, .and(nodes), over: nodes)
    }

    private static let levels: [String: Int] = [
        "<": 0, "<=": 0, ">": 0, ">=": 0, "==": 0, "!=": 0, "in": 0, "+": 1, "-": 1, "*": 2, "/": 2, "%": 2,
    ]

    private mutating func binary(_ level: Int) throws(Failure) -> CELNode {
        var left = try unary()
        while next.kind == .sign || next.text == "in", next.kind != .string,
            let own = CELParser.levels[next.text], own >= level
        {
            let sign = take()
            let right = try binary(own + 1)
            left = try call(sign.place, sign.text == "in" ? "@in" : "_\(sign.text)_", [left, right])
        }
        return left
    }

    func function(_ name: String) -> CELFunctionSet? { CELFunctionSet.all[name] }

    mutating func call(
        _ place: Int, _ name: String, isMember: Bool = false, _ arguments: [CELNode]
    ) throws(Failure) -> CELNode {
        try node(place, .call(name, function(name), isMember: isMember, arguments), over: arguments)
    }

    private mutating func unary() throws(Failure) -> CELNode {
        guard next.isSign("!") || next.isSign("-") else { return try member() }
        let first = take()
        if first.text == "-", next.kind == .int || next.kind == .float { return try member(sign: first) }
        var count = 1
        while take(first.text) != nil { count += 1 }
        let operand = try member()
        if count % 2 == 0 { return operand }
        return try call(first.place, first.text == "!" ? "!_" : "-_", [operand])
    }

    private mutating func member(sign: CELToken? = nil) throws(Failure) -> CELNode {
        var node = try primary(sign: sign)
        while true {
            if let dot = take(".") {
                let isOptional = take("?") != nil
                guard next.kind == .identifier else {
                    fail(
                        next,
                        next.kind == .keyword || next.kind == .end || isOptional
                            ? "Syntax error: no viable alternative at input '.\(next.kind == .end ? "" : next.text)'"
                            : "Syntax error: mismatched input '\(next.text)' expecting {'?', IDENTIFIER}")
                    throw Failure()
                }
                let name = take()
                if !isOptional, next.isSign("(") {
                    let bracket = take()
                    let arguments = try list(until: ")").map(\.node)
                    node = try memberCall(bracket.place, node, name.text, arguments)
                } else {
                    node = try select(dot.place, node, name.text, isOptional: isOptional)
                }
            } else if let bracket = take("[") {
                let isOptional = take("?") != nil
                let index = try expression()
                try expect("]")
                node = try call(bracket.place, isOptional ? "_[?_]" : "_[_]", [node, index])
            } else if next.isSign("{"), let name = node.qualifiedName {
                let brace = take()
                _ = try entries(fields: true)
                node = try self.node(brace.place, .message(name), over: [])
            } else {
                return node
            }
        }
    }

    /// A field; or a type, where the names come to one.
    private mutating func select(
        _ place: Int, _ operand: CELNode, _ name: String, isOptional: Bool
    ) throws(Failure) -> CELNode {
        let field = try node(place, .select(operand, name, isTest: false, isOptional: isOptional), over: [operand])
        guard let whole = field.qualifiedName, let type = CELChecker.typeNames[whole] else { return field }
        return CELNode(place, .literal(.type(type.valueName), .type(type)), over: [])
    }

    private static let beginnings =
        "{'[', '{', '(', '.', '-', '!', 'true', 'false', 'null', NUM_FLOAT, NUM_INT, NUM_UINT, STRING, BYTES, "
        + "IDENTIFIER}"

    private mutating func primary(sign: CELToken?) throws(Failure) -> CELNode {
        let token = take()
        switch token.kind {
        case .int, .uint, .float, .string, .bytes: return try literal(token, sign: sign)
        case .identifier: return try named(token)
        case .keyword where token.text != "in":
            let (value, type): (CELValue, CELType) =
                token.text == "null" ? (.null, .null) : (.bool(token.text == "true"), .bool)
            return CELNode(token.place, .literal(value, type), over: [])
        case .sign where token.text == "(":
            let inner = try expression()
            try expect(")")
            return inner
        case .sign where token.text == "[":
            let elements = try list(until: "]")
            return try node(token.place, .list(elements), over: elements.map(\.node))
        case .sign where token.text == "{":
            let entries = try entries(fields: false)
            return try node(token.place, .map(entries), over: entries.flatMap { [$0.key, $0.value] })
        case .sign where token.text == "." && next.kind == .identifier: return try named(take())
        default: break
        }
        let isExtra = token.kind != .end && CELParser.begins(next)
        fail(
            token,
            "Syntax error: \(isExtra ? "extraneous" : "mismatched") input '\(token.text)' expecting "
                + CELParser.beginnings)
        throw Failure()
    }

    private static func begins(_ token: CELToken) -> Bool {
        switch token.kind {
        case .sign: ["[", "{", "(", ".", "-", "!"].contains(token.text)
        case .keyword: token.text != "in"
        case .end: false
        default: true
        }
    }

    private static let reserved: Set<String> = [
        "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop", "package",
        "namespace", "return", "var", "void", "while",
    ]

    private mutating func named(_ token: CELToken) throws(Failure) -> CELNode {
        if CELParser.reserved.contains(token.text) {
            fail(token, "reserved identifier: \(token.text)")
            throw Failure()
        }
        guard next.isSign("(") else { return CELNode(token.place, .identifier(token.text), over: []) }
        let bracket = take()
        let arguments = try list(until: ")").map(\.node)
        return try globalCall(bracket.place, token.text, arguments)
    }

    private mutating func literal(_ token: CELToken, sign: CELToken?) throws(Failure) -> CELNode {
        let place = sign?.place ?? token.place
        let text = (sign == nil ? "" : "-") + token.text
        func node(_ value: CELValue, _ type: CELType) -> CELNode { CELNode(place, .literal(value, type), over: []) }
        switch token.kind {
        case .string: return node(.string(String(decoding: token.content, as: UTF8.self)), .string)
        case .bytes: return node(.bytes(token.content), .bytes)
        case .float:
            if let number = Double(text), number.isFinite { return node(.double(number), .double) }
            issue(place, "invalid double literal")
        case .uint:
            let digits = token.text.dropLast()
            let number =
                digits.hasPrefix("0x") || digits.hasPrefix("0X")
                ? UInt64(digits.dropFirst(2), radix: 16) : UInt64(digits)
            if let number { return node(.uint(number), .uint) }
            issue(place, "invalid uint literal")
        default:
            let isHexadecimal = token.text.hasPrefix("0x") || token.text.hasPrefix("0X")
            let number =
                isHexadecimal
                ? Int64((sign == nil ? "" : "-") + token.text.dropFirst(2), radix: 16) : Int64(text)
            if let number { return node(.int(number), .int) }
            issue(place, "invalid int literal")
        }
        throw Failure()
    }

    /// Nodes between commas up to a bracket.
    private mutating func list(until end: String) throws(Failure) -> [CELNode.Element] {
        var elements: [CELNode.Element] = []
        while take(end) == nil {
            let isOptional = end == "]" && take("?") != nil
            elements.append(.init(node: try expression(), isOptional: isOptional))
            if take(",") != nil {
                if end == ")", next.isSign(")") {
                    fail(next, "Syntax error: mismatched input ')' expecting \(CELParser.beginnings)")
                    throw Failure()
                }
                continue
            }
            try expect(end)
            break
        }
        return elements
    }

    private mutating func entries(fields: Bool) throws(Failure) -> [CELNode.Entry] {
        var entries: [CELNode.Entry] = []
        while take("}") == nil {
            let isOptional = take("?") != nil
            let key = try expression()
            try expect(":")
            entries.append(.init(key: key, value: try expression(), isOptional: isOptional))
            if take(",") != nil { continue }
            try expect("}")
            break
        }
        return entries
    }
}

extension CELNode {
    /// `a.b.c` as one name; nil for what is more than names.
    var qualifiedName: String? {
        switch content {
        case .identifier(let name): name
        case .select(let operand, let name, isTest: false, isOptional: false):
            operand.qualifiedName.map { "\($0).\(name)" }
        default: nil
        }
    }
}
